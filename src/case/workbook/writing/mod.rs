//! From a criteria file and its tables to the sheets of a workbook.

mod cell_texts;
mod data_sheet;
mod draft;
mod pathway_sheets;
mod portfolio_sheets;
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
pub fn workbook_of(
    case: &CaseFile,
    tables: &[RawTable],
    scenarios: Option<&RawTable>,
    language: Language,
) -> WorkbookSheets {
    // A key that is added to criteria files is missed here, and in the functions below, by the
    // compiler: a workbook leaves nothing out in silence.
    let CaseFile {
        head: _,
        keys: _,
        criteria: _,
        methods: _,
        facts: _,
        requirements: _,
        adjustments: _,
        weightings: _,
        weights: _,
        preferences: _,
        categories: _,
        examples: _,
        actors: _,
        claims: _,
        portfolio: _,
        limits: _,
        portfolio_rules: _,
        pathway: _,
        lost: _,
    } = case;
    let mut out: Vec<SheetContent> = Vec::new();
    out.extend(criteria(case, language).finish());
    out.extend(data_sheet::sheets(case, tables, language));
    let lists = [
        keys(case, language),
        about(case, language),
        facts(case, language),
        requirements(case, language),
        adjustments(case, language),
        weighting(case, language),
        constraints(case, language),
        preferences(case, language),
        categories(case, language),
        examples(case, language),
        actors(case, language),
        claims(case, language),
    ];
    let lists = lists.into_iter().chain(portfolio_sheets::sheets(case, language));
    let lists = lists.chain(pathway_sheets::sheets(case, language));
    out.extend(lists.filter_map(Draft::finish));
    out.extend(scenarios.map(|table| data_sheet::weights(table, language)));
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
        let CriterionFile {
            id,
            column,
            label,
            parent,
            direction,
            weight,
            scale,
            anchors: _,
            value: function,
            unit,
            thresholds,
            source,
            aggregate,
            missing,
            rules,
            complete,
        } = it;
        sheet.row();
        sheet.text("id", &id.value);
        sheet.maybe("column", text(column));
        sheet.texts("label", label.as_ref());
        sheet.maybe("parent", text(parent));
        let direction = value(direction);
        if let Some(direction) = direction {
            sheet.text("direction", cell_texts::direction(direction, language));
        }
        sheet.number("weight", value(weight).copied());
        if let Some(ScaleFile { levels, min, max, outside }) = value(scale) {
            let (low, high) = (value(min).copied(), value(max).copied());
            let names = match (direction, low.is_some() && high.is_some()) {
                (Some(DirectionFile::Target(_)), _) | (_, false) => ["lowest", "highest"],
                (Some(DirectionFile::Min), _) => ["best", "worst"],
                _ => ["worst", "best"],
            };
            sheet.number(names[0], low);
            sheet.number(names[1], high);
            let levels = levels.iter().flatten().map(|level| level.value.as_str());
            sheet.text("levels", cell_texts::list(levels));
            let outside = value(outside).map(|outside| match outside {
                OutsideFile::Error => "error",
                OutsideFile::Clamp => "clamp",
                OutsideFile::Extend => "extend",
            });
            sheet.word("outside", words::OUTSIDE, outside);
        }
        sheet.maybe("unit", text(unit));
        anchors(it, &mut sheet);
        sheet.maybe("source", text(source));
        if let Some(function) = value(function) {
            sheet.text("values", cell_texts::values(function, language));
        }
        if let Some(aggregate) = value(aggregate) {
            sheet.text("aggregate", cell_texts::aggregate(aggregate, language));
        }
        sheet.word("missing", words::MISSING, text(missing));
        if let Some(rules) = value(rules) {
            sheet.text("rules", cell_texts::rules(rules));
        }
        sheet.maybe("complete", text(complete));
        if let Some(thresholds) = value(thresholds) {
            let ThresholdsFile { indifference, preference, veto, inflection, function } =
                thresholds;
            sheet.number("indifference", *indifference);
            sheet.number("preference", *preference);
            sheet.number("veto", *veto);
            sheet.number("inflection", *inflection);
            let function = function.map(|function| function.name());
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
        let KeyFile { id, label, values } = key;
        let values = values.as_deref().unwrap_or_default();
        if label.is_some() || values.is_empty() {
            sheet.row();
            sheet.text("key", &id.value);
            sheet.texts("label", label.as_ref());
        }
        for value in values {
            sheet.row();
            sheet.text("key", &id.value);
            let KeyValueFile { id, label, role } = value;
            sheet.text("value", &id.value);
            sheet.texts("label", label.as_ref());
            let role = role.map(|Role::Reference| "reference");
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
    // The sheets are the data.
    let Head {
        format: _,
        id,
        title,
        question,
        decider,
        as_of,
        status,
        notice,
        rank_within,
        min_known,
        aggregate,
        missing,
        baseline,
        data: _,
        decimal,
        thousands,
    } = &case.head;
    let mut about = AboutRows { sheet: Draft::new(&vocabulary::ABOUT, language), language };
    about.text("id", Some(&id.value));
    about.texts("title", title.as_ref());
    about.texts("question", question.as_ref());
    about.texts("decider", decider.as_ref());
    about.text("as_of", value(as_of).map(ToString::to_string).as_deref());
    about.word("status", words::STATUS, status.map(Status::name));
    about.texts("notice", notice.as_ref());
    if !rank_within.is_empty() {
        let keys = cell_texts::list(rank_within.iter().map(|key| key.value.as_str()));
        about.text("rank_within", Some(&keys));
    }
    about.number("min_known", value(min_known).copied());
    let aggregate = value(aggregate).map(|it| cell_texts::aggregate(it, language));
    about.text("aggregate", aggregate.as_deref());
    about.word("missing", words::MISSING, text(missing));
    about.text("baseline", baseline.as_ref().map(cell_texts::alternative).as_deref());
    let decimal = value(decimal).map(|mark| mark.sign().to_string());
    about.word("decimal", words::DECIMAL, decimal.as_deref());
    let thousands = value(thousands).map(|mark| mark.sign().to_string());
    about.word("thousands", words::THOUSANDS, thousands.as_deref());
    let are = case.weights.scenarios_are.map(ScenariosAre::name);
    about.word("scenarios_are", words::SCENARIOS_ARE, are);
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
        let FactFile { id, holds, source } = fact;
        sheet.row();
        sheet.text("id", &id.value);
        let holds = match holds {
            Holds::Yes => "yes",
            Holds::No => "no",
            Holds::Unknown => "unknown",
        };
        sheet.word("holds", words::HOLDS, Some(holds));
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

fn requirements(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::REQUIREMENTS, language);
    for At { value: it, .. } in &case.requirements {
        let RequirementFile { id, when, needs, unknown, effect, reason, source } = it;
        sheet.row();
        sheet.text("id", &id.value);
        sheet.text("when", cell_texts::key_values(when));
        sheet.text("needs", cell_texts::needs(&needs.value, language));
        let unknown = unknown.map(|unknown| match unknown {
            PolicyFile::Flag => "flag",
            PolicyFile::Exclude => "exclude",
            PolicyFile::Pass => "pass",
        });
        sheet.word("unknown", words::UNKNOWN, unknown);
        let effect = effect.map(|effect| match effect {
            EffectFile::Exclude => "exclude",
            EffectFile::Flag => "flag",
        });
        sheet.word("effect", words::EFFECT, effect);
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

fn adjustments(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::ADJUSTMENTS, language);
    for At { value: it, .. } in &case.adjustments {
        let AdjustmentFile { criterion, attribute, when, shift, limits, reason, source } = it;
        sheet.row();
        sheet.text("criterion", &criterion.value);
        sheet.text("attribute", &attribute.value);
        sheet.text("when", cell_texts::key_values(when));
        sheet.text("shift", cell_texts::shift(&shift.value, language));
        let limits = value(limits);
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
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

fn weighting(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::WEIGHTING, language);
    for At { value: it, .. } in &case.weightings {
        let WeightingFile {
            of,
            method,
            parameters,
            judgements,
            matrix,
            respondent,
            actor,
            by,
            combine,
        } = it;
        let combine = value(combine).map(|combine| match combine {
            CombineFile::MeanOfWeights => "mean-of-weights",
            CombineFile::GeometricMeanOfJudgements => "geometric-mean-of-judgements",
        });
        // A weighting without judgements has a row all the same.
        let lines = judgements.iter().map(Some).chain(judgements.is_empty().then_some(None));
        for judgement in lines {
            sheet.row();
            sheet.maybe("of", text(of));
            sheet.text("method", &method.value);
            sheet.maybe("judgement", judgement.map(|at| at.value.as_str()));
            sheet.maybe("matrix", text(matrix));
            sheet.maybe("respondent", text(respondent));
            sheet.maybe("actor", text(actor));
            sheet.maybe("by", by.as_deref());
            if let Some(parameters) = value(parameters) {
                sheet.text("parameters", cell_texts::parameters(parameters));
            }
            sheet.word("combine", words::COMBINE, combine);
        }
    }
    sheet
}

fn constraints(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::CONSTRAINTS, language);
    // Scenarios have a sheet of their own, and what they are relative to stands in `about`.
    let WeightsFile { constraints, weights: _, scenarios_are: _ } = &case.weights;
    for constraint in constraints.iter().flat_map(|lines| &lines.0) {
        sheet.row();
        sheet.text("constraint", &constraint.value);
    }
    for At { value: actor, .. } in &case.actors {
        for constraint in actor.constraints.iter().flat_map(|lines| &lines.0) {
            sheet.row();
            sheet.text("constraint", &constraint.value);
            sheet.text("actor", &actor.id.value);
        }
    }
    sheet
}

fn preferences(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::PREFERENCES, language);
    for At { value: it, .. } in &case.preferences {
        let PreferenceFile { better, worse, by_more_than, equal, actor, reason, source } = it;
        sheet.row();
        for (name, alternative) in [("better", better), ("worse", worse)] {
            if let Some(alternative) = alternative {
                sheet.text(name, cell_texts::alternative(alternative));
            }
        }
        match value(by_more_than) {
            None => {}
            Some(DifferenceFile::Points(points)) => sheet.number("by more than", Some(*points)),
            Some(DifferenceFile::Between(between)) => {
                let [better, worse] =
                    [&between.better, &between.worse].map(cell_texts::alternative);
                sheet.text("by more than", format!("{better} > {worse}"));
            }
        }
        let equal = value(equal).into_iter().flatten().map(cell_texts::alternative);
        sheet.text("equal", equal.collect::<Vec<_>>().join(" | "));
        sheet.maybe("actor", text(actor));
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

fn categories(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::CATEGORIES, language);
    for At { value: it, .. } in &case.categories {
        let CategoryFile { id, label, profile } = it;
        sheet.row();
        sheet.text("id", &id.value);
        sheet.texts("label", label.as_ref());
        if let Some(profile) = value(profile) {
            sheet.text("profile", cell_texts::profile(profile, language));
        }
    }
    sheet
}

fn examples(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::EXAMPLES, language);
    for At { value: it, .. } in &case.examples {
        let ExampleFile { alternative, category, reason, source } = it;
        sheet.row();
        sheet.text("alternative", cell_texts::alternative(alternative));
        sheet.text("category", &category.value);
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
    }
    sheet
}

fn actors(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::ACTORS, language);
    for At { value: actor, .. } in &case.actors {
        let ActorFile {
            id,
            label,
            kind,
            influence,
            weights,
            // They stand in a sheet of their own.
            constraints: _,
            criteria,
            minimum,
            benefit,
            burden,
            source,
        } = actor;
        // A row for each criterion that it weighs, with its effect; then the other effects.
        let mut effects: Vec<(&str, &str)> = [("benefit", benefit), ("burden", burden)]
            .into_iter()
            .flat_map(|(effect, names)| names.iter().map(move |name| (name.value.as_str(), effect)))
            .collect();
        let mut rows: Vec<(&str, Option<f64>, Option<&str>)> = Vec::new();
        for (criterion, weight) in &weights.0 {
            let at = effects.iter().position(|(name, _)| *name == criterion.value);
            let effect = at.map(|at| effects.remove(at).1);
            rows.push((&criterion.value, Some(weight.value), effect));
        }
        rows.extend(effects.into_iter().map(|(name, effect)| (name, None, Some(effect))));
        if rows.is_empty() {
            rows.push(("", None, None));
        }
        for (at, (criterion, weight, effect)) in rows.into_iter().enumerate() {
            sheet.row();
            sheet.text("actor", &id.value);
            sheet.texts("label", label.as_ref());
            sheet.text("criterion", criterion);
            sheet.number("weight", weight);
            sheet.word("effect", words::IMPACT, effect);
            sheet.maybe("source", source.as_deref());
            if at > 0 {
                continue;
            }
            sheet.maybe("kind", text(kind));
            sheet.number("influence", value(influence).copied());
            if let Some(criteria) = value(criteria) {
                let names = criteria.iter().map(|name| name.value.as_str());
                sheet.text("looks at", cell_texts::list(names));
            }
            sheet.number("minimum", value(minimum).copied());
        }
    }
    sheet
}

fn claims(case: &CaseFile, language: Language) -> Draft {
    let mut sheet = Draft::new(&vocabulary::CLAIMS, language);
    for At { value: it, .. } in &case.claims {
        let ClaimFile { id, label, claim, groups, under, inputs, must, reason, source, passage } =
            it;
        sheet.row();
        sheet.maybe("id", text(id));
        sheet.texts("label", label.as_ref());
        sheet.text("claim", &claim.value);
        if let Some(groups) = value(groups) {
            sheet.text("for", cell_texts::groups(groups, language));
        }
        let under = under.map(|under| match under {
            UnderFile::All => "all weights",
            UnderFile::Given => "given weights",
        });
        sheet.word("under", words::UNDER, under);
        let inputs = inputs.map(|inputs| match inputs {
            InputsFile::All => "all",
            InputsFile::Nominal => "nominal",
        });
        sheet.word("inputs", words::INPUTS, inputs);
        let must = must.map(|must| if must { "true" } else { "false" });
        sheet.word("must", words::MUST, must);
        sheet.texts("reason", reason.as_ref());
        sheet.maybe("source", source.as_deref());
        sheet.maybe("passage", passage.as_deref());
    }
    sheet
}
