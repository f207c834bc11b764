//! What goes to standard output.

use super::bar;
use super::failure::Failure;
use afweging::write::printable;
use std::io::{IsTerminal, Write};

/// Text to standard output; what a terminal gets of it cannot steer it, whatever others wrote into
/// it.
pub fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().is_terminal() {
        true => send(printable(text).as_bytes()),
        false => send(text.as_bytes()),
    }
}

/// Bytes to standard output. A closed pipe is no failure.
pub fn send(bytes: &[u8]) -> Result<(), Failure> {
    bar::hide();
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) => Err(unsent(error)),
    }
}

/// Why standard output took no more.
pub fn unsent(error: std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::BrokenPipe => Failure::ClosedPipe,
        _ => afweging::Error::Io { action: "write", path: "standard output".into(), source: error }
            .into(),
    }
}
