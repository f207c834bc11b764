//! JSON and YAML as one kind of tree, in which everything has its place.

use crate::error::{Finding, Findings, Place, Said, Source, both, shorten};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A value and where it begins.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// What it is.
    pub(super) value: Value,
    /// The bytes at which it begins.
    pub(super) span: Range<usize>,
}

/// What stands in such a file.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number; not a number and infinities are there in YAML only.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Names with values, in the order of the file, the same name twice where it stands twice.
    Map(Vec<(String, Node)>),
}

/// A file in such a form.
pub(super) struct Document {
    /// The file.
    pub(super) source: Arc<Source>,
    /// All of it.
    pub(super) root: Node,
}

impl Document {
    /// Where a node stands.
    pub(super) fn place(&self, node: &Node) -> Place {
        Place::Text { source: self.source.clone(), span: node.span.clone() }
    }

    /// A finding about a node, with what is there.
    pub(super) fn wrong(&self, node: &Node, what: &str, wanted: &Said) -> Finding {
        let there = node.shown();
        let message = both(
            format!("`{what}` is {there}, and {wanted} belongs here"),
            format!("`{what:#}` is {there:#}, en hier hoort {wanted:#}"),
        );
        Finding::error(self.place(node), message)
    }

    /// The number that a node is.
    pub(super) fn number(&self, node: &Node, what: &str, findings: &mut Findings) -> Option<f64> {
        match node.value {
            Value::Number(x) if x.is_finite() => Some(x),
            _ => {
                findings.push(self.wrong(node, what, &both("a finite number", "een eindig getal")));
                None
            }
        }
    }

    /// The text that a node is; numbers and truth values are read as they would be written.
    pub(super) fn text(&self, node: &Node, what: &str, findings: &mut Findings) -> Option<String> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Number(x) if x.is_finite() => Some(crate::problem::number(*x)),
            _ => {
                findings.push(self.wrong(node, what, &both("a text", "een tekst")));
                None
            }
        }
    }

    /// The entries of a map, each name once.
    pub(super) fn entries<'a>(
        &self,
        node: &'a Node,
        what: &str,
        findings: &mut Findings,
    ) -> Vec<(&'a str, &'a Node)> {
        let Value::Map(entries) = &node.value else {
            findings.push(self.wrong(node, what, &both("a table of names", "een tabel met namen")));
            return Vec::new();
        };
        let mut out: Vec<(&str, &Node)> = Vec::with_capacity(entries.len());
        let mut seen = hashbrown::HashSet::new();
        for (name, value) in entries {
            if seen.insert(name.as_str()) {
                out.push((name, value));
            } else {
                let place = self.place(value);
                let shown = shorten(name, 80);
                let in_what =
                    both(format!("in `{what}` the name"), format!("in `{what:#}` is de naam"));
                findings.push(
                    Finding::error(
                        place,
                        both(
                            format!("{in_what} `{shown}` stands twice"),
                            format!("{in_what:#} `{shown:#}` dubbel"),
                        ),
                    )
                    .help(both("keep one of them", "behoud er één")),
                );
            }
        }
        out
    }

    /// The items of a list.
    pub(super) fn items<'a>(
        &self,
        node: &'a Node,
        what: &str,
        findings: &mut Findings,
    ) -> &'a [Node] {
        match &node.value {
            Value::List(items) => items,
            _ => {
                findings.push(self.wrong(node, what, &both("a list", "een lijst")));
                &[]
            }
        }
    }

    /// Two numbers.
    pub(super) fn pair(
        &self,
        node: &Node,
        what: &str,
        findings: &mut Findings,
    ) -> Option<[f64; 2]> {
        let items = self.items(node, what, findings);
        if items.len() != 2 {
            if !items.is_empty() {
                findings.push(self.wrong(
                    node,
                    what,
                    &both("a list of two numbers", "een lijst van twee getallen"),
                ));
            }
            return None;
        }
        let first = self.number(&items[0], what, findings);
        let second = self.number(&items[1], what, findings);
        Some([first?, second?])
    }
}

