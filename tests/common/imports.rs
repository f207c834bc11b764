//! Which source file imports names of which: `use` lines and paths, resolved through re-exports to
//! the file that defines the name.

use super::project;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A source file below `src/`.
pub struct SourceFile {
    /// Its path from there.
    pub name: String,
    /// Its code, without tests, comments and the inside of texts.
    pub code: String,
    /// Its lines, all counted.
    pub lines: usize,
}

fn files_below(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// Every source file, in the order of their names.
pub fn sources() -> Vec<SourceFile> {
    let root = project("src");
    let mut paths = Vec::new();
    files_below(&root, &mut paths);
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        SourceFile { name, code, lines: text.lines().count() }
    };
    paths.into_iter().map(read).collect()
}

/// A path that a file names, from the root of the crate.
type Named = Vec<String>;

/// Imports: by file, the files whose names it uses, each with those names.
pub type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// The module of a file: `case/read/mod.rs` is `case::read`.
fn module(name: &str) -> Named {
    let path = name.trim_end_matches(".rs").trim_end_matches("/mod");
    if ["lib", "main"].contains(&path) {
        Vec::new()
    } else {
        path.split('/').map(str::to_owned).collect()
    }
}

/// The paths of a `use` tree: `a::{b, c::{self, d as e}}` names a::b, a::c and a::c::d.
fn expand(tree: &str, start: &[String], out: &mut Vec<Named>) {
    let tree = tree.trim();
    let (head, inside) = match tree.find('{') {
        Some(open) => (&tree[..open], Some(&tree[open + 1..tree.rfind('}').unwrap_or(tree.len())])),
        None => (tree, None),
    };
    let mut path = start.to_vec();
    for part in head.split("::").map(str::trim).filter(|part| !part.is_empty()) {
        let name = part.split(" as ").next().unwrap().trim();
        match name {
            "self" => {}
            name => path.push(name.to_owned()),
        }
    }
    let Some(inside) = inside else {
        out.push(path);
        return;
    };
    let (mut depth, mut from) = (0, 0);
    for (at, c) in inside.char_indices().chain([(inside.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                if !inside[from..at].trim().is_empty() {
                    expand(&inside[from..at], &path, out);
                }
                from = at + 1;
            }
            _ => {}
        }
    }
}

/// A path from where it stands (`super::x`, `crate::x`) to one from the root; `None` for a path of
/// another crate.
fn absolute(path: &[String], from: &[String], children: &BTreeSet<Named>) -> Option<Named> {
    match path.first()?.as_str() {
        "crate" | "afweging" => Some(path[1..].to_vec()),
        "super" => {
            let ups = path.iter().take_while(|part| *part == "super").count();
            Some([&from[..from.len().checked_sub(ups)?], &path[ups..]].concat())
        }
        // A child of this module.
        first => {
            let child = [from, &[first.to_owned()]].concat();
            children.contains(&child).then(|| [from, path].concat())
        }
    }
}

/// The `use` lines of a file (whether each is a re-export, and its paths), and its code without
/// them.
fn uses(code: &str) -> (Vec<(bool, Vec<Named>)>, String) {
    let (mut found, mut rest, mut left) = (Vec::new(), String::new(), code);
    loop {
        let at = left.match_indices("use ").map(|(at, _)| at).find(|at| {
            let line = left[..*at].rsplit('\n').next().unwrap().trim();
            line.is_empty() || (line.starts_with("pub") && !line.contains(' '))
        });
        let Some(at) = at else { break };
        let is_public = left[..at].rsplit('\n').next().unwrap().contains("pub");
        let end = left[at..].find(';').map_or(left.len(), |end| at + end);
        let mut paths = Vec::new();
        expand(&left[at + 4..end].replace('\n', " "), &[], &mut paths);
        found.push((is_public, paths));
        rest += &left[..at];
        left = &left[(end + 1).min(left.len())..];
    }
    (found, rest + left)
}

/// The paths that start with `crate::` or `super::` in code.
fn inline(code: &str) -> Vec<Named> {
    let mut out = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let path: String = code[at..]
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':')
                .collect();
            out.push(path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect());
        }
    }
    out
}

/// All imports between source files. A `mod` line and a re-export are no imports of the file that
/// holds them.
pub fn imports(sources: &[SourceFile]) -> Imports {
    let modules: BTreeMap<Named, &str> =
        sources.iter().map(|file| (module(&file.name), file.name.as_str())).collect();
    let children: BTreeSet<Named> = modules.keys().cloned().collect();
    let parsed: Vec<_> =
        sources.iter().map(|file| (file, module(&file.name), uses(&file.code))).collect();
    // By module and name: the path that a re-export stands for.
    let mut exports: BTreeMap<(Named, String), Named> = BTreeMap::new();
    for (_, own, (lines, _)) in &parsed {
        for path in lines.iter().filter(|(public, _)| *public).flat_map(|(_, paths)| paths) {
            if let Some(path) = absolute(path, own, &children) {
                exports.insert((own.clone(), path.last().cloned().unwrap_or_default()), path);
            }
        }
    }
    // The file that defines a path, and the name there.
    let resolve = |path: &Named| -> Option<(&str, String)> {
        let mut path = path.clone();
        for _ in 0..10 {
            let depth =
                (0..=path.len()).rev().find(|depth| modules.contains_key(&path[..*depth]))?;
            let (home, name) = (
                path[..depth].to_vec(),
                path.get(depth).cloned().unwrap_or_else(|| "*".to_owned()),
            );
            match exports.get(&(home.clone(), name.clone())) {
                Some(other) if *other != path => {
                    path = other.iter().chain(path.get(depth + 1..)?).cloned().collect()
                }
                _ => return Some((modules[&home], name)),
            }
        }
        None
    };
    let mut out = Imports::new();
    for (file, own, (lines, rest)) in &parsed {
        let named = lines
            .iter()
            .filter(|(public, _)| !public)
            .flat_map(|(_, paths)| paths.clone())
            .chain(inline(rest));
        for path in named.filter_map(|path| absolute(&path, own, &children)) {
            if let Some((home, name)) = resolve(&path).filter(|(home, _)| *home != file.name) {
                out.entry(file.name.clone())
                    .or_default()
                    .entry(home.to_owned())
                    .or_default()
                    .insert(name);
            }
        }
    }
    out
}

/// A circle in a graph, if there is one: each of its nodes leads to the next.
pub fn circle<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Option<Vec<&'a str>> {
    fn visit<'a>(
        node: &'a str,
        edges: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        path: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) -> Option<Vec<&'a str>> {
        if let Some(at) = path.iter().position(|known| *known == node) {
            return Some(path[at..].to_vec());
        }
        if !done.insert(node) {
            return None;
        }
        path.push(node);
        let found =
            edges.get(node).into_iter().flatten().find_map(|next| visit(next, edges, path, done));
        path.pop();
        found
    }
    let mut done = BTreeSet::new();
    edges.keys().find_map(|node| visit(node, edges, &mut Vec::new(), &mut done))
}
