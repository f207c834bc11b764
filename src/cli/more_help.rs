//! Where more is told of a command, to be put behind what is wrong with it.

use super::args::Cli;
use super::language::pick;
use clap::CommandFactory;
use std::ffi::OsString;

/// The way to the help of the command that was typed.
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
}
