//! From the text of a criteria file to its shape, with every syntax and shape error at once: each
//! table is deserialised on its own.

use crate::case::file::pathway::{PathwayFile, PathwayLimitFile};
use crate::case::file::portfolio::{LimitFile, PortfolioFile, PortfolioRuleFile};
use crate::case::file::shape::*;
use crate::case::file::toml_words::plain;
use crate::case::read::marks::readings;
use crate::error::{Finding, Findings, Place, Said, Source, both, of_serde};
use crate::method::Method;
use crate::problem::number;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The version of the file format that this program reads: the only one that there is. A file with a
/// higher one is refused.
const FORMAT: i64 = 1;

/// A criteria file taken apart. What stands in it is of the right kind and is not checked further:
/// ids may be unknown, and figures out of range. Lists are in the order of the file. A list that is
/// absent is empty. Tables that could not be read are left out, with a finding.
#[derive(Debug)]
pub struct CaseFile {
    /// The keys that stand at the top, before any table.
    pub head: Head,
    /// `[[keys]]`: the names by which alternatives are known.
    pub keys: Vec<At<KeyFile>>,
    /// `[[criteria]]`: leaves and nodes of the tree alike.
    pub criteria: Vec<At<CriterionFile>>,
    /// `[method.*]`, each at the place of its name. Absent or empty: none is named here, and the
    /// weighted sum is run.
    pub methods: Vec<At<Method>>,
    /// `[[facts]]`: statements that requirements can use.
    pub facts: Vec<At<FactFile>>,
    /// `[[requirements]]`: what an alternative must meet to compete.
    pub requirements: Vec<At<RequirementFile>>,
    /// `[[adjustments]]`: shifts of judgements, in the units of their scales.
    pub adjustments: Vec<At<AdjustmentFile>>,
    /// `[[weighting]]`: how weights follow from judgements or from the data.
    pub weightings: Vec<At<WeightingFile>>,
    /// `[weights]`: what holds between weights. Absent: nothing does.
    pub weights: WeightsFile,
    /// `[[preferences]]`: what the decider says of whole alternatives.
    pub preferences: Vec<At<PreferenceFile>>,
    /// `[[categories]]`: into what alternatives are sorted, the worst first.
    pub categories: Vec<At<CategoryFile>>,
    /// `[[examples]]`: alternatives whose category is given.
    pub examples: Vec<At<ExampleFile>>,
    /// `[[actors]]`: weights of groups of people.
    pub actors: Vec<At<ActorFile>>,
    /// `[pathway]`: what is chosen period after period.
    pub pathway: Option<At<PathwayFile>>,
    /// `[[claims]]`: what the case is to show.
    pub claims: Vec<At<ClaimFile>>,
    /// `[portfolio]`: what is chosen together. Absent: nothing is.
    pub portfolio: Option<At<PortfolioFile>>,
    /// `[[portfolio.limits]]`: within which limits.
    pub limits: Vec<At<LimitFile>>,
    /// `[[portfolio.rules]]`: and by which rules.
    pub portfolio_rules: Vec<At<PortfolioRuleFile>>,
    /// The ids of the tables that were left out: who names one of them makes no mistake of their own.
    pub lost: BTreeSet<String>,
}

/// The keys of the top table that hold tables of their own.
const TABLES: [&str; 15] = [
    "keys",
    "criteria",
    "method",
    "facts",
    "requirements",
    "adjustments",
    "weighting",
    "weights",
    "preferences",
    "categories",
    "examples",
    "actors",
    "pathway",
    "claims",
    "portfolio",
];

/// The keys of `[portfolio]` that hold lists of tables.
const OF_PORTFOLIO: [&str; 2] = ["limits", "rules"];

