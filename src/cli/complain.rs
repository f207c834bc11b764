//! What is said on the error stream.

use super::bar;
use super::width::known_width;
use afweging::write::{printable, wrap};
use std::io::Write;

/// Say something on the error stream; nothing in it steers a terminal. If nobody can hear it, that
/// is no reason to fail.
pub fn complain(message: &str) {
    let message = printable(message);
    match known_width(std::io::stderr()) {
        None => complain_styled(&message),
        Some(width) => {
            // Lines of a message that are set in stay so.
            let lines = message.lines().flat_map(|line| {
                let start = &line[..line.len() - line.trim_start().len()];
                wrap(line.trim_start(), start, &format!("{start}  "), width)
            });
            complain_styled(&lines.collect::<Vec<_>>().join("\n"));
        }
    }
}

/// The same with colours, for a message in which all text of others has been cleaned.
pub fn complain_styled(message: &str) {
    bar::hide();
    drop(writeln!(anstream::stderr(), "{message}"));
}
