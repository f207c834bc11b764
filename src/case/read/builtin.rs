//! The built-in cases: the files of `criteria/` and `datasets/`, compiled in.

/// Every built-in file: its path from the project's root, and its bytes.
static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin_files.rs"));

/// The names of the built-in cases, sorted.
pub fn names() -> Vec<&'static str> {
    FILES
        .iter()
        .filter_map(|(path, _)| path.strip_prefix("criteria/")?.strip_suffix(".toml"))
        .collect()
}

/// The bytes of a built-in file. `path` is normalised first: `criteria/../datasets/x.csv` is
/// `datasets/x.csv`.
pub fn file(path: &str) -> Option<(String, &'static [u8])> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    FILES.iter().find(|(name, _)| *name == path).map(|(_, bytes)| (path, *bytes))
}