/// Take a criteria file apart. Everything that is wrong with its form becomes a finding with its
/// place. `None` where nothing useful is left to check: text that is no TOML, a newer format, or a
/// top that cannot be read.
pub fn parse(source: &Arc<Source>, findings: &mut Findings) -> Option<CaseFile> {
    let mut reader = Reader { source, findings, lost: BTreeSet::new(), mistyped: BTreeSet::new() };
    let mut root = reader.root(&source.text)?;
    reader.warn_of_thousands(&root);
    if let Some(format) = root.get("format").filter(|value| newer(value)) {
        let message = both(
            format!(
                "this file is in format {}; this program reads format {FORMAT}",
                &source.text[format.span()]
            ),
            format!(
                "dit bestand heeft formaat {:#}; dit programma leest formaat {FORMAT:#}",
                &source.text[format.span()]
            ),
        );
        let finding = Finding::error(reader.place(format.span()), message);
        reader.findings.push(finding.help(both(
            "get a newer afweging, or write the case in the older format",
            "haal een nieuwere afweging op, of schrijf het dossier in het oudere formaat",
        )));
        return None;
    }
    let mut taken: Vec<Option<Spanned<DeValue>>> =
        TABLES.iter().map(|name| root.remove(*name)).collect();
    let mut take = |name: &str| {
        TABLES.iter().position(|table| *table == name).and_then(|index| taken[index].take())
    };
    let end = source.text.len();
    let keys = reader.list(take("keys"), "keys");
    let criteria = reader.list(take("criteria"), "criteria");
    let facts = reader.list(take("facts"), "facts");
    let requirements = reader.list(take("requirements"), "requirements");
    let adjustments = reader.list(take("adjustments"), "adjustments");
    let weightings = reader.list(take("weighting"), "weighting");
    let preferences = reader.list(take("preferences"), "preferences");
    let categories = reader.list(take("categories"), "categories");
    let examples = reader.list(take("examples"), "examples");
    let actors = reader.list(take("actors"), "actors");
    let pathway = take("pathway").and_then(|value| reader.pathway(value));
    let claims = reader.list(take("claims"), "claims");
    let (portfolio, limits, portfolio_rules) = reader.portfolio(take("portfolio"));
    let methods = take("method").map(|value| reader.methods(value)).unwrap_or_default();
    let weights = take("weights")
        .and_then(|value| reader.table(value, &[]))
        .map(|at| at.value)
        .unwrap_or_default();
    let head =
        reader.table::<Head>(Spanned::new(0..end.min(1), DeValue::Table(root)), &TABLES)?.value;
    Some(CaseFile {
        head,
        keys,
        criteria,
        methods,
        facts,
        requirements,
        adjustments,
        weightings,
        weights,
        preferences,
        categories,
        examples,
        actors,
        pathway,
        claims,
        portfolio,
        limits,
        portfolio_rules,
        lost: reader.lost,
    })
}

/// The tables `name` of a file that has nothing else but the keys of `H`, and these. `None` where
/// nothing useful is left.
pub(crate) fn tables_of<H, T>(
    source: &Arc<Source>,
    name: &str,
    findings: &mut Findings,
) -> Option<(H, Vec<At<T>>)>
where
    H: for<'de> Deserialize<'de>,
    T: for<'de> Deserialize<'de>,
{
    let mut reader = Reader { source, findings, lost: BTreeSet::new(), mistyped: BTreeSet::new() };
    let mut root = reader.root(&source.text)?;
    let tables = reader.list(root.remove(name), name);
    let end = source.text.len();
    let head = reader.table(Spanned::new(0..end.min(1), DeValue::Table(root)), &[name])?.value;
    Some((head, tables))
}

/// Where the numbers with a point stand, by the key that they are given to.
fn collect_floats(
    key: &str,
    value: &Spanned<DeValue>,
    out: &mut BTreeMap<String, Vec<Range<usize>>>,
) {
    match value.get_ref() {
        DeValue::Float(_) => out.entry(key.to_owned()).or_default().push(value.span()),
        DeValue::Array(items) => items.iter().for_each(|item| collect_floats(key, item, out)),
        DeValue::Table(table) => {
            table.iter().for_each(|(key, item)| collect_floats(key.get_ref(), item, out));
        }
        _ => {}
    }
}

fn newer(value: &Spanned<DeValue>) -> bool {
    matches!(value.get_ref(), DeValue::Integer(format) if i64::from_str_radix(format.as_str(), format.radix()).is_ok_and(|format| format > FORMAT))
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    findings: &'a mut Findings,
    lost: BTreeSet<String>,
    /// Where values start of which it is said that they are not written as TOML has them: each
    /// makes several errors.
    mistyped: BTreeSet<usize>,
}

