//! What is wrong with a part of a problem, for whoever reads or builds it.

/// What is wrong, and what would be right.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wrong {
    pub(crate) message: String,
    pub(crate) help: Option<&'static str>,
}

impl Wrong {
    pub(crate) fn new(message: impl Into<String>) -> Wrong {
        Wrong { message: message.into(), help: None }
    }

    pub(crate) fn help(self, help: &'static str) -> Wrong {
        Wrong { help: Some(help), ..self }
    }

    /// Both in one sentence.
    pub(crate) fn sentence(&self) -> String {
        match self.help {
            Some(help) => format!("{}: {help}", self.message),
            None => self.message.clone(),
        }
    }
}
