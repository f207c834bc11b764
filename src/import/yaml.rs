//! YAML as a tree: one document without aliases, with which a small file can grow without bound.

use super::tree::{Document, Node, Value};
use crate::error::{Finding, Place, Said, Source, both};
use saphyr_parser::{Event, Parser, ScalarStyle};
use std::ops::Range;
use std::sync::Arc;

/// Deeper than this no decision file goes.
const DEEPEST: usize = 64;

/// A list or a map that is not yet closed, with the bytes at which it begins.
enum Open {
    List(Vec<Node>, Range<usize>),
    /// Its entries, and the name that waits for its value.
    Map(Vec<(String, Node)>, Option<String>, Range<usize>),
}

/// A file of YAML.
///
/// # Errors
/// What is wrong with it, where reading stopped.
pub(super) fn yaml(source: &Arc<Source>) -> Result<Document, Finding> {
    let text = &source.text;
    // The parser counts characters.
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte = |character: usize| bytes.get(character).copied().unwrap_or(text.len());
    let finding = |span: Range<usize>, message: Said| {
        Finding::error(Place::Text { source: source.clone(), span }, message)
    };
    let mut open: Vec<Open> = Vec::new();
    let mut root: Option<Node> = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = byte(error.marker().index());
            let info = error.info();
            let message =
                both(format!("this is no YAML: {info}"), format!("dit is geen YAML: \"{info:#}\""));
            finding(at..at, message)
        })?;
        let span = byte(span.start.index())..byte(span.end.index());
        let done = match event {
            Event::Alias(_) => {
                let message = both(
                    "an alias (*) stands here, and none is read: it can make a small file grow without bound",
                    "hier staat een verwijzing (*), en die wordt niet gelezen: ze kan een klein bestand onbegrensd doen groeien",
                );
                return Err(finding(span, message)
                    .help(both("write out what it stands for", "schrijf uit waar ze voor staat")));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEEPEST => {
                return Err(finding(
                    span,
                    both(
                        format!("lists stand more than {DEEPEST} deep in each other"),
                        format!("lijsten staan meer dan {DEEPEST} diep in elkaar"),
                    ),
                ));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new(), span));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None, span));
                continue;
            }
            Event::Scalar(text, style, ..) => {
                Node { value: scalar(&text, style == ScalarStyle::Plain), span }
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(items, span)) => Node { value: Value::List(items), span },
                Some(Open::Map(entries, _, span)) => Node { value: Value::Map(entries), span },
                None => continue,
            },
            _ => continue,
        };
        match open.last_mut() {
            Some(Open::List(items, _)) => items.push(done),
            Some(Open::Map(entries, name, _)) => match name.take() {
                Some(name) => entries.push((name, done)),
                None => {
                    *name = Some(name_of(&done).map_err(|message| finding(done.span, message))?)
                }
            },
            None if root.is_none() => root = Some(done),
            None => {
                return Err(finding(
                    done.span,
                    both("a second document begins here", "hier begint een tweede document"),
                )
                .help(both("keep one of them in a file", "behoud er één per bestand")));
            }
        }
    }
    match root {
        Some(root) => Ok(Document { source: source.clone(), root }),
        None => Err(Finding::error(
            Place::File(source.name.clone()),
            both("there is nothing in this file", "er staat niets in dit bestand"),
        )),
    }
}

/// A name before a colon.
fn name_of(node: &Node) -> Result<String, Said> {
    match &node.value {
        Value::Text(text) => Ok(text.clone()),
        Value::Number(x) => Ok(crate::problem::number(*x)),
        Value::Bool(it) => Ok(it.to_string()),
        _ => Err(both("this is no name", "dit is geen naam")),
    }
}

/// A scalar, as YAML 1.2 reads it.
fn scalar(text: &str, is_plain: bool) -> Value {
    if !is_plain {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::Number(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" => return Value::Number(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Value::Number(f64::NEG_INFINITY),
        _ => {}
    }
    // Rust reads words such as `nan` and `infinity` as numbers; YAML does not.
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    match text.parse() {
        Ok(x) if is_number => Value::Number(x),
        _ => Value::Text(text.to_owned()),
    }
}
