//! What is wrong with a part of a problem, for whoever reads or builds it.

use crate::error::{Said, both};

/// What is wrong, and what would be right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) message: Said,
    pub(crate) help: Option<Said>,
}

impl Wrong {
    pub(crate) fn new(message: impl Into<Said>) -> Wrong {
        Wrong { message: message.into(), help: None }
    }

    pub(crate) fn help(self, help: impl Into<Said>) -> Wrong {
        Wrong { help: Some(help.into()), ..self }
    }

    /// Both in one sentence.
    pub(crate) fn sentence(&self) -> Said {
        match &self.help {
            Some(help) => {
                both(format!("{}: {help}", self.message), format!("{:#}: {help:#}", self.message))
            }
            None => self.message.clone(),
        }
    }
}
