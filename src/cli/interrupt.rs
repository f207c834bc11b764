//! Ctrl-C in long work: status 130, at once, but never in the middle of a file.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

static WRITING: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C ends the program with status 130, after the file under way.
pub fn expect() {
    // Fails only if a handler was set before: then that one does.
    drop(ctrlc::set_handler(|| {
        while WRITING.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(5));
        }
        // The bar may have left the cursor in the middle of a line.
        crate::cli::complain("");
        std::process::exit(130);
    }));
}

/// Write a file without being stopped halfway.
pub fn unbroken<T>(write: impl FnOnce() -> T) -> T {
    WRITING.store(true, Ordering::SeqCst);
    let done = write();
    WRITING.store(false, Ordering::SeqCst);
    done
}
