//! From a criteria file and its tables to the sheets of a workbook.

mod cell_texts;
mod data_sheet;
mod draft;
pub(crate) mod start;

use super::model::{SheetContent, WorkbookSheets};
use super::vocabulary::{self, ABOUT_NAMES, in_language};
use super::words;
use crate::case::file::direction::DirectionFile;
use crate::case::file::figure::Figure;
use crate::case::file::parse::CaseFile;
use crate::case::file::shape::*;
use crate::case::read::tables::RawTable;
use crate::method::Method;
use crate::problem::Language;
use draft::{Draft, by_language};

/// A case as a workbook whose sheets say all that its criteria file and its tables say. The words in
/// it are of that language; texts are in the languages that they have.
pub fn workbook_of(case: &CaseFile, tables: &[RawTable], language: Language) -> WorkbookSheets {
    let mut out: Vec<SheetContent> = Vec::new();
    out.extend(criteria(case, language).finish());
    out.extend(data_sheet::sheets(case, tables, language));
    let lists = [
        keys(case, language),
        about(case, language),
        facts(case, language),
        requirements(case, language),
        adjustments(case, language),
        constraints(case, language),
        preferences(case, language),
        actors(case, language),
        claims(case, language),
    ];
    out.extend(lists.into_iter().filter_map(Draft::finish));
    WorkbookSheets(out)
}

fn value<T>(at: &Option<At<T>>) -> Option<&T> {
    at.as_ref().map(|at| &at.value)
}

fn text(at: &Option<At<String>>) -> Option<&str> {
    value(at).map(String::as_str)
}

fn criteria(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::CRITERIA, language);
    for At { value: it, .. } in &case.criteria {
        sheet.row();
        sheet.text("id", &it.id.value);
        sheet.maybe("column", text(&it.column));
        sheet.texts("label", it.label.as_ref());
        sheet.maybe("parent", text(&it.parent));
        let direction = value(&it.direction);
        if let Some(direction) = direction {
            sheet.text("direction", cell_texts::direction(direction, language));
        }
        sheet.number("weight", value(&it.weight).copied());
        if let Some(scale) = value(&it.scale) {
            let (low, high) = (value(&scale.min).copied(), value(&scale.max).copied());
            let names = match (direction, low.is_some() && high.is_some()) {
                (Some(DirectionFile::Target(_)), _) | (_, false) => ["lowest", "highest"],
                (Some(DirectionFile::Min), _) => ["best", "worst"],
                _ => ["worst", "best"],
            };
            sheet.number(names[0], low);
            sheet.number(names[1], high);
            let levels = scale.levels.iter().flatten().map(|level| level.value.as_str());
            sheet.text("levels", cell_texts::list(levels));
            let outside = value(&scale.outside).map(|outside| match outside {
                OutsideFile::Error => "error",
                OutsideFile::Clamp => "clamp",
                OutsideFile::Extend => "extend",
            });
            sheet.word("outside", words::OUTSIDE, outside);
        }
        sheet.maybe("unit", text(&it.unit));
        anchors(it, &mut sheet);
        sheet.maybe("source", text(&it.source));
        if let Some(value) = value(&it.value) {
            sheet.text("values", cell_texts::values(value, language));
        }
        if let Some(thresholds) = value(&it.thresholds) {
            sheet.number("indifference", thresholds.indifference);
            sheet.number("preference", thresholds.preference);
            sheet.number("veto", thresholds.veto);
            sheet.number("inflection", thresholds.inflection);
            let function = thresholds.function.map(|function| function.name());
            sheet.word("function", words::FUNCTION, function);
        }
    }
    sheet
}

/// The anchors of a criterion, each on a line of its own.
fn anchors(criterion: &CriterionFile, sheet: &mut Draft) {
    let all = || {
        criterion
            .anchors
            .0
            .iter()
            .flat_map(|(at, text)| by_language(text).into_iter().map(move |it| (&at.value, it)))
    };
    let some_languages = all().any(|(_, (language, _))| language.is_some());
    for language in [None, Some(Language::En), Some(Language::Nl)] {
        // An anchor in one language stands among the English ones, where there are others.
        let is_this = |of: Option<Language>| match of {
            None if some_languages => language == Some(Language::En),
            of => of == language,
        };
        let lines: Vec<(&String, &str)> =
            all().filter(|(_, (of, _))| is_this(*of)).map(|(at, (_, text))| (at, text)).collect();
        let own_line = lines.len() > 1;
        let lines: Vec<String> =
            lines.into_iter().map(|(at, text)| cell_texts::anchor(at, text, own_line)).collect();
        sheet.text_in("anchors", language, lines.join("\n"));
    }
}

