//! Ctrl-C and the like: status 130, at once, and nothing half written.

use afweging::write::abandon;

/// From here on an interrupt (SIGINT), a request to end (SIGTERM) and the loss of the terminal
/// (SIGHUP) end the program with status 130: temporary files go first, and files that are being put
/// in place all get there. What the caller has told us to ignore, as `nohup` does, stays ignored.
#[cfg(unix)]
pub fn expect() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let ignored = ignored();
    let heard =
        [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
    // Fails for signals that nobody may handle: not for these.
    let Ok(mut signals) = signal_hook::iterator::Signals::new(heard) else { return };
    std::thread::spawn(move || {
        if signals.forever().next().is_some() {
            end();
        }
    });
}

/// From here on an interrupt ends the program with status 130, without a temporary file.
#[cfg(not(unix))]
pub fn expect() {
    // Fails only if a handler was set before: then that one does.
    drop(ctrlc::set_handler(|| end()));
}

fn end() -> ! {
    abandon();
    super::bar::hide();
    std::process::exit(130)
}

/// The signals that were ignored when the program began, a bit each, where the system tells.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