impl Reader<'_> {
    /// The tables of a text; `None` with findings where it is no TOML.
    fn root<'t>(&mut self, text: &'t str) -> Option<DeTable<'t>> {
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors.iter().take(5) {
            self.toml_error(error, 0..0, &[]);
        }
        errors.is_empty().then(|| root.into_inner())
    }

    /// Warn of figures such as 15.000: TOML has them as 15, and their writer may part thousands by a
    /// point. Nobody writes decimals that end in a zero, unless all are printed with three: then
    /// another figure of the same key shows so. A key is one warning.
    fn warn_of_thousands(&mut self, root: &DeTable) {
        let mut floats: BTreeMap<String, Vec<Range<usize>>> = BTreeMap::new();
        for (key, value) in root {
            collect_floats(key.get_ref(), value, &mut floats);
        }
        let text = |span: &Range<usize>| self.source.text.get(span.clone()).unwrap_or("");
        let is_measured = |text: &str| {
            let three = text.rsplit_once('.').is_some_and(|(_, decimals)| {
                decimals.len() == 3 && decimals.bytes().all(|byte| byte.is_ascii_digit())
            });
            three && !text.contains('_') && (readings(text).is_none() || !text.ends_with('0'))
        };
        let mut findings = Vec::new();
        for (key, spans) in &floats {
            if spans.iter().map(text).any(is_measured) {
                continue;
            }
            let odd: Vec<&Range<usize>> =
                spans.iter().filter(|span| text(span).ends_with('0')).collect();
            let mut odd = odd.into_iter().filter(|span| readings(text(span)).is_some());
            let Some(first) = odd.next() else { continue };
            let Some((_, decimals, thousands)) = readings(text(first)) else { continue };
            let (shown, read, other) = (text(first), number(decimals), number(thousands));
            let more = match odd.count() {
                0 => Said::default(),
                1 => both(
                    format!(" (and one more `{key}` like it)"),
                    format!(" (en nog een `{key:#}` zoals dit)"),
                ),
                many => both(
                    format!(" (and {many} more `{key}` like it)"),
                    format!(" (en nog {many:#} `{key:#}` zoals dit)"),
                ),
            };
            let message = both(
                format!("`{shown}` is read as {read}, as TOML has it{more}"),
                format!("`{shown:#}` wordt gelezen als {read:#}, zoals TOML het heeft{more:#}"),
            );
            let finding = Finding::warning(self.place(first.clone()), message);
            findings.push(finding.help(both(
                format!("write {read} if that is right, or {other}"),
                format!("schrijf {read:#} als dat klopt, of {other:#}"),
            )));
        }
        findings.into_iter().for_each(|finding| self.findings.push(finding));
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::Text { source: self.source.clone(), span }
    }

    /// An array of tables, each read on its own.
    fn list<T: for<'de> Deserialize<'de>>(
        &mut self,
        value: Option<Spanned<DeValue<'_>>>,
        name: &str,
    ) -> Vec<At<T>> {
        let Some(value) = value else { return Vec::new() };
        let span = value.span();
        match value.into_inner() {
            DeValue::Array(items) => {
                items.into_iter().filter_map(|item| self.table(item, &[])).collect()
            }
            _ => {
                let finding = Finding::error(
                    self.place(span),
                    both(
                        format!("`{name}` must be a list of tables"),
                        format!("`{name:#}` moet een lijst van tabellen zijn"),
                    ),
                );
                self.findings.push(finding.help(both(
                    format!("write each as a table that starts with [[{name}]]"),
                    format!("schrijf elk als een tabel die begint met [[{name:#}]]"),
                )));
                Vec::new()
            }
        }
    }

    /// `[portfolio]` with its limits and rules, each read on its own.
    #[allow(clippy::type_complexity)] // taken apart where it is called
    fn portfolio(
        &mut self,
        value: Option<Spanned<DeValue<'_>>>,
    ) -> (Option<At<PortfolioFile>>, Vec<At<LimitFile>>, Vec<At<PortfolioRuleFile>>) {
        let Some(mut value) = value else { return (None, Vec::new(), Vec::new()) };
        let mut lists = [None, None];
        if let DeValue::Table(table) = value.get_mut() {
            lists = OF_PORTFOLIO.map(|name| table.remove(name));
        }
        let [limits, rules] = lists;
        let limits = self.list(limits, "portfolio.limits");
        let rules = self.list(rules, "portfolio.rules");
        (self.table(value, &OF_PORTFOLIO), limits, rules)
    }

    /// `more` are names that would have been right beside the fields of `T`.
    fn table<T: for<'de> Deserialize<'de>>(
        &mut self,
        value: Spanned<DeValue<'_>>,
        more: &[&str],
    ) -> Option<At<T>> {
        let span = value.span();
        let id = match value.get_ref().get("id").map(Spanned::get_ref) {
            Some(DeValue::String(id)) => Some(id.to_string()),
            _ => None,
        };
        match T::deserialize(ValueDeserializer::from(value)) {
            Ok(value) => Some(At { value, span }),
            Err(error) => {
                self.lost.extend(id);
                self.toml_error(&error, span, more);
                None
            }
        }
    }

    /// `[pathway]`, with each of its tables read on its own.
    fn pathway(&mut self, mut value: Spanned<DeValue<'_>>) -> Option<At<PathwayFile>> {
        let span = value.span();
        let DeValue::Table(table) = value.get_mut() else {
            let finding = Finding::error(
                self.place(span),
                both("`pathway` must be a table", "`pathway` moet een tabel zijn"),
            );
            self.findings
                .push(finding.help(both("write it as [pathway]", "schrijf het als [pathway]")));
            return None;
        };
        let lists = PathwayFile::LISTS.map(|name| table.remove(name));
        let [periods, transitions, stays, readiness, capacities, limits] = lists;
        let periods = self.list(periods, "pathway.periods");
        let transitions = self.list(transitions, "pathway.transitions");
        let stays = self.list(stays, "pathway.stays");
        let readiness = self.list(readiness, "pathway.readiness");
        let capacities = self.list(capacities, "pathway.capacities");
        let limits = self.pathway_limits(limits);
        let At { value: head, span } = self.table(value, &PathwayFile::LISTS)?;
        let value =
            PathwayFile { head, periods, transitions, stays, readiness, capacities, limits };
        Some(At { value, span })
    }

    /// `[[pathway.limits]]`: limits as those of `[portfolio]`, each with its periods.
    fn pathway_limits(&mut self, value: Option<Spanned<DeValue<'_>>>) -> Vec<PathwayLimitFile> {
        const PERIODS: &str = "periods";
        let Some(value) = value else { return Vec::new() };
        let span = value.span();
        let items = match value.into_inner() {
            DeValue::Array(items) => items,
            other => {
                let other = Spanned::new(span, other);
                self.list::<LimitFile>(Some(other), "pathway.limits");
                return Vec::new();
            }
        };
        let mut out = Vec::new();
        for mut item in items {
            let periods = match item.get_mut() {
                DeValue::Table(table) => table.remove(PERIODS),
                _ => None,
            };
            let periods = periods.and_then(|periods| {
                match At::<Vec<At<String>>>::deserialize(ValueDeserializer::from(periods)) {
                    Ok(periods) => Some(periods),
                    Err(error) => {
                        self.toml_error(&error, span.clone(), &[]);
                        None
                    }
                }
            });
            if let Some(limit) = self.table(item, &[PERIODS]) {
                out.push(PathwayLimitFile { limit, periods });
            }
        }
        out
    }

    fn methods(&mut self, value: Spanned<DeValue<'_>>) -> Vec<At<Method>> {
        let span = value.span();
        let DeValue::Table(table) = value.into_inner() else {
            let finding = Finding::error(
                self.place(span),
                both("`method` must be a table", "`method` moet een tabel zijn"),
            );
            self.findings.push(finding.help(both(
                "write [method.weighted-sum], with its parameters below",
                "schrijf [method.weighted-sum], met de parameters eronder",
            )));
            return Vec::new();
        };
        let mut entries: Vec<_> = table.into_iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        let read = |(name, parameters): (Spanned<_>, Spanned<DeValue<'_>>)| {
            let span = name.span();
            let mut one = DeTable::new();
            one.insert(name, parameters);
            self.table::<Method>(Spanned::new(span.clone(), DeValue::Table(one)), &[])
                .map(|at| At { value: at.value, span })
        };
        entries.into_iter().filter_map(read).collect()
    }

    /// A message of the TOML reader as a finding. Its "expected one of" gives the nearest right
    /// name.
    fn toml_error(&mut self, error: &toml::de::Error, table: Range<usize>, more: &[&str]) {
        let message = error.message();
        let span = error.span().unwrap_or(table);
        if let Some((span, message, help)) =
            crate::case::file::mistyped::mistyped(&self.source.text, span.start, message)
        {
            if self.mistyped.insert(span.start) {
                self.findings.push(Finding::error(self.place(span), message).help(help));
            }
            return;
        }
        // What follows on the line of such a value is its consequence.
        let line = |at: usize| self.source.line_column(at).0;
        if self.mistyped.iter().any(|start| line(*start) == line(span.start)) {
            return;
        }
        if let Some((message, help)) = of_serde(message) {
            let finding = Finding::error(self.place(span), message);
            self.findings.push(Finding { help, ..finding });
            return;
        }
        let text = self.source.text.get(span.clone()).unwrap_or("");
        let first = message.lines().next().unwrap_or("").trim();
        let mut finding = Finding::error(self.place(span.clone()), plain(first));
        if let Some((unknown, rest)) =
            message.split_once(", expected ").filter(|_| message.starts_with("unknown "))
        {
            finding.message = plain(unknown);
            let name = unknown.split('`').nth(1).unwrap_or(text);
            let more: &[&str] = if unknown.starts_with("unknown field") { more } else { &[] };
            let known: Vec<&str> =
                rest.split('`').skip(1).step_by(2).chain(more.iter().copied()).collect();
            finding = match crate::error::nearest(name, known.iter().copied()) {
                Some(near) => finding.help(both(
                    format!("did you mean `{near}`?"),
                    format!("bedoelt u `{near:#}`?"),
                )),
                None => finding.help(both(
                    format!(
                        "known are {}",
                        known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                    ),
                    format!(
                        "wel bekend: {:#}",
                        known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
                    ),
                )),
            };
        } else if let Some(field) =
            message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next())
        {
            finding.message =
                both(format!("`{field}` is missing"), format!("`{field:#}` ontbreekt"));
            finding = finding.label(both(
                format!("this table needs `{field}`"),
                format!("deze tabel heeft `{field:#}` nodig"),
            ));
        }
        self.findings.push(finding);
    }
}
