//! The sheets of what is chosen period after period. Its limits stand in the sheet `limits`.

use super::cell_texts;
use super::draft::Draft;
use crate::case::file::figure::Figure;
use crate::case::file::kind::KindFile;
use crate::case::file::parse::CaseFile;
use crate::case::file::pathway::{
    CapacityFile, PathwayFile, PathwayHead, PeriodFile, ReadinessFile, StartFile, StayFile,
    TransitionFile,
};
use crate::case::file::selector::SelectorFile;
use crate::case::file::shape::At;
use crate::case::workbook::notation::part;
use crate::case::workbook::vocabulary::{self, SheetKind};
use crate::case::workbook::words;
use crate::problem::{Language, Text};

/// The six sheets.
pub fn sheets(case: &CaseFile, language: Language) -> Vec<Draft> {
    let Some(At { value: of, .. }) = &case.pathway else { return Vec::new() };
    let sheets = Sheets { of, language };
    vec![
        sheets.pathway(),
        sheets.periods(),
        sheets.transitions(),
        sheets.stays(),
        sheets.readiness(),
        sheets.capacities(),
    ]
}

struct Sheets<'a> {
    of: &'a PathwayFile,
    language: Language,
}

impl Sheets<'_> {
    fn draft(&self, kind: &'static SheetKind) -> Draft {
        Draft::new(kind, self.language)
    }

    fn word(&self, words: [&'static str; 2]) -> &'static str {
        words[usize::from(self.language == Language::Nl)]
    }

    fn pathway(&self) -> Draft {
        let mut sheet = self.draft(&vocabulary::PATHWAY);
        let PathwayHead { one_per, start, none, discount, until } = &self.of.head;
        sheet.row();
        match one_per.as_deref() {
            None => {}
            Some([]) => sheet.text("one per", self.word(["one in all", "één in totaal"])),
            Some(keys) => {
                sheet.text("one per", cell_texts::list(keys.iter().map(|key| key.value.as_str())));
            }
        }
        sheet.text(
            "start",
            match &start.value {
                StartFile::Word(_) => self.word(["none", "geen"]).to_owned(),
                StartFile::Values(values) => cell_texts::selector(values, self.language),
            },
        );
        sheet.number("none", none.as_ref().map(|none| none.value.value));
        sheet.number("discount", discount.as_ref().map(|at| at.value));
        whole(&mut sheet, "until", until.as_ref());
        sheet
    }

    fn periods(&self) -> Draft {
        let mut sheet = self.draft(&vocabulary::PERIODS);
        for At { value: PeriodFile { id, label, from, years }, .. } in &self.of.periods {
            sheet.row();
            sheet.text("id", &id.value);
            sheet.texts("label", label.as_ref());
            whole(&mut sheet, "from year", Some(from));
            whole(&mut sheet, "years", Some(years));
        }
        sheet
    }

    fn transitions(&self) -> Draft {
        let mut sheet = self.draft(&vocabulary::TRANSITIONS);
        for At { value: it, .. } in &self.of.transitions {
            let TransitionFile {
                id,
                label,
                from,
                to,
                allowed,
                after,
                after_periods,
                needs,
                cost,
                takes,
                active,
                kind,
                reason,
                source,
            } = it;
            sheet.row();
            sheet.text("id", &id.value);
            sheet.texts("label", label.as_ref());
            self.selector(&mut sheet, "from", from.as_ref());
            self.selector(&mut sheet, "to", Some(to));
            sheet.word("allowed", words::ALLOWED, yes(allowed.as_ref().map(|at| at.value)));
            self.selector(&mut sheet, "after", after.as_ref());
            whole(&mut sheet, "after periods", after_periods.as_ref());
            if let Some(needs) = needs {
                sheet.text("needs", part(&needs.value, &[]));
            }
            sheet.number("cost", cost.as_ref().map(|at| at.value));
            whole(&mut sheet, "takes", takes.as_ref());
            origin(&mut sheet, *active, *kind, reason.as_ref(), source.as_deref());
        }
        sheet
    }

    fn stays(&self) -> Draft {
        let mut sheet = self.draft(&vocabulary::STAYS);
        for At { value: it, .. } in &self.of.stays {
            let StayFile {
                id,
                label,
                alternatives,
                at_least,
                at_most,
                active,
                kind,
                reason,
                source,
            } = it;
            sheet.row();
            sheet.text("id", &id.value);
            sheet.texts("label", label.as_ref());
            self.selector(&mut sheet, "in", Some(alternatives));
            whole(&mut sheet, "at least", at_least.as_ref());
            whole(&mut sheet, "at most", at_most.as_ref());
            origin(&mut sheet, *active, *kind, reason.as_ref(), source.as_deref());
        }
        sheet
    }

    fn readiness(&self) -> Draft {
        let mut sheet = self.draft(&vocabulary::READINESS);
        for At { value: ReadinessFile { fact, from, reason, source }, .. } in &self.of.readiness {
            sheet.row();
            sheet.text("fact", part(&fact.value, &[]));
            match &from.value {
                Figure::Number(year) => sheet.number("from year", Some(*year)),
                Figure::Text(text) if text.trim() == "never" => {
                    sheet.word("from year", words::NEVER, Some("never"));
                }
                Figure::Text(text) => sheet.text("from year", text),
            }
            sheet.texts("reason", reason.as_ref());
            sheet.maybe("source", source.as_deref());
        }
        sheet
    }

    fn capacities(&self) -> Draft {
        let mut sheet = self.draft(&vocabulary::CAPACITIES);
        for At { value: it, .. } in &self.of.capacities {
            let CapacityFile {
                id,
                label,
                built_by,
                builds,
                needed_by,
                needs,
                start,
                shared,
                active,
                reason,
                source,
            } = it;
            sheet.row();
            sheet.text("id", &id.value);
            sheet.texts("label", label.as_ref());
            self.selector(&mut sheet, "built by", built_by.as_ref());
            sheet.number("builds", builds.as_ref().map(|at| at.value));
            self.selector(&mut sheet, "needed by", Some(needed_by));
            sheet.number("needs", needs.as_ref().map(|at| at.value));
            sheet.number("at the start", start.as_ref().map(|at| at.value));
            sheet.word("shared", words::SHARED, yes(*shared));
            origin(&mut sheet, *active, None, reason.as_ref(), source.as_deref());
        }
        sheet
    }

    fn selector(&self, sheet: &mut Draft, column: &'static str, at: Option<&At<SelectorFile>>) {
        if let Some(at) = at {
            sheet.text(column, cell_texts::selector(&at.value, self.language));
        }
    }
}

fn whole(sheet: &mut Draft, column: &'static str, at: Option<&At<i64>>) {
    sheet.number(column, at.map(|at| at.value as f64));
}

fn yes(said: Option<bool>) -> Option<&'static str> {
    said.map(|said| if said { "true" } else { "false" })
}

/// Whether something is applied, and what it rests on.
fn origin(
    sheet: &mut Draft,
    active: Option<bool>,
    kind: Option<KindFile>,
    reason: Option<&Text>,
    source: Option<&str>,
) {
    sheet.word("active", words::ACTIVE, yes(active));
    sheet.word("kind", words::KIND, kind.map(|kind| kind.kind().name()));
    sheet.texts("reason", reason);
    sheet.maybe("source", source);
}
