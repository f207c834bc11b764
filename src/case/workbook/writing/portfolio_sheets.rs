//! The sheets of what is chosen together: `portfolio`, `limits` and `rules`.

use super::cell_texts;
use super::draft::Draft;
use crate::case::file::figure::Figure;
use crate::case::file::kind::KindFile;
use crate::case::file::parse::CaseFile;
use crate::case::file::portfolio::{
    BoundFile, LimitEffectFile, LimitFile, NoneFile, PortfolioFile, PortfolioRuleFile, WorthFile,
};
use crate::case::file::shape::At;
use crate::case::workbook::notation::part;
use crate::case::workbook::{vocabulary, words};
use crate::problem::Language;

/// The three sheets.
pub fn sheets(case: &CaseFile, language: Language) -> [Draft; 3] {
    [portfolio(case, language), limits(case, language), rules(case, language)]
}

/// The words of a cell by which one alternative is chosen in all.
fn one_in_all(language: Language) -> &'static str {
    match language {
        Language::En => "one in all",
        Language::Nl => "één in totaal",
    }
}

/// The words of a cell by which a limit on paths holds in all periods.
fn in_all(language: Language) -> &'static str {
    match language {
        Language::En => "all",
        Language::Nl => "alle",
    }
}

fn portfolio(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::PORTFOLIO, language);
    let Some(At { value: it, .. }) = &case.portfolio else { return sheet };
    let PortfolioFile { one_per, none, value, times } = it;
    sheet.row();
    match one_per.as_ref().map(|at| &at.value[..]) {
        None => {}
        Some([]) => sheet.text("one per", one_in_all(language)),
        Some(keys) => {
            sheet.text("one per", cell_texts::list(keys.iter().map(|key| key.value.as_str())));
        }
    }
    match none.as_ref().map(|at| &at.value) {
        None => {}
        Some(NoneFile::Value(value)) => sheet.number("none", Some(value.value)),
        Some(NoneFile::Alternative(values)) => {
            sheet.text("none", cell_texts::values_of_keys(values))
        }
    }
    let worth = value.as_ref().map(|at| match at.value {
        WorthFile::Score => "score",
        WorthFile::Gain => "gain",
    });
    sheet.word("value", words::WORTH, worth);
    name(&mut sheet, "times", times.as_ref());
    sheet
}

/// A name, in quotation marks where it has some itself.
fn name(sheet: &mut Draft, column: &'static str, name: Option<&At<String>>) {
    if let Some(at) = name {
        sheet.text(column, part(&at.value, &[]));
    }
}

fn limits(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::LIMITS, language);
    let of_portfolio = case.limits.iter().map(|at| (&at.value, None));
    let of_pathway = case.pathway.iter().flat_map(|at| &at.value.limits);
    let of_pathway = of_pathway.map(|it| (&it.limit.value, Some(&it.periods)));
    for (it, periods) in of_portfolio.chain(of_pathway) {
        let LimitFile {
            id,
            label,
            sum,
            count,
            joint_share,
            by,
            at_most,
            at_least,
            each_at_most,
            each_at_least,
            share_at_most,
            chance,
            unknown,
            step,
            active,
            effect,
            kind,
            reason,
            source,
        } = it;
        sheet.row();
        sheet.text("id", &id.value);
        sheet.texts("label", label.as_ref());
        name(&mut sheet, "sum", sum.as_ref());
        name(&mut sheet, "joint share", joint_share.as_ref());
        if let Some(count) = count {
            sheet.text("count", cell_texts::selector(&count.value, language));
        }
        name(&mut sheet, "by", by.as_ref());
        for (column, bound) in [
            ("at most", at_most),
            ("at least", at_least),
            ("each at most", each_at_most),
            ("each at least", each_at_least),
            ("share at most", share_at_most),
        ] {
            match bound.as_ref().map(|at| at.value) {
                None => {}
                Some(BoundFile::Number(bound)) => sheet.number(column, Some(bound)),
                Some(BoundFile::Open) => sheet.text(column, "?"),
            }
        }
        sheet.number("chance", chance.as_ref().map(|at| at.value));
        match unknown.as_ref().map(|at| &at.value) {
            None => {}
            Some(Figure::Number(x)) => sheet.number("unknown", Some(*x)),
            Some(Figure::Text(text)) => sheet.text("unknown", text),
        }
        sheet.number("step", step.as_ref().map(|at| at.value));
        match periods {
            None => {}
            Some(None) => sheet.text("in periods", in_all(language)),
            Some(Some(at)) => {
                let ids = at.value.iter().map(|id| id.value.as_str());
                sheet.text("in periods", cell_texts::list(ids));
            }
        }
        applied(&mut sheet, *active, effect.as_ref(), *kind);
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

fn rules(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::RULES, language);
    for At { value: it, .. } in &case.portfolio_rules {
        let PortfolioRuleFile {
            id,
            label,
            condition,
            then,
            not,
            together,
            value,
            active,
            effect,
            kind,
            reason,
            source,
        } = it;
        sheet.row();
        sheet.text("id", &id.value);
        sheet.texts("label", label.as_ref());
        for (column, selector) in [("if", condition), ("then", then), ("not", not)] {
            if let Some(selector) = selector {
                sheet.text(column, cell_texts::selector(&selector.value, language));
            }
        }
        let together = together.iter().flat_map(|at| &at.value);
        let together = together.map(|at| cell_texts::selector(&at.value, language));
        sheet.text("together", together.collect::<Vec<_>>().join(" | "));
        sheet.number("value", value.as_ref().map(|at| at.value));
        applied(&mut sheet, *active, effect.as_ref(), *kind);
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

/// Whether a limit or rule is applied and must be kept, and what it rests on.
fn applied(
    sheet: &mut Draft,
    active: Option<bool>,
    effect: Option<&At<LimitEffectFile>>,
    kind: Option<KindFile>,
) {
    let active = active.map(|active| if active { "true" } else { "false" });
    sheet.word("active", words::ACTIVE, active);
    let effect = effect.map(|at| match at.value {
        LimitEffectFile::Enforce => "enforce",
        LimitEffectFile::Flag => "flag",
    });
    sheet.word("effect", words::LIMIT_EFFECT, effect);
    sheet.word("kind", words::KIND, kind.map(|kind| kind.kind().name()));
}
