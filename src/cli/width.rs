//! How wide a view may be.

/// A view is no narrower: below it words would be broken.
const NARROWEST: usize = 20;
/// Lines longer than a person reads with ease are not made of a wide terminal.
const WIDEST: usize = 130;
/// Where nothing is known of who will look at it.
const USUAL: usize = 110;

/// How wide a view may be: what COLUMNS says; else the terminal, within reason; a fixed width where
/// there is none.
pub fn width() -> usize {
    known_width(std::io::stdout()).unwrap_or(USUAL)
}

/// The same where somebody looks at it; `None` where it goes to a file or a program and COLUMNS
/// says nothing.
#[cfg(unix)]
pub fn known_width(stream: impl std::os::fd::AsFd) -> Option<usize> {
    asked_width()
        .or_else(|| terminal_size::terminal_size_of(stream).map(|(width, _)| within_reason(width)))
}

/// The same where somebody looks at it; `None` where it goes to a file or a program and COLUMNS
/// says nothing.
#[cfg(windows)]
pub fn known_width(stream: impl std::os::windows::io::AsHandle) -> Option<usize> {
    asked_width()
        .or_else(|| terminal_size::terminal_size_of(stream).map(|(width, _)| within_reason(width)))
}

fn asked_width() -> Option<usize> {
    let asked = std::env::var("COLUMNS")
        .ok()?
        .trim()
        .parse::<usize>()
        .ok()
        .filter(|columns| *columns > 0)?;
    Some(asked.clamp(NARROWEST, 1000))
}

fn within_reason(width: terminal_size::Width) -> usize {
    usize::from(width.0).clamp(NARROWEST, WIDEST)
}
