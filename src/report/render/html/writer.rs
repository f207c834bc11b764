//! HTML in the making. Elements and attribute names are ours, and all text is escaped.

use crate::chart::escaped;

/// The text of a page as far as it is written.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    /// Open an element.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Html {
        self.0.push('<');
        self.0.push_str(name);
        for (attribute, value) in attributes {
            self.0.push(' ');
            self.0.push_str(attribute);
            self.0.push_str("=\"");
            self.0.push_str(&escaped(value));
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// Close an element.
    pub(super) fn close(&mut self, name: &str) -> &mut Html {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) -> &mut Html {
        self.0.push_str(&escaped(text));
        self
    }

    /// Text in which what stands between two backticks is code.
    pub(super) fn prose(&mut self, text: &str) -> &mut Html {
        let parts: Vec<&str> = text.split('`').collect();
        // One that is not closed is no mark.
        if parts.len().is_multiple_of(2) {
            return self.text(text);
        }
        for (at, part) in parts.iter().enumerate() {
            if at.is_multiple_of(2) {
                self.text(part);
            } else {
                self.element("code", &[], part);
            }
        }
        self
    }

    /// An element that holds a text.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        text: &str,
    ) -> &mut Html {
        self.open(name, attributes).text(text).close(name)
    }

    /// The end of a line, for whoever reads the source.
    pub(super) fn line(&mut self) -> &mut Html {
        self.0.push('\n');
        self
    }

    /// What is HTML already: a picture, or a part that was written by this.
    pub(super) fn html(&mut self, html: &str) -> &mut Html {
        self.0.push_str(html);
        self
    }

    /// The text of the page.
    pub(super) fn finish(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_an_element() {
        let mut html = Html::default();
        html.open("p", &[("title", "\" onclick=\"x")]).prose("a `<b>` & `c").close("p");
        html.element("td", &[], "<script>");
        let html = html.finish();
        assert_eq!(
            html,
            "<p title=\"&quot; onclick=&quot;x\">a `&lt;b&gt;` &amp; `c</p><td>&lt;script&gt;</td>"
        );
    }

    #[test]
    fn code_stands_between_marks() {
        let mut html = Html::default();
        html.prose("run `a < b` now");
        assert_eq!(html.finish(), "run <code>a &lt; b</code> now");
    }
}
