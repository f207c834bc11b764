//! A picture as SVG 1.1: text as text, the same bytes for the same picture, and nothing that is
//! fetched or run.

use super::frame::LABEL;
use super::palette::INK;
use super::picture::{Anchor, Colour, Fill, Mark, Picture, Shape};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The font of all texts. Its widths are in [`super::measure`].
const FONT: &str = "Liberation Sans, Arial, Helvetica, sans-serif";

impl Picture {
    /// The picture as an SVG file of its own.
    pub fn to_svg(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", self.element("picture", 0.0))
    }

    /// The picture as an element of a page that sets the title above it, as text that finds its own
    /// lines. Ids within it start with `id`, which is unique on the page and holds letters, digits
    /// and hyphens.
    pub fn to_svg_element(&self, id: &str) -> String {
        self.element(id, self.below_title)
    }

    /// What is drawn from so far below the top.
    fn element(&self, id: &str, top: f64) -> String {
        let mut out = String::new();
        let (width, height) = (figure(self.width), figure(self.height - top));
        let from = figure(top);
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 {from} {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-description\" font-family=\"{FONT}\" font-size=\"{}\" fill=\"#{}\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-description\">{}</desc>\n",
            figure(LABEL),
            hex(INK),
            escaped(&self.title),
            escaped(&self.description),
        );
        let hatches: BTreeSet<(u8, u8, u8)> =
            self.marks.iter().filter_map(|mark| hatch_of(&mark.shape)).collect();
        if !hatches.is_empty() {
            out.push_str("<defs>\n");
            for (r, g, b) in hatches {
                let hex = hex(Colour(r, g, b));
                let _ = writeln!(
                    out,
                    "<pattern id=\"{id}-hatch-{hex}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"#fff\"/><rect width=\"2\" height=\"5\" fill=\"#{hex}\"/></pattern>"
                );
            }
            out.push_str("</defs>\n");
        }
        let sheet = if top > 0.0 { format!("y=\"{from}\" ") } else { String::new() };
        let _ = writeln!(out, "<rect {sheet}width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
        let skipped = if top > 0.0 { self.title_lines } else { 0 };
        for mark in self.marks.iter().skip(skipped) {
            element(&mut out, id, mark);
        }
        out.push_str("</svg>\n");
        out
    }
}

fn element(out: &mut String, id: &str, mark: &Mark) {
    let (name, attributes, content) = match &mark.shape {
        Shape::Line { points, colour, width, dashed } => {
            let dashes = if *dashed { " stroke-dasharray=\"4 3\"" } else { "" };
            let attributes = format!(
                "points=\"{}\" fill=\"none\" stroke=\"#{}\" stroke-width=\"{}\"{dashes}",
                places(points),
                hex(*colour),
                figure(*width)
            );
            ("polyline", attributes, String::new())
        }
        Shape::Area { points, fill } => (
            "polygon",
            format!("points=\"{}\" {}", places(points), painted(id, *fill)),
            String::new(),
        ),
        Shape::Bar { x, y, width, height, fill } => {
            let attributes = format!(
                "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}",
                figure(*x),
                figure(*y),
                figure(*width),
                figure(*height),
                painted(id, *fill)
            );
            ("rect", attributes, String::new())
        }
        Shape::Dot { x, y, radius, fill } => {
            let attributes = format!(
                "cx=\"{}\" cy=\"{}\" r=\"{}\" {}",
                figure(*x),
                figure(*y),
                figure(*radius),
                painted(id, *fill)
            );
            ("circle", attributes, String::new())
        }
        Shape::Text { x, y, text, size, bold, colour, anchor } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            let weight = if *bold { " font-weight=\"bold\"" } else { "" };
            // Most texts are as the picture says of all.
            let size = match *size == LABEL {
                true => String::new(),
                false => format!(" font-size=\"{}\"", figure(*size)),
            };
            let fill = match *colour == INK {
                true => String::new(),
                false => format!(" fill=\"#{}\"", hex(*colour)),
            };
            let attributes =
                format!("x=\"{}\" y=\"{}\"{size}{fill}{anchor}{weight}", figure(*x), figure(*y));
            ("text", attributes, escaped(text))
        }
    };
    let hint = mark.hint.as_ref().map(|hint| format!("<title>{}</title>", escaped(hint)));
    let content = format!("{}{content}", hint.unwrap_or_default());
    let _ = match content.is_empty() {
        true => writeln!(out, "<{name} {attributes}/>"),
        false => writeln!(out, "<{name} {attributes}>{content}</{name}>"),
    };
}

