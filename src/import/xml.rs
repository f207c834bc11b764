//! XML as a tree of elements, each with its place. What a decision file has no use for is refused:
//! a document type, with which a small file can grow without bound, and nesting without end.

use crate::error::{Finding, Place, Said, Source, both, shorten};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::ops::Range;
use std::sync::Arc;

/// Deeper than this no decision file goes.
const DEEPEST: usize = 64;

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name, without a prefix.
    pub(super) name: String,
    /// Its attributes by their names without prefixes, in the order of the file.
    pub(super) attributes: Vec<(String, String)>,
    /// The elements in it.
    pub(super) children: Vec<Element>,
    /// The text in it, without that of its children and without space around it.
    pub(super) text: String,
    /// Its start tag.
    span: Range<usize>,
    /// The file.
    source: Arc<Source>,
}

impl Element {
    /// Where it stands.
    pub(super) fn place(&self) -> Place {
        Place::Text { source: self.source.clone(), span: self.span.clone() }
    }

    /// An attribute that is not empty.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The children of that name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first child of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The text of the first child of that name, where it is not empty.
    pub(super) fn text_of(&self, name: &str) -> Option<&str> {
        self.child(name).map(|child| child.text.as_str()).filter(|text| !text.is_empty())
    }
}

/// The outermost element of a file.
///
/// # Errors
/// What is wrong with the file, where reading stopped.
pub(super) fn read(source: &Arc<Source>) -> Result<Element, Finding> {
    let mut reader = Reader::from_str(&source.text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let at = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(0);
    loop {
        let start = at(&reader);
        let event = reader.read_event();
        let span = start..at(&reader).max(start + 1);
        let wrong = |message: Said| Finding::error(place(source, span.clone()), message);
        let event = event.map_err(|error| broken(source, &reader, &error.to_string()))?;
        match event {
            Event::Start(tag) => {
                if open.len() == DEEPEST {
                    return Err(wrong(both(
                        format!("elements stand more than {DEEPEST} deep in each other"),
                        format!("elementen staan meer dan {DEEPEST} diep in elkaar"),
                    )));
                }
                open.push(element(&tag, span.clone(), source).map_err(wrong)?);
            }
            Event::Empty(tag) => {
                let found = element(&tag, span.clone(), source).map_err(wrong)?;
                put(found, &mut open, &mut root).map_err(wrong)?;
            }
            Event::End(_) => {
                if let Some(mut found) = open.pop() {
                    found.text = found.text.trim().to_owned();
                    put(found, &mut open, &mut root).map_err(wrong)?;
                }
            }
            Event::Text(text) => {
                if let Some(into) = open.last_mut() {
                    into.text.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
            }
            Event::CData(text) => {
                if let Some(into) = open.last_mut() {
                    into.text.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                }
            }
            Event::GeneralRef(name) => {
                let found = match name.resolve_char_ref() {
                    Ok(Some(found)) => Some(found),
                    Ok(None) => predefined(&name),
                    Err(_) => None,
                };
                let Some(found) = found else {
                    let shown = shorten(&name, 40);
                    return Err(wrong(both(
                        format!("`&{shown};` stands for nothing that is known here"),
                        format!("`&{shown:#};` staat voor niets dat hier bekend is"),
                    ))
                    .help(both(
                        "write the text itself, or &amp; for the character &",
                        "schrijf de tekst zelf, of &amp; voor het teken &",
                    )));
                };
                if let Some(into) = open.last_mut() {
                    into.text.push(found);
                }
            }
            Event::DocType(_) => {
                return Err(wrong(both(
                    "a document type stands here, and none is read: it can make a small file grow without bound",
                    "hier staat een documenttype, en dat wordt niet gelezen: het kan een klein bestand onbegrensd doen groeien",
                ))
                .help(both(
                    "take out the <!DOCTYPE ...> and write what it names as text",
                    "haal <!DOCTYPE ...> weg en schrijf wat het noemt als tekst",
                )));
            }
            Event::Decl(declaration) => {
                let Some(Ok(encoding)) = declaration.encoding() else { continue };
                let is_read = ["utf-8", "utf8", "us-ascii", "ascii"]
                    .iter()
                    .any(|known| encoding.eq_ignore_ascii_case(known));
                if !is_read && !source.text.is_ascii() {
                    let shown = shorten(&encoding, 40);
                    return Err(wrong(both(
                        format!("this file says it is in {shown}, and its bytes are UTF-8"),
                        format!("dit bestand zegt dat het in {shown:#} is, en zijn bytes zijn UTF-8"),
                    ))
                    .help(both(
                        "save it again as UTF-8, and write encoding=\"UTF-8\" in its first line",
                        "bewaar het opnieuw als UTF-8, en schrijf encoding=\"UTF-8\" in de eerste regel",
                    )));
                }
            }
            Event::Eof => {
                if let Some(left) = open.last() {
                    return Err(Finding::error(
                        left.place(),
                        both(
                            format!("<{}> is opened here and nowhere closed", left.name),
                            format!("<{}> wordt hier geopend en nergens gesloten", left.name),
                        ),
                    )
                    .help(both(
                        "the file may be cut off: fetch it again",
                        "het bestand is misschien afgebroken: haal het opnieuw op",
                    )));
                }
                return root.ok_or_else(|| {
                    Finding::error(
                        Place::File(source.name.clone()),
                        both("there is no element in it", "er staat geen element in"),
                    )
                });
            }
            Event::Comment(_) | Event::PI(_) => {}
        }
    }
}

fn place(source: &Arc<Source>, span: Range<usize>) -> Place {
    let end = span.end.min(source.text.len());
    Place::Text { source: source.clone(), span: span.start.min(end)..end }
}

/// What the parser says is wrong.
fn broken(source: &Arc<Source>, reader: &Reader<&[u8]>, message: &str) -> Finding {
    let at = usize::try_from(reader.error_position()).unwrap_or(0);
    Finding::error(
        place(source, at..at + 1),
        both(format!("this is no XML: {message}"), format!("dit is geen XML: \"{message:#}\"")),
    )
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn element(tag: &BytesStart, span: Range<usize>, source: &Arc<Source>) -> Result<Element, Said> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let unreadable = |error: String| {
            both(
                format!("an attribute cannot be read: {error}"),
                format!("een attribuut is niet te lezen: \"{error:#}\""),
            )
        };
        let attribute = attribute.map_err(|error| unreadable(error.to_string()))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| unreadable(error.to_string()))?;
        // Names of the namespace are told by the prefix.
        let full = attribute.key.as_ref().to_owned();
        let name = match full.starts_with("xmlns") {
            true => full,
            false => attribute.key.local_name().as_ref().to_owned(),
        };
        attributes.push((name, value.into_owned()));
    }
    Ok(Element {
        name: tag.local_name().as_ref().to_owned(),
        attributes,
        children: Vec::new(),
        text: String::new(),
        span,
        source: source.clone(),
    })
}

/// Put an element where it belongs.
fn put(found: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), Said> {
    match (open.last_mut(), &root) {
        (Some(above), _) => above.children.push(found),
        (None, None) => *root = Some(found),
        (None, Some(_)) => {
            return Err(both(
                format!("<{}> stands behind the end of the file's one element", found.name),
                format!(
                    "<{}> staat achter het einde van het ene element van het bestand",
                    found.name
                ),
            ));
        }
    }
    Ok(())
}
