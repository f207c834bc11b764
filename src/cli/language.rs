//! The language in which the command line speaks: that of `--lang`, wherever it stands.

use afweging::error::Said;
use std::ffi::OsString;

/// Whether the person who typed the command asked for Dutch. It is read from the arguments as they
/// were typed, because help and errors of the command line come before these are understood.
pub fn dutch() -> bool {
    asks_for_dutch(std::env::args_os().skip(1))
}

fn asks_for_dutch(args: impl Iterator<Item = OsString>) -> bool {
    let mut follows = false;
    for arg in args {
        let text = arg.to_string_lossy();
        match text.as_ref() {
            "--" => return false,
            "nl" if follows => return true,
            "--lang=nl" => return true,
            _ => follows = text == "--lang",
        }
    }
    false
}

/// One of two texts, in that language.
pub fn pick<T>(en: T, nl: T) -> T {
    if dutch() { nl } else { en }
}

/// A text in that language.
pub fn told(said: &Said) -> &str {
    said.text(dutch())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_is_asked_for_anywhere() {
        let asks = |line: &str| asks_for_dutch(line.split(' ').map(OsString::from));
        assert!(asks("evaluate --help --lang nl") && asks("--lang=nl evaluate"));
        assert!(!asks("evaluate nl") && !asks("--lang en") && !asks("explain --of nl"));
        assert!(!asks("evaluate -- --lang nl"));
    }
}