impl Node {
    /// What a map holds under a name, unless that is nothing.
    pub(super) fn get(&self, name: &str) -> Option<&Node> {
        let Value::Map(entries) = &self.value else { return None };
        let found = entries.iter().find(|(own, _)| own == name).map(|(_, value)| value);
        found.filter(|value| !matches!(value.value, Value::Null))
    }

    /// The text it is.
    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
            Value::Text(text) => text.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// What it is, for a message.
    fn shown(&self) -> Said {
        match &self.value {
            Value::Null => both("nothing", "niets"),
            Value::Bool(it) => Said::from(format!("`{it}`")),
            Value::Number(x) => Said::from(format!("`{}`", crate::problem::number(*x))),
            Value::Text(text) => Said::from(format!("`{}`", shorten(text, 60))),
            Value::List(items) => {
                both(format!("a list of {}", items.len()), format!("een lijst van {}", items.len()))
            }
            Value::Map(_) => both("a table of names", "een tabel met namen"),
        }
    }
}

/// A file of JSON.
///
/// # Errors
/// What is wrong with it, where reading stopped.
pub(super) fn json(source: &Arc<Source>) -> Result<Document, Finding> {
    let mut root: Node = serde_json::from_str(&source.text).map_err(|error| {
        let lines = source.text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let before: usize = lines.map(str::len).sum();
        let at = (before + error.column().saturating_sub(1)).min(source.text.len());
        // The message names the line and column, which the place does too.
        let text = error.to_string();
        let text = text.split(" at line ").next().unwrap_or_default();
        Finding::error(
            Place::Text { source: source.clone(), span: at..at },
            both(format!("this is no JSON: {text}"), format!("dit is geen JSON: \"{text:#}\"")),
        )
    })?;
    let starts = value_starts(&source.text);
    let mut starts = starts.into_iter();
    settle(&mut root, &mut starts);
    Ok(Document { source: source.clone(), root })
}

/// Give each value its place: they come in the order in which they stand.
fn settle(node: &mut Node, starts: &mut impl Iterator<Item = usize>) {
    let at = starts.next().unwrap_or(0);
    node.span = at..at + 1;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| settle(item, starts)),
        Value::Map(entries) => entries.iter_mut().for_each(|(_, value)| settle(value, starts)),
        _ => {}
    }
}

/// Where the values of a sound JSON text begin, names left out, in the order of the text.
fn value_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' | b'[' => out.push(at),
            b'"' => {
                let start = at;
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                let next = bytes[(at + 1).min(bytes.len())..].iter();
                if next.copied().find(|byte| !byte.is_ascii_whitespace()) != Some(b':') {
                    out.push(start);
                }
            }
            byte if byte.is_ascii_alphanumeric() || byte == b'-' => {
                out.push(at);
                let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
                while bytes.get(at + 1).is_some_and(is_part) {
                    at += 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    out
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Node, D::Error> {
        struct Values;
        impl<'de> Visitor<'de> for Values {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E>(self, it: bool) -> Result<Value, E> {
                Ok(Value::Bool(it))
            }

            fn visit_i64<E>(self, x: i64) -> Result<Value, E> {
                Ok(Value::Number(x as f64))
            }

            fn visit_u64<E>(self, x: u64) -> Result<Value, E> {
                Ok(Value::Number(x as f64))
            }

            fn visit_f64<E>(self, x: f64) -> Result<Value, E> {
                Ok(Value::Number(x))
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
                let mut out = Vec::new();
                while let Some(item) = items.next_element()? {
                    out.push(item);
                }
                Ok(Value::List(out))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
                let mut out = Vec::new();
                while let Some(entry) = entries.next_entry()? {
                    out.push(entry);
                }
                Ok(Value::Map(out))
            }
        }
        Ok(Node { value: deserializer.deserialize_any(Values)?, span: 0..0 })
    }
}