fn painted(id: &str, fill: Fill) -> String {
    match fill {
        Fill::Solid(colour) => format!("fill=\"#{}\"", hex(colour)),
        Fill::Hatched(colour) => {
            let hex = hex(colour);
            format!("fill=\"url(#{id}-hatch-{hex})\" stroke=\"#{hex}\" stroke-width=\"0.75\"")
        }
        Fill::Hollow(colour) => {
            format!("fill=\"#fff\" stroke=\"#{}\" stroke-width=\"1.25\"", hex(colour))
        }
    }
}

fn hatch_of(shape: &Shape) -> Option<(u8, u8, u8)> {
    match shape {
        Shape::Area { fill, .. } | Shape::Bar { fill, .. } | Shape::Dot { fill, .. } => {
            match fill {
                Fill::Hatched(Colour(r, g, b)) => Some((*r, *g, *b)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn hex(Colour(r, g, b): Colour) -> String {
    format!("{r:02x}{g:02x}{b:02x}")
}

fn places(points: &[(f64, f64)]) -> String {
    points
        .iter()
        .map(|(x, y)| format!("{},{}", figure(*x), figure(*y)))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Two decimals are finer than any eye; what is no number stands at the edge.
fn figure(x: f64) -> String {
    if !x.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{x:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Text of others within XML. Characters that XML forbids, that turn the direction of writing or
/// that are not to be seen, are shown as U+FFFD.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => out.push(' '),
            c if c.is_control()
                || matches!(c,
                    '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
                    | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}') =>
            {
                out.push('\u{FFFD}');
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::frame::{Caption, framed};
    use super::super::picture::{bar, text};
    use super::*;

    #[test]
    fn text_of_others_stays_text() {
        let hostile = "<script>alert(1)</script> \"&' \u{202E}x \u{1b}[31m ]]> 😀";
        let picture = Picture {
            title: hostile.to_owned(),
            description: hostile.to_owned(),
            width: 100.0,
            height: 50.0,
            title_lines: 0,
            below_title: 0.0,
            marks: vec![
                text((1.0, 2.0), hostile, 10.0, Colour(0, 0, 0), Anchor::Start).hint(hostile),
                bar((5.0, 5.0), (0.0, f64::NAN), Fill::Hatched(Colour(1, 2, 3))),
            ],
        };
        let svg = picture.to_svg();
        assert!(!svg.contains("<script") && !svg.contains('\u{1b}') && !svg.contains('\u{202E}'));
        assert!(!svg.contains("NaN") && svg.contains("url(#picture-hatch-010203)"), "{svg}");
        assert_eq!(svg, picture.clone().to_svg());
    }

    #[test]
    fn on_a_page_the_title_stands_above_the_picture() {
        let caption = Caption {
            title: "A is first, and so on in words enough for a second line of the title"
                .to_owned(),
            description: "D".to_owned(),
            notes: vec!["N".to_owned()],
        };
        let mark = text((0.0, 12.0), "body", 10.0, Colour(0, 0, 0), Anchor::Start);
        let picture = framed(&caption, 300.0, 20.0, vec![mark]);
        assert!(picture.title_lines > 1);
        let (file, element) = (picture.to_svg(), picture.to_svg_element("x"));
        let bold = |svg: &str| svg.matches("font-weight=\"bold\"").count();
        assert_eq!((bold(&file), bold(&element)), (picture.title_lines, 0));
        // The sheet begins where the title ends, and the rest stays where it was.
        let (top, height) = (picture.below_title, picture.height - picture.below_title);
        assert!(element.contains(&format!("viewBox=\"0 {top} 300 {height}\"")), "{element}");
        let body = |svg: &str| svg.lines().find(|line| line.contains(">body<")).map(str::to_owned);
        assert!(body(&file).is_some() && body(&file) == body(&element));
    }
}
