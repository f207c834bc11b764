//! Findings and errors, shown with the lines they speak of.

use super::complain::{complain, complain_styled};
use super::flags::{flag, in_flags};
use super::language::{self, told};
use super::output::known_width;
use afweging::Error;
use afweging::error::{Finding, Place, Severity, Source};
use afweging::write::{line, printable, wrap};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::ops::Range;

/// More findings than this are counted, not shown.
const MOST: usize = 50;
/// A line longer than this is not shown.
const LONGEST: usize = 400;

/// Show an error.
pub fn report(error: &Error) {
    match error {
        Error::Findings(findings) => show(&findings.0),
        other => {
            let kind = language::pick("error", "fout");
            complain(&format!("{kind}: {}", in_flags(other, language::dutch())));
        }
    }
}

/// Show findings, each with its place.
pub fn show(findings: &[Finding]) {
    for finding in findings.iter().take(MOST) {
        complain_styled(&format!("{}\n", render(finding)));
    }
    if findings.len() > MOST {
        let more = findings.len() - MOST;
        complain(&language::pick(format!("... and {more} more"), format!("... en nog {more}")));
    }
}

fn render(finding: &Finding) -> String {
    let dutch = language::dutch();
    let level = match (finding.severity, dutch) {
        (Severity::Error, false) => Level::ERROR,
        (Severity::Error, true) => Level::ERROR.with_name("fout"),
        (Severity::Warning, false) => Level::WARNING,
        (Severity::Warning, true) => Level::WARNING.with_name("let op"),
    };
    let whole = |finding: &Finding| match dutch {
        true => format!("{finding:#}"),
        false => finding.to_string(),
    };
    if let Place::Argument { argument, value } = &finding.place {
        // The flag stands where a file would.
        let place = Place::File(flag(argument, value.as_deref()));
        return printable(&whole(&Finding { place, ..finding.clone() })).into_owned();
    }
    let plain = || printable(&whole(finding)).into_owned();
    let Place::Text { source, span } = &finding.place else { return plain() };
    let Some((start, lines)) = lines(source, span) else { return plain() };
    let first = source.line_column(start).0;
    let within = span.start - start..(span.end - start).min(lines.len()).max(span.start - start);
    let mut annotation = AnnotationKind::Primary.span(within);
    if !finding.label.is_empty() {
        annotation = annotation.label(line(told(&finding.label)));
    }
    let snippet =
        Snippet::source(lines).line_start(first).path(line(&source.name)).annotation(annotation);
    let group = level.primary_title(line(told(&finding.message))).element(snippet);
    let renderer = match known_width(std::io::stderr()) {
        Some(width) => Renderer::styled().term_width(width),
        None => Renderer::styled(),
    };
    let help_word = language::pick("help", "wat te doen");
    match &finding.help {
        Some(help) => {
            // Behind the gutter and `= help: `; what is not read on a terminal stays on one line,
            // to be searched.
            let gutter = (first + lines.lines().count()).to_string().len()
                + " = ".len()
                + help_word.len()
                + ": ".len();
            let width = known_width(std::io::stderr())
                .map_or(usize::MAX, |width| width.saturating_sub(gutter).max(40));
            renderer.render(&[group.element(
                Level::HELP
                    .with_name(help_word)
                    .message(wrap(&line(told(help)), "", "", width).join("\n")),
            )])
        }
        None => renderer.render(&[group]),
    }
}

/// The whole lines around a span and where they start: at most five, none too long to show.
fn lines<'a>(source: &'a Source, span: &Range<usize>) -> Option<(usize, &'a str)> {
    let text = &source.text;
    let start = text.get(..span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let end = text.get(span.end..)?.find('\n').map_or(text.len(), |at| span.end + at);
    let mut lines = &text[start..end];
    if let Some((cut, _)) = lines.match_indices('\n').nth(4) {
        lines = &lines[..cut];
    }
    lines.lines().all(|line| line.len() <= LONGEST).then_some((start, lines))
}
