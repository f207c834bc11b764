//! The language in which the command line speaks: that of `--lang`, wherever it stands.

use super::args::Cli;
use afweging::error::Said;
use clap::CommandFactory;
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

/// Where more is told of the command that was typed, to be put behind what is wrong with it.
pub fn more() -> String {
    let command = named(&Cli::command(), std::env::args_os().skip(1));
    pick(
        format!("\n\nFor more information, try '{command} --help'."),
        format!("\n\nMeer uitleg: '{command} --help --lang nl'."),
    )
}

/// The command that these arguments begin with, as far as its names go.
fn named(program: &clap::Command, args: impl Iterator<Item = OsString>) -> String {
    let (mut command, mut names) = (program, "afweging".to_owned());
    for arg in args {
        let Some(below) = command.find_subcommand(&arg) else { break };
        names = format!("{names} {}", below.get_name());
        command = below;
    }
    names
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
    fn a_command_is_named_by_all_its_names() {
        let of = |line: &str| named(&Cli::command(), line.split(' ').map(OsString::from));
        assert_eq!(of("evaluate case.toml --nonsense"), "afweging evaluate");
        assert_eq!(of("sensitivity sweep list"), "afweging sensitivity sweep");
        assert_eq!(of("sensitivity sweeep"), "afweging sensitivity");
        assert_eq!(of("--nonsense evaluate"), "afweging");
    }

    #[test]
    fn dutch_is_asked_for_anywhere() {
        let asks = |line: &str| asks_for_dutch(line.split(' ').map(OsString::from));
        assert!(asks("evaluate --help --lang nl") && asks("--lang=nl evaluate"));
        assert!(!asks("evaluate nl") && !asks("--lang en") && !asks("explain --of nl"));
        assert!(!asks("evaluate -- --lang nl"));
    }
}
