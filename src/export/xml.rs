//! XML as it is written, element by element.

use crate::error::shorten;
use crate::problem::number;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

/// XML on its way.
pub(super) struct Xml {
    /// What is written so far.
    pub(super) writer: Writer<Vec<u8>>,
    /// A text with a character that XML cannot hold.
    pub(super) unfit: Option<String>,
}

impl Xml {
    /// Add an event.
    pub(super) fn put(&mut self, event: Event) {
        // Memory takes what it is given.
        let _written = self.writer.write_event(event);
    }

    fn check(&mut self, text: &str) {
        let is_fit =
            |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || "\t\n\r".contains(c);
        if self.unfit.is_none() && !text.chars().all(is_fit) {
            self.unfit = Some(shorten(text, 60));
        }
    }

    /// An element with what is in it. Attributes that are empty are left out.
    pub(super) fn within(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        inside: impl FnOnce(&mut Xml),
    ) {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.check(value);
            start.push_attribute((*key, *value));
        }
        self.put(Event::Start(start));
        inside(self);
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with a text.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.check(text);
        self.put(Event::Start(BytesStart::new(name)));
        self.put(Event::Text(BytesText::new(text)));
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str) {
        self.put(Event::Empty(BytesStart::new(name)));
    }

    /// An element with a number.
    pub(super) fn real(&mut self, name: &str, x: f64) {
        self.within(name, &[], |xml| xml.leaf("real", &number(x)));
    }

    /// `values` with one value.
    pub(super) fn values(&mut self, inside: impl FnOnce(&mut Xml)) {
        self.within("values", &[], |xml| xml.within("value", &[], inside));
    }
}
