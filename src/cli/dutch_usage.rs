//! What is wrong with a command line, in Dutch.

use super::args::Cli;
use super::more_help::more;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};

/// The error in Dutch.
pub fn said(error: &Error) -> String {
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("het argument '{argument}' is hier niet bekend"),
        ErrorKind::InvalidSubcommand => {
            format!("'{}' is geen opdracht", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("'{argument}' heeft een waarde nodig")
        }
        ErrorKind::InvalidValue => format!("'{value}' is geen waarde voor '{argument}'"),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|why| format!(": {why:#}"));
            format!("'{value}' is geen waarde voor '{argument}'{}", why.unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt een argument: {argument}"),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg).as_str() {
            "" => format!("'{argument}' staat er twee keer, of gaat niet samen met iets anders"),
            prior if prior == argument => format!("'{argument}' staat er twee keer"),
            prior => format!("'{argument}' gaat niet samen met '{prior}'"),
        },
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "er ontbreekt een opdracht".to_owned()
        }
        ErrorKind::TooManyValues => format!("'{value}' is te veel voor '{argument}'"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("'{argument}' heeft een ander aantal waarden nodig")
        }
        ErrorKind::NoEquals => format!("'{argument}' heeft een = nodig voor zijn waarde"),
        ErrorKind::InvalidUtf8 => "de opdrachtregel is geen geldige tekst".to_owned(),
        _ => "de opdrachtregel is niet te begrijpen".to_owned(),
    };
    let near =
        [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    let near: Vec<String> = near.into_iter().map(of).filter(|text| !text.is_empty()).collect();
    let known = of(ContextKind::ValidValue);
    let mut out = format!("fout: {message}");
    if !near.is_empty() {
        out.push_str(&format!("\n\n  tip: bedoelt u '{}'?", near.join(", ")));
    } else if !known.is_empty() {
        out.push_str(&format!("\n  wel bekend: {known}"));
    } else if error.kind() == ErrorKind::InvalidSubcommand {
        let all: Vec<String> =
            Cli::command().get_subcommands().map(|it| it.get_name().to_owned()).collect();
        out.push_str(&format!("\n  wel bekend: {}", all.join(", ")));
    }
    out.push_str(&more());
    out
}
