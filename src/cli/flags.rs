//! The arguments of the library as they are typed on the command line.

use afweging::Error;
use afweging::error::Said;

/// An error in the words of the command line: it names flags where the library names arguments.
pub fn in_flags(error: &Error, dutch: bool) -> String {
    match error {
        Error::Argument { argument, value, message, instead } => {
            let text = |said: &Said| said.text(dutch).to_owned();
            let instead = instead.as_ref().map(|it| format!(": {}", text(it)));
            let (flag, message) = (flag(argument, value.as_deref()), text(message));
            format!("{flag}: {message}{}", instead.unwrap_or_default())
        }
        other if dutch => other.dutch(),
        other => other.to_string(),
    }
}

/// The flag that gives an argument of the library, with its value as typed.
pub fn flag(argument: &str, value: Option<&str>) -> String {
    let name = match (argument, value) {
        // The case has no flag: it is typed by itself. So are the files to import.
        ("location", Some(value)) => return value.to_owned(),
        ("files", _) => return "FILE".to_owned(),
        // A choice by name is yes or no in the library.
        ("uniform_sets", Some("true")) => return "--intervals uniform".to_owned(),
        ("uniform_sets", _) => return "--intervals bounds".to_owned(),
        // What is kept follows from the table that is asked for.
        ("keep", Some("EveryRank")) => return "--table acceptability".to_owned(),
        ("keep", _) | ("pairwise", _) => return "--table pairwise".to_owned(),
        // Parameters of a method that is chosen by name.
        ("pieces" | "delta", value) => {
            let value = value.map(|value| format!("={value}")).unwrap_or_default();
            return format!("--param utastar.{argument}{value}");
        }
        ("criteria", _) => "criterion".to_owned(),
        ("filter", _) => "where".to_owned(),
        ("methods", _) => "method".to_owned(),
        ("parameter", _) => "param".to_owned(),
        ("without_passages", _) => "without-passage".to_owned(),
        (other, _) => other.replace('_', "-"),
    };
    match value {
        Some(value) => format!("--{name} {value}"),
        None => format!("--{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::Cli;
    use super::*;
    use afweging::study::Keep;
    use clap::CommandFactory;
    use std::collections::BTreeSet;
    use std::path::Path;

    /// The Rust files in a folder and those below it, without white space.
    fn sources(folder: &Path, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // Documentation and this test name what is no call.
                let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
                let code: String = code.collect::<Vec<_>>().join("\n");
                let code = code.split("#[cfg(test)]").next().unwrap_or_default();
                out.push(code.split_whitespace().collect());
            }
        }
    }

    fn flags(command: &clap::Command, out: &mut BTreeSet<String>) {
        out.extend(command.get_arguments().filter_map(|it| it.get_long()).map(str::to_owned));
        command.get_subcommands().for_each(|it| flags(it, out));
    }

    #[test]
    fn every_argument_in_an_error_has_a_flag() {
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        let mut named = BTreeSet::new();
        for (text, start) in texts.iter().flat_map(|text| {
            let starts = ["Error::argument(", "Error::argument_as_a_whole(", "Argument{argument:"];
            starts.map(|start| (text, start))
        }) {
            for rest in text.split(start).skip(1) {
                // A pattern or a definition names none; a call does, as a literal, but for those
                // on the columns of a table, which share their code.
                match rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                    Some((name, _)) => drop(named.insert(name.to_owned())),
                    None if rest.starts_with("argument,") => {}
                    None => assert!(start.ends_with(':') && rest.starts_with("&'static"), "{rest}"),
                }
            }
        }
        assert!(named.contains("draws") && named.contains("data") && named.len() > 15, "{named:?}");
        let of_columns = ["key", "min", "max", "target", "scale", "levels", "attribute"];
        named.extend(
            of_columns.into_iter().chain(["rank_within", "uncertainty"]).map(str::to_owned),
        );
        let mut known = BTreeSet::new();
        flags(&Cli::command(), &mut known);
        // The case and files to import are typed by themselves, and how far a search goes is not
        // asked here.
        let has_flag =
            |name: &&String| !["location", "files", "most_nodes"].contains(&name.as_str());
        for name in named.iter().filter(has_flag) {
            for value in [None, Some("x")] {
                let typed = flag(name, value);
                let flag = typed.split(' ').next().and_then(|flag| flag.strip_prefix("--"));
                assert!(flag.is_some_and(|flag| known.contains(flag)), "{name}: {typed}");
            }
        }
    }

    #[test]
    fn an_argument_is_told_as_it_is_typed() {
        let said = |error: Error| in_flags(&error, false);
        assert_eq!(said(Error::argument("draws", 0, "why")), "--draws 0: why");
        assert_eq!(said(Error::argument_as_a_whole("filter", "why")), "--where: why");
        assert_eq!(said(Error::argument("of", "", "why")), "--of : why");
        assert_eq!(said(Error::argument("location", "x", "why")), "x: why");
        assert_eq!(said(Error::argument("uniform_sets", false, "why")), "--intervals bounds: why");
        for (keep, table) in [(Keep::EveryRank, "acceptability"), (Keep::Pairs, "pairwise")] {
            let error = Error::argument("keep", format!("{keep:?}"), "why");
            assert_eq!(said(error), format!("--table {table}: why"));
        }
    }
}
