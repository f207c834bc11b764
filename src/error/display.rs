//! How errors and findings read: with `{}` in English, with `{:#}` in Dutch.

use super::{Error, Fault, Finding, Findings, MOST_FAULTS, Place, Said, Severity, both, shorten};
use std::fmt;
use std::io;

impl Error {
    /// What it says, in both languages.
    pub fn said(&self) -> Said {
        both(self.to_string(), self.dutch())
    }

    /// What it says in Dutch.
    pub fn dutch(&self) -> String {
        format!("{self:#}")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let nl = f.alternate();
        // What is a `Said` within is in the language of the whole.
        match self {
            Error::Findings(findings) => findings.fmt(f),
            Error::Io { action, path, source } if nl => {
                let done = match *action {
                    "read" => "gelezen",
                    "write" => "geschreven",
                    other => other,
                };
                write!(f, "{} kan niet worden {done}: {}", path.display(), dutch_io(source))
            }
            Error::Io { action, path, source } => {
                write!(f, "cannot {action} {}: {source}", path.display())
            }
            Error::UnknownName { what, name, nearest, known } => match (nl, nearest, &known[..]) {
                (false, Some(near), _) => {
                    write!(f, "unknown {what} `{name}`; did you mean `{near}`?")
                }
                (false, None, []) => write!(f, "unknown {what} `{name}`"),
                (false, None, known) => {
                    write!(f, "unknown {what} `{name}`; known are {}", known.join(", "))
                }
                (true, Some(near), _) => {
                    write!(f, "er is geen {} `{name}`; bedoelt u `{near}`?", dutch_kind(what))
                }
                (true, None, []) => write!(f, "er is geen {} `{name}`", dutch_kind(what)),
                (true, None, known) => {
                    let known = known.join(", ");
                    write!(f, "er is geen {} `{name}`; wel bekend: {known}", dutch_kind(what))
                }
            },
            Error::Undefined { method, reason, remedy } if nl => {
                write!(f, "{method:#} is hier niet bepaald: {reason:#}\n  wat te doen: {remedy:#}")
            }
            Error::Undefined { method, reason, remedy } => {
                write!(f, "{method} is not defined here: {reason}\n  help: {remedy}")
            }
            Error::Contradiction { what, statements } if nl => write!(
                f,
                "{what:#}: {}\n  wat te doen: wijzig of schrap er een van",
                statements.join(", ")
            ),
            Error::Contradiction { what, statements } => {
                let statements = statements.join(", ");
                write!(f, "{what}: {statements}\n  help: change or drop one of them")
            }
            Error::Size { what, bytes, remedy } if nl => {
                let size = memory(*bytes).replace('.', ",");
                write!(f, "{what:#} zou zowat {size} geheugen vragen\n  wat te doen: {remedy:#}")
            }
            Error::Size { what, bytes, remedy } => {
                let size = memory(*bytes);
                write!(f, "{what} would take about {size} of memory\n  help: {remedy}")
            }
            Error::Problem(faults) => {
                for (at, fault) in faults.iter().take(MOST_FAULTS).enumerate() {
                    if at > 0 {
                        writeln!(f)?;
                    }
                    fault.fmt(f)?;
                }
                match faults.len().saturating_sub(MOST_FAULTS) {
                    0 => Ok(()),
                    more if nl => write!(f, "\n... en nog {more}"),
                    more => write!(f, "\n... and {more} more"),
                }
            }
            Error::Argument { argument, value, message, instead } => {
                write!(f, "{}: ", stated(argument, value.as_deref()))?;
                message.fmt(f)?;
                match instead {
                    Some(instead) => {
                        f.write_str(": ")?;
                        instead.fmt(f)
                    }
                    None => Ok(()),
                }
            }
            Error::Format { format, message } if nl => {
                write!(f, "{format} kan niet worden geschreven: {message:#}")
            }
            Error::Format { format, message } => write!(f, "cannot write {format}: {message}"),
            Error::Part if nl => f.write_str(
                "alleen een deel van de trekkingen is gemaakt; `afweging merge` maakt het resultaat van alle delen",
            ),
            Error::Part => f.write_str(
                "only a part of the draws was made; `afweging merge` makes the result of all parts",
            ),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.at.fmt(f)?;
        f.write_str(": ")?;
        self.reason.fmt(f)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let nl = f.alternate();
        let kind = match (self.severity, nl) {
            (Severity::Error, false) => "error",
            (Severity::Warning, false) => "warning",
            (Severity::Error, true) => "fout",
            (Severity::Warning, true) => "let op",
        };
        match &self.place {
            Place::Text { source, span } => {
                let (line, column) = source.line_column(span.start);
                write!(f, "{kind}: {}:{line}:{column}: ", source.name)?;
            }
            Place::Cell { file, row, column } if nl => {
                write!(f, "{kind}: {file}: rij {row}, kolom `{column}`: ")?;
            }
            Place::Cell { file, row, column } => {
                write!(f, "{kind}: {file}: row {row}, column `{column}`: ")?;
            }
            Place::Sheet { sheet, cell, header } => {
                let (cel, kolom) = if nl { ("cel", "kolom") } else { ("cell", "column") };
                let header = if header.is_empty() {
                    String::new()
                } else {
                    format!(" ({kolom} `{}`)", shorten(header, 60))
                };
                write!(f, "{kind}: {sheet}: {cel} {cell}{header}: ")?;
            }
            Place::File(file) => write!(f, "{kind}: {file}: ")?,
            Place::Argument { argument, value } => {
                write!(f, "{kind}: {}: ", stated(argument, value.as_deref()))?;
            }
        }
        self.message.fmt(f)?;
        match &self.help {
            Some(help) if nl => write!(f, "\n  wat te doen: {help:#}"),
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for (index, finding) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

/// An argument as a program states it.
fn stated(argument: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("`{argument}` = {value}"),
        None => format!("`{argument}`"),
    }
}

/// Why a file could not be read or written, in both languages.
pub(crate) fn of_io(error: &io::Error) -> Said {
    both(error.to_string(), dutch_io(error))
}

/// Why a file could not be read or written, in Dutch. What the system says of rarer causes has no
/// Dutch: it is quoted.
fn dutch_io(error: &io::Error) -> String {
    if let Some(own) = error.get_ref().and_then(|own| own.downcast_ref::<Said>()) {
        return own.dutch().to_owned();
    }
    match error.kind() {
        io::ErrorKind::NotFound => "het bestand of de map bestaat niet".to_owned(),
        io::ErrorKind::PermissionDenied => "u hebt er geen rechten voor".to_owned(),
        io::ErrorKind::AlreadyExists => "het bestaat al".to_owned(),
        io::ErrorKind::IsADirectory => "het is een map".to_owned(),
        io::ErrorKind::NotADirectory => "een deel van het pad is geen map".to_owned(),
        io::ErrorKind::StorageFull => "de schijf is vol".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "er kan hier niet worden geschreven".to_owned(),
        io::ErrorKind::InvalidData => "het bestand is geen geldige tekst".to_owned(),
        _ => format!("het systeem meldt `{error}`"),
    }
}

/// The Dutch for a kind of thing that has a name. Kinds without a Dutch word of their own, as the
/// id of a key, are the same in both languages.
pub(super) fn dutch_kind(what: &str) -> &str {
    match what {
        "aggregate" => "aggregatie",
        "alternative" => "alternatief",
        "alternative or group" => "alternatief of groep",
        "attribute" => "kenmerk",
        "attribute or criterion" => "kenmerk of criterium",
        "attribute or key" => "kenmerk of sleutel",
        "case" => "ingebouwd dossier",
        "category" => "categorie",
        "chart" => "grafiek",
        "claim" => "bewering",
        "completion" => "manier van invullen",
        "column" => "kolom",
        "fact" => "feit",
        "fact, attribute or criterion" => "feit, kenmerk of criterium",
        "group" => "groep",
        "key" => "sleutel",
        "key of groups" => "sleutel van groepen",
        "level" => "niveau",
        "limit" => "limiet",
        "limit or rule" => "limiet of regel",
        "method" => "methode",
        "method in this run" => "methode in deze berekening",
        "normalization" => "normalisering",
        "option" => "optie",
        "parameter" => "parameter",
        "period" => "periode",
        "preference" => "voorkeur",
        "requirement" => "vereiste",
        "adjustment" => "aanpassing",
        "rule" => "regel",
        "shape of a value function" => "vorm van een waardefunctie",
        "sheet" => "blad",
        "study" => "analyse",
        "table" => "tabel",
        "treatment of missing figures" => "behandeling van ontbrekende cijfers",
        "topic" => "onderwerp",
        "value" => "waarde",
        "weighting" => "manier van wegen",
        "word" => "woord",
        "criterion" => "criterium",
        "criterion of the node" => "criterium van deze groep",
        "criterion or node" => "criterium of groep criteria",
        "passage" => "passage",
        "transition" => "overgang",
        "node" => "groep criteria",
        other => other,
    }
}

/// Bytes in the unit in which they are at least 1.
fn memory(bytes: usize) -> String {
    match bytes as f64 {
        bytes if bytes >= 1e8 => format!("{:.1} GB", bytes / 1e9),
        bytes if bytes >= 1e6 => format!("{:.0} MB", bytes / 1e6),
        bytes => format!("{:.0} kB", (bytes / 1e3).max(1.0)),
    }
}