fn keys(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::KEYS, language);
    for At { value: key, .. } in &case.keys {
        let values = key.values.as_deref().unwrap_or_default();
        if key.label.is_some() || values.is_empty() {
            sheet.row();
            sheet.text("key", &key.id.value);
            sheet.texts("label", key.label.as_ref());
        }
        for value in values {
            sheet.row();
            sheet.text("key", &key.id.value);
            sheet.text("value", &value.id.value);
            sheet.texts("label", value.label.as_ref());
            let role = value.role.map(|Role::Reference| "reference");
            sheet.word("role", words::ROLE, role);
        }
    }
    sheet
}

/// The sheet `about`, row by row.
struct AboutRows {
    sheet: Draft,
    language: Language,
}

impl AboutRows {
    fn name(&mut self, name: &str, of: Option<Language>) {
        let known = ABOUT_NAMES.iter().find(|known| known.english == name);
        let name = known.map_or(name, |known| known.written(self.language));
        self.sheet.row();
        self.sheet.text("name", in_language(name, of));
    }

    fn text(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.name(name, None);
            self.sheet.text("value", text);
        }
    }

    fn texts(&mut self, name: &str, text: Option<&crate::problem::Text>) {
        for (of, text) in text.map(by_language).unwrap_or_default() {
            self.name(name, of);
            self.sheet.text("value", text);
        }
    }

    fn number(&mut self, name: &str, number: Option<f64>) {
        if let Some(number) = number {
            self.name(name, None);
            self.sheet.number("value", Some(number));
        }
    }

    fn word(&mut self, name: &str, words: words::Words, file: Option<&str>) {
        let word = file.map(|file| words::written(words, file, self.language));
        self.text(name, word.as_deref());
    }
}

fn about(case: &CaseFile, language: Language) -> Draft {
    let head = &case.head;
    let mut about = AboutRows { sheet: Draft::new(&vocabulary::ABOUT, language), language };
    about.text("id", Some(&head.id.value));
    about.texts("title", head.title.as_ref());
    about.texts("question", head.question.as_ref());
    about.texts("decider", head.decider.as_ref());
    about.text("as_of", value(&head.as_of).map(ToString::to_string).as_deref());
    about.word("status", words::STATUS, head.status.map(Status::name));
    about.texts("notice", head.notice.as_ref());
    if !head.rank_within.is_empty() {
        let keys = cell_texts::list(head.rank_within.iter().map(|key| key.value.as_str()));
        about.text("rank_within", Some(&keys));
    }
    about.number("min_known", value(&head.min_known).copied());
    let decimal = value(&head.decimal).map(|mark| mark.sign().to_string());
    about.word("decimal", words::DECIMAL, decimal.as_deref());
    let thousands = value(&head.thousands).map(|mark| mark.sign().to_string());
    about.word("thousands", words::THOUSANDS, thousands.as_deref());
    let methods: Vec<&str> = case.methods.iter().map(|method| method.value.name()).collect();
    about.text("method", Some(methods.join(", ")).filter(|names| !names.is_empty()).as_deref());
    for At { value: method, .. } in &case.methods {
        for (parameter, value) in parameters(method) {
            let name = format!("{}.{parameter}", method.name());
            match value {
                toml::Value::String(text) => about.text(&name, Some(&text)),
                toml::Value::Float(number) => about.number(&name, Some(number)),
                toml::Value::Integer(number) => about.number(&name, Some(number as f64)),
                other => about.text(&name, Some(&other.to_string())),
            }
        }
    }
    about.sheet
}

/// The parameters of a method that are set.
fn parameters(method: &Method) -> toml::Table {
    let whole = toml::Table::try_from(method).unwrap_or_default();
    match whole.into_iter().next() {
        Some((_, toml::Value::Table(parameters))) => parameters,
        _ => toml::Table::new(),
    }
}

fn facts(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::FACTS, language);
    for At { value: fact, .. } in &case.facts {
        sheet.row();
        sheet.text("id", &fact.id.value);
        let holds = match fact.holds {
            Holds::Yes => "yes",
            Holds::No => "no",
            Holds::Unknown => "unknown",
        };
        sheet.word("holds", words::HOLDS, Some(holds));
        sheet.maybe("source", fact.source.as_deref());
    }
    sheet
}

