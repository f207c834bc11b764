//! Why a command ends early, and with which exit status.

use afweging::Error;
use afweging::error::Said;

/// Why a command ends early.
pub enum Failure {
    /// The command line is wrong: exit status 2.
    Usage(Said),
    /// The input is wrong, or a file cannot be read or written: exit status 1.
    Input(Error),
    /// A claim that must hold does not: exit status 1.
    Claims(String),
    /// The reader of our output has gone: success.
    ClosedPipe,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Input(error)
    }
}
