//! The blocks of a view as elements.

use super::links::Links;
use super::writer::Html;
use crate::report::{Block, Source};
use crate::write::grid::{Align, BREAK, Grid};

/// Which section blocks stand in, and how.
pub(super) struct Place<'a> {
    /// The place of the section.
    pub section: usize,
    /// The level of headings within it.
    pub level: usize,
    /// Whether its first heading is the answer to the question.
    pub leads: bool,
    /// What names a grid above which there is no heading.
    pub heading: &'a str,
    /// The language of grids, where it is not that of the page.
    pub language: Option<&'static str>,
}

/// Add the blocks of a section.
pub(super) fn add(out: &mut Html, blocks: &[Block], place: &Place, links: &Links) {
    let mut writer = Writer {
        out,
        place,
        links,
        list: List::None,
        heading: place.heading.to_owned(),
        leads: place.leads,
    };
    for block in blocks {
        writer.add(block, &mut Vec::new());
    }
    writer.end_list();
}

/// How far a list has come.
#[derive(PartialEq)]
enum List {
    None,
    /// Its last item is open: a detail may follow.
    InItem,
}

struct Writer<'w, 'p> {
    out: &'w mut Html,
    place: &'p Place<'p>,
    links: &'p Links<'p>,
    list: List,
    heading: String,
    leads: bool,
}

impl Writer<'_, '_> {
    fn add<'b>(&mut self, block: &'b Block, sources: &mut Vec<&'b Source>) {
        match block {
            Block::From(inner, source) => {
                sources.push(source);
                self.add(inner, sources);
            }
            Block::Title(text) | Block::Heading(text) => {
                self.end_list();
                match std::mem::take(&mut self.leads) {
                    true => self.sentence("p", &[("class", "lead")], text, sources),
                    false => {
                        text.clone_into(&mut self.heading);
                        let name = format!("h{}", self.place.level.min(6));
                        self.sentence(&name, &[], text, sources);
                    }
                }
            }
            Block::Text(text) => {
                self.end_list();
                self.sentence("p", &[], text, sources);
            }
            Block::Item(text) => {
                match self.list {
                    List::None => self.out.open("ul", &[]).line(),
                    List::InItem => self.out.close("li").line(),
                };
                self.list = List::InItem;
                self.out.open("li", &[]).prose(text);
                self.from(sources);
            }
            // Within the item above, if there is one.
            Block::Detail(text) => self.sentence("p", &[("class", "detail")], text, sources),
            Block::Grid(grid) => self.grid(grid, None, sources),
            Block::Chart(grid, column) => self.grid(grid, Some(*column), sources),
        }
    }

    fn end_list(&mut self) {
        if std::mem::replace(&mut self.list, List::None) == List::InItem {
            self.out.close("li").close("ul").line();
        }
    }

    fn sentence(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
        sources: &[&Source],
    ) {
        self.out.open(name, attributes).prose(text);
        self.from(sources);
        self.out.close(name).line();
    }

    fn from(&mut self, sources: &[&Source]) {
        for source in sources {
            self.links.add(self.out, self.place.section, source);
        }
    }

    fn grid(&mut self, grid: &Grid, bars: Option<usize>, sources: &[&Source]) {
        self.end_list();
        let heading = self.heading.clone();
        let mut attributes = vec![
            ("class", "scroll"),
            ("role", "group"),
            ("tabindex", "0"),
            ("aria-label", &heading),
        ];
        if let Some(language) = self.place.language {
            attributes.push(("lang", language));
        }
        let out = &mut *self.out;
        out.open("div", &attributes).open("table", &[("class", "view")]).line();
        out.open("thead", &[]).open("tr", &[]);
        for (at, (name, align)) in grid.head.iter().enumerate() {
            let class = if *align == Some(Align::Right) { "n" } else { "x" };
            match name.is_empty() {
                true => out.element("td", &[], ""),
                false if Some(at) == bars => out.element("th", &[("scope", "col")], name),
                false => out.element("th", &[("scope", "col"), ("class", class)], name),
            };
        }
        out.close("tr").close("thead").line().open("tbody", &[]).line();
        for row in &grid.rows {
            out.open("tr", &[]);
            for (at, text) in row.iter().enumerate() {
                let right =
                    grid.head.get(at).is_some_and(|(_, align)| *align == Some(Align::Right));
                match at {
                    _ if Some(at) == bars => {
                        out.element("td", &[("class", "bar"), ("aria-hidden", "true")], text);
                    }
                    0 if !text.is_empty() => cell(out, "th", &[("scope", "row")], text),
                    _ if right => cell(out, "td", &[("class", "n")], text),
                    _ => cell(out, "td", &[], text),
                }
            }
            out.close("tr").line();
        }
        out.close("tbody").close("table").close("div").line();
        if !sources.is_empty() {
            self.out.open("p", &[("class", "source")]);
            self.from(sources);
            self.out.close("p").line();
        }
    }
}

/// A cell of one or several lines.
fn cell(out: &mut Html, name: &str, attributes: &[(&str, &str)], text: &str) {
    out.open(name, attributes);
    for (at, line) in text.split(BREAK).enumerate() {
        if at > 0 {
            out.open("br", &[]);
        }
        // A range stays on its line.
        match line.starts_with('[') && line.ends_with(']') {
            true => out.prose(&line.replace(' ', "\u{A0}")),
            false => out.prose(line),
        };
    }
    out.close(name);
}