fn requirements(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::REQUIREMENTS, language);
    for At { value: it, .. } in &case.requirements {
        sheet.row();
        sheet.text("id", &it.id.value);
        sheet.text("when", cell_texts::key_values(&it.when));
        sheet.text("needs", cell_texts::needs(&it.needs.value, language));
        let unknown = it.unknown.map(|unknown| match unknown {
            PolicyFile::Flag => "flag",
            PolicyFile::Exclude => "exclude",
            PolicyFile::Pass => "pass",
        });
        sheet.word("unknown", words::UNKNOWN, unknown);
        let effect = it.effect.map(|effect| match effect {
            EffectFile::Exclude => "exclude",
            EffectFile::Flag => "flag",
        });
        sheet.word("effect", words::EFFECT, effect);
        sheet.texts("reason", it.reason.as_ref());
        sheet.maybe("source", it.source.as_deref());
    }
    sheet
}

fn adjustments(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::ADJUSTMENTS, language);
    for At { value: it, .. } in &case.adjustments {
        sheet.row();
        sheet.text("criterion", &it.criterion.value);
        sheet.text("attribute", &it.attribute.value);
        sheet.text("when", cell_texts::key_values(&it.when));
        sheet.text("shift", cell_texts::shift(&it.shift.value, language));
        let limits = value(&it.limits);
        let ends = [
            ("at least", limits.and_then(|limits| value(&limits.min))),
            ("at most", limits.and_then(|limits| value(&limits.max))),
        ];
        for (name, end) in ends {
            match end {
                None => {}
                Some(Figure::Number(number)) => sheet.number(name, Some(*number)),
                Some(Figure::Text(level)) => sheet.text(name, level),
            }
        }
        sheet.texts("reason", it.reason.as_ref());
        sheet.maybe("source", it.source.as_deref());
    }
    sheet
}

fn constraints(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::CONSTRAINTS, language);
    for constraint in &case.weights.constraints {
        sheet.row();
        sheet.text("constraint", &constraint.value);
    }
    sheet
}

fn preferences(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::PREFERENCES, language);
    for At { value: it, .. } in &case.preferences {
        sheet.row();
        for (name, alternative) in [("better", &it.better), ("worse", &it.worse)] {
            if let Some(alternative) = alternative {
                sheet.text(name, cell_texts::alternative(alternative));
            }
        }
        match value(&it.by_more_than) {
            None => {}
            Some(DifferenceFile::Points(points)) => sheet.number("by more than", Some(*points)),
            Some(DifferenceFile::Between(between)) => {
                let [better, worse] =
                    [&between.better, &between.worse].map(cell_texts::alternative);
                sheet.text("by more than", format!("{better} > {worse}"));
            }
        }
        let equal = value(&it.equal).into_iter().flatten().map(cell_texts::alternative);
        sheet.text("equal", equal.collect::<Vec<_>>().join(" | "));
        sheet.texts("reason", it.reason.as_ref());
        sheet.maybe("source", it.source.as_deref());
    }
    sheet
}

fn actors(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::ACTORS, language);
    for At { value: actor, .. } in &case.actors {
        let first = |sheet: &mut Draft| {
            sheet.row();
            sheet.text("actor", &actor.id.value);
            sheet.texts("label", actor.label.as_ref());
            sheet.maybe("source", actor.source.as_deref());
        };
        if actor.weights.0.is_empty() {
            first(&mut sheet);
        }
        for (criterion, weight) in &actor.weights.0 {
            first(&mut sheet);
            sheet.text("criterion", &criterion.value);
            sheet.number("weight", Some(weight.value));
        }
    }
    sheet
}

fn claims(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::CLAIMS, language);
    for At { value: it, .. } in &case.claims {
        sheet.row();
        sheet.maybe("id", text(&it.id));
        sheet.texts("label", it.label.as_ref());
        sheet.text("claim", &it.claim.value);
        if let Some(groups) = value(&it.groups) {
            sheet.text("for", cell_texts::groups(groups, language));
        }
        let under = it.under.map(|under| match under {
            UnderFile::All => "all weights",
            UnderFile::Given => "given weights",
        });
        sheet.word("under", words::UNDER, under);
        let inputs = it.inputs.map(|inputs| match inputs {
            InputsFile::All => "all",
            InputsFile::Nominal => "nominal",
        });
        sheet.word("inputs", words::INPUTS, inputs);
        let must = it.must.map(|must| if must { "true" } else { "false" });
        sheet.word("must", words::MUST, must);
        sheet.texts("reason", it.reason.as_ref());
        sheet.maybe("source", it.source.as_deref());
        sheet.maybe("passage", it.passage.as_deref());
    }
    sheet
}
