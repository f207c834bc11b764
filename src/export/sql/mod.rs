//! The model of a case as one query in SQL over a table with a row per alternative: for DuckDB,
//! Spark, DataFusion and PostgreSQL, which have the data where they are.
//!
//! The query is a row of common table expressions, one for each step that the program takes too:
//! figures (of numbers, levels, ranges and what is not known), adjustments, requirements, statistics
//! of the columns in each group, values, weighted sums, scores and ranks. It gives what the table
//! `ranking` of [`evaluate`](crate::study::evaluate()) gives: scores but for the rounding of sums,
//! and the same ranks, by the same rule for ties.
//!
//! What SQL cannot say is refused, with what to do instead; nothing is said approximately. Where a
//! figure of the table is one that the program refuses (beyond a scale, not a level, not known
//! where there is no scale), the query stops and names it.
//!
//! Ranks: a score over the tolerance of its group, 1e-10 times the largest score without its sign,
//! makes a step of 1 of the greatest difference that does not count. So the number of scores that
//! are ahead is a window over a range that ends 1 before, and ties need not be transitive, as they
//! are not in the program. A window takes the score that lies 1 before along, and the program asks
//! for more than the tolerance: so a step is longer by what the places round (`STEP`).

mod curve;
mod dialect;
mod draws;
mod figures;
mod gates;
mod normalization;
mod plan;
mod query;
mod refusal;
mod scoring;
mod weights;

pub use dialect::{Dialect, literal};
pub use scoring::methods;

use crate::case::Case;
use crate::error::{Error, Result, both};
use crate::method::{Method, remedy};
use crate::problem::{Language, Tree};
use crate::study::evaluate;
use crate::table::Table;
use crate::tolerance::{ENOUGH_KNOWN, SUM_ROUNDING, TIE};
use draws::Draws;
use gates::JUDGED;
use plan::Plan;
use query::{Column, Query, column, select};
use refusal::Refusals;
use scoring::Scoring;
use weights::SHARES;

/// The length of a step of places, in tolerances of a tie: a little more than 1, for a difference of
/// exactly one tolerance is a tie. Places reach 1e10 (1 / [`TIE`]), where numbers are 1.9e-6 apart;
/// two that are rounded and the sum that a window makes are off by less than 3e-6 together.
const STEP: f64 = 1.000_004;

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SqlRequest {
    /// For which engine.
    pub dialect: Dialect,
    /// The table with the alternatives: a name, or names with points between them, as in
    /// `main.parcels`. Each part is quoted; one with a point in it stands in double quotes.
    pub table_name: String,
    /// How many draws of weights to count ranks over, as
    /// [`acceptability`](crate::study::acceptability()) draws them; `None` for the weights of the
    /// case.
    pub draws: Option<u64>,
    /// The seed of the draws.
    pub seed: u64,
    /// The language of comments, and of the messages with which the query stops.
    pub language: Language,
}

impl SqlRequest {
    /// A query over the table `alternatives`, without draws.
    pub fn new(dialect: Dialect) -> SqlRequest {
        SqlRequest {
            dialect,
            table_name: "alternatives".to_owned(),
            draws: None,
            seed: 1,
            language: Language::En,
        }
    }
}

/// A query, with the table that it needs beside that of the alternatives.
#[derive(Debug)]
pub struct SqlQuery {
    /// The query: one statement, without a semicolon.
    pub text: String,
    /// The draws of weights, where they are too many to stand in the query.
    pub draws: Option<Table>,
    /// The name of the table that the query reads them from, as typed.
    pub draws_table: String,
}

/// The model of a case under a method as a query.
///
/// # Errors
/// [`Error::Findings`] with everything of the method ([`methods`] has those that are written) and of
/// the case that SQL cannot say; [`Error::Undefined`] for a method that is not defined for the case;
/// [`Error::Argument`] for a name of a table that is none, or a number of draws that cannot be made.
///
/// ```
/// use afweging::case::{Case, Location, WhatIf};
/// use afweging::export::sql::{Dialect, SqlRequest, sql};
/// use afweging::method::Method;
///
/// let case = Case::open(&Location::of("fighter-aircraft"), &WhatIf::default())?;
/// let query = sql(&case, &Method::named("topsis")?, &SqlRequest::new(Dialect::DuckDb))?;
/// assert!(query.text.contains(r#"FROM "alternatives" AS t"#));
/// assert!(query.draws.is_none());
/// # Ok::<(), afweging::Error>(())
/// ```
pub fn sql(case: &Case, method: &Method, request: &SqlRequest) -> Result<SqlQuery> {
    let table = table_name(request.dialect, &request.table_name)?;
    let draws_table = with_suffix(&request.table_name);
    let mut refusals = Refusals::default();
    scoring::check(method, &mut refusals);
    refuse_nodes(&case.problem.tree, &mut refusals);
    let plan = Plan::new(case, method, request.dialect, request.language, &mut refusals);
    let weights = weights::common(&case.problem, &mut refusals);
    refusals.into_result(case)?;
    // What the method asks of the case is asked by the method itself.
    let evaluation = evaluate(&case.problem, method)?;
    let drawn = match request.draws {
        Some(count) => {
            let name = table_name(request.dialect, &draws_table)?;
            Some(Draws::new(&evaluation, count, request.seed, name)?)
        }
        None => None,
    };
    let mut query = Query::default();
    match &drawn {
        Some(drawn) => drawn.add(&plan, &mut query),
        None => weights::add(&plan, &mut query, &weights),
    }
    let figures = figures::add(&plan, &mut query, &table);
    gates::add(&plan, &mut query, figures);
    let scoring = scoring::scoring(&plan);
    let steps = Steps { plan: &plan, scoring: &scoring, drawn: drawn.as_ref() };
    steps.add(&mut query);
    let last = match &drawn {
        Some(drawn) => steps.acceptability(&mut query, drawn.len()),
        None => steps.ranking(),
    };
    refuse_stage(request.dialect, &request.table_name, &query)?;
    let text = query.finish(&head(&plan, &table, drawn.as_ref(), &draws_table), &last);
    let draws = drawn.as_ref().and_then(|drawn| drawn.to_write(&plan));
    Ok(SqlQuery { text, draws, draws_table })
}

/// Refuse nodes that do otherwise than add up what is known.
fn refuse_nodes(tree: &Tree, refusals: &mut Refusals) {
    let Some(remedy) = remedy::to_additive(tree) else { return };
    refusals.add(
        both(
            "not every node is the sum of what stands below it",
            "niet elke groep criteria is de som van wat eronder staat",
        ),
        remedy,
    );
}

/// The comments at the top.
fn head(plan: &Plan, table: &str, drawn: Option<&Draws>, draws_table: &str) -> Vec<String> {
    let case = plan.case;
    let (title, method) = (case.title.get(plan.language), plan.method.name());
    let version = env!("CARGO_PKG_VERSION");
    let engine = plan.dialect.name();
    let mut out = vec![
        plan.say(
            format!("{title}: {method}, for {engine}. Written by afweging {version}."),
            format!("{title}: {method}, voor {engine}. Geschreven door afweging {version}."),
        ),
        String::new(),
        plan.say(
            format!("Reads the table {table}: a row per alternative, with these columns."),
            format!("Leest de tabel {table}: een rij per alternatief, met deze kolommen."),
        ),
    ];
    out.extend(figures::described(plan));
    if let Some(drawn) = drawn.filter(|drawn| drawn.is_outside()) {
        let count = drawn.len();
        out.push(plan.say(
            format!("Reads {count} draws of weights from the table {draws_table}, which was written beside it."),
            format!("Leest {count} trekkingen van gewichten uit de tabel {draws_table}, die ernaast weggeschreven is."),
        ));
    }
    out.push(String::new());
    out
}

/// The name of a table, each of its parts quoted.
fn table_name(dialect: Dialect, typed: &str) -> Result<String> {
    let parts = parts(typed).filter(|parts| parts.iter().all(|part| !part.trim().is_empty()));
    let Some(parts) = parts else {
        return Err(Error::argument(
            "table_name",
            typed,
            both(
                "this is no name: write parcels, main.parcels, or \"a.b\" in double quotes for a name with a point in it",
                "dit is geen naam: schrijf percelen, main.percelen, of \"a.b\" tussen dubbele aanhalingstekens voor een naam met een punt erin",
            ),
        ));
    };
    let quoted: Vec<String> = parts.iter().map(|part| dialect.name_inside(part)).collect();
    Ok(quoted.join("."))
}

/// Refuse the name of a table that is one of a step of the query: engines would read the step.
fn refuse_stage(dialect: Dialect, typed: &str, query: &Query) -> Result<()> {
    // A name with a schema before it is no step.
    let parts = parts(typed).unwrap_or_default();
    let [name] = &parts[..] else { return Ok(()) };
    let same = |stage: &&String| match dialect {
        Dialect::DuckDb | Dialect::Spark => stage.eq_ignore_ascii_case(name),
        Dialect::DataFusion | Dialect::Postgres => *stage == name,
    };
    let Some(stage) = query.names().iter().find(same) else { return Ok(()) };
    let schema = match dialect {
        Dialect::DuckDb => "main",
        Dialect::Spark => "default",
        Dialect::DataFusion | Dialect::Postgres => "public",
    };
    Err(Error::argument(
        "table_name",
        typed,
        both(
            format!(
                "a step of the query is called `{stage}`, and would be read instead of the table: write its schema too, as in {schema}.{stage}, or give the table another name"
            ),
            format!(
                "een stap van de query heet `{stage}`, en zou in plaats van de tabel worden gelezen: schrijf er ook het schema bij, zoals in {schema}.{stage}, of geef de tabel een andere naam"
            ),
        ),
    ))
}

/// The parts of a name: what stands between points, or in double quotes. `None` for quotes that do
/// not close.
fn parts(typed: &str) -> Option<Vec<String>> {
    let mut out = vec![String::new()];
    let mut characters = typed.chars().peekable();
    let mut quoted = false;
    while let Some(c) = characters.next() {
        let part = out.last_mut()?;
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                part.push('"');
            }
            '"' if quoted || part.is_empty() => quoted = !quoted,
            '.' if !quoted => out.push(String::new()),
            '\0' => return None,
            other => part.push(other),
        }
    }
    (!quoted).then_some(out)
}

/// The name of the table of draws beside another one.
fn with_suffix(typed: &str) -> String {
    match typed.strip_suffix('"') {
        Some(start) => format!("{start}_draws\""),
        None => format!("{typed}_draws"),
    }
}

/// The stages from the figures to the scores.
struct Steps<'a> {
    plan: &'a Plan<'a>,
    scoring: &'a Scoring,
    drawn: Option<&'a Draws>,
}

impl Steps<'_> {
    /// The names by which rows belong together: the draw, once there are weights, and the group.
    fn groups(&self, weighted: bool) -> Vec<String> {
        let draw = (weighted && self.drawn.is_some()).then(|| "draw".to_owned());
        draw.into_iter().chain(self.plan.groups.iter().cloned()).collect()
    }

    /// A stage of statistics over the rows of another.
    fn statistics(
        &self,
        query: &mut Query,
        name: &str,
        from: &str,
        columns: &[Column],
        weighted: bool,
    ) {
        let groups = self.groups(weighted);
        let mut all: Vec<Column> =
            groups.iter().map(|group| column(format!("p.{group}"), group.clone())).collect();
        all.extend(columns.iter().map(|own| Column {
            expression: own.expression.clone(),
            name: own.name.clone(),
            comment: own.comment.clone(),
        }));
        let mut rest = format!("FROM {from}");
        if !groups.is_empty() {
            let names: Vec<String> = groups.iter().map(|group| format!("p.{group}")).collect();
            rest.push_str(&format!("\nGROUP BY {}", names.join(", ")));
        }
        let plan = self.plan;
        let comment = match groups.is_empty() {
            true => plan.say(
                "Statistics of all that compete.",
                "Statistieken van alle die worden gerangschikt.",
            ),
            false => plan.say(
                "Statistics of those that compete, by group.",
                "Statistieken van wie wordt gerangschikt, per groep.",
            ),
        };
        query.add(&[comment.to_owned()], name, &select(None, &all, &rest, "  "));
    }

    /// A row of one stage beside the statistics of others.
    fn beside(&self, from: &str, statistics: &[&str], weighted: bool) -> String {
        let groups = self.groups(weighted);
        let mut out = format!("FROM {from} AS p");
        for name in statistics {
            let on: Vec<String> =
                groups.iter().map(|group| format!("{name}.{group} = p.{group}")).collect();
            out.push_str(&match on.is_empty() {
                true => format!("\nCROSS JOIN {name}"),
                false => format!("\nJOIN {name} ON {}", on.join(" AND ")),
            });
        }
        out
    }

    fn rows(&self, query: &mut Query, comment: &str, name: &str, columns: &[Column], from: &str) {
        query.add(&[comment.to_owned()], name, &select(Some("p.*"), columns, from, "  "));
    }

    /// The expression of the share of weight of which anything is known.
    fn known_share(&self) -> String {
        let leaves = &self.plan.leaves;
        let all: Vec<String> = leaves.iter().map(|leaf| leaf.name("known")).collect();
        let part = |leaf: &plan::PlannedLeaf| {
            format!("CASE WHEN {} THEN {} ELSE 0e0 END", leaf.name("known"), leaf.name("s"))
        };
        let parts: Vec<String> = leaves.iter().map(part).collect();
        format!(
            "CASE WHEN {} THEN 1e0 ELSE LEAST(\n  {},\n  1e0) END",
            all.join(" AND "),
            parts.join("\n  + ")
        )
    }

    /// Everything up to the stage `ranked`, which has a row for each that has a score.
    fn add(&self, query: &mut Query) {
        let (plan, scoring) = (self.plan, self.scoring);
        let mut from = JUDGED;
        if !scoring.everybody && plan.has_excluded() {
            let comment = plan.say(
                "This method looks at others, so only those that compete have a score.",
                "Deze methode kijkt naar anderen, dus alleen wie wordt gerangschikt, heeft een score.",
            );
            query.add(
                &[comment.to_owned()],
                "competing",
                &select(Some("p.*"), &[], "FROM judged AS p\nWHERE competes", "  "),
            );
            from = "competing";
        }
        if !scoring.windows.is_empty() {
            let comment = plan.say("Places in each column.", "Plaatsen in elke kolom.");
            self.rows(query, comment, "placed", &scoring.windows, &format!("FROM {from} AS p"));
            from = "placed";
        }
        let mut statistics = Vec::new();
        if !scoring.first.is_empty() {
            self.statistics(query, "spans", &format!("{from} AS p"), &scoring.first, false);
            statistics.push("spans");
        }
        if !scoring.second.is_empty() {
            let beside = self.beside(from, &["spans"], false);
            let beside = beside.trim_start_matches("FROM ");
            self.statistics(query, "totals", beside, &scoring.second, false);
            statistics.push("totals");
        }
        let comment = plan.say("What every figure is worth.", "Wat elk cijfer waard is.");
        self.rows(
            query,
            comment,
            "valued",
            &scoring.values,
            &self.beside(from, &statistics, false),
        );
        let mut columns = Vec::new();
        columns.extend(self.drawn.map(|_| column(format!("{SHARES}.draw"), "draw")));
        columns.extend(
            scoring.sums.iter().map(|own| column(own.expression.clone(), own.name.clone())),
        );
        columns.push(column(self.known_share(), "known_share"));
        let comment = plan.say("What the weights make of it.", "Wat de gewichten ervan maken.");
        self.rows(
            query,
            comment,
            "weighted",
            &columns,
            &format!("FROM valued AS p\nCROSS JOIN {SHARES}"),
        );
        from = "weighted";
        let mut beside: Vec<&str> = Vec::new();
        if !scoring.ends.is_empty() {
            self.statistics(query, "ends", "weighted AS p", &scoring.ends, true);
            beside.push("ends");
        }
        if !scoring.then.is_empty() {
            // What the next stages need of the statistics goes along.
            let mut columns: Vec<Column> = scoring
                .ends
                .iter()
                .map(|own| column(format!("ends.{}", own.name), own.name.clone()))
                .collect();
            let comment = plan
                .say("Beside the statistics of the group.", "Naast de statistieken van de groep.");
            let then =
                scoring.then.iter().map(|own| column(own.expression.clone(), own.name.clone()));
            columns.extend(then);
            self.rows(query, comment, "compared", &columns, &self.beside(from, &beside, true));
            from = "compared";
            beside.clear();
        }
        if !scoring.last.is_empty() {
            self.statistics(query, "limits", "compared AS p", &scoring.last, true);
            beside.push("limits");
        }
        let comment = plan.say("The score; higher is better.", "De score; hoger is beter.");
        let score = vec![column(scoring.score.clone(), "computed")];
        self.rows(query, comment, "scored", &score, &self.beside(from, &beside, true));
        self.tolerance(query);
    }

    /// `OVER (...)` the group, with what more it says.
    fn over(&self, more: &str) -> String {
        let groups = self.groups(true);
        let parts = match groups.is_empty() {
            true => String::new(),
            false => format!("PARTITION BY {} ", groups.join(", ")),
        };
        format!("OVER ({})", format!("{parts}{more}").trim_end())
    }

    /// The stages `tied` and `ranked`.
    fn tolerance(&self, query: &mut Query) {
        let plan = self.plan;
        let scoring = self.scoring;
        let some = scoring.everybody && plan.has_excluded();
        let among = |of: &str| match some {
            true => format!("CASE WHEN competes THEN {of} END"),
            false => of.to_owned(),
        };
        let over = self.over("");
        let mut tie = format!("{} * MAX({}) {over}", literal(TIE), among("ABS(computed)"));
        if scoring.has_size {
            tie = format!(
                "GREATEST({tie}, {} * MAX({}) {over})",
                literal(SUM_ROUNDING),
                among("size")
            );
        }
        let enough = literal(plan.problem.min_known - ENOUGH_KNOWN);
        // Over draws everybody who competes has a rank, as in the study of the program.
        let score = match self.drawn {
            Some(_) => "computed".to_owned(),
            None => format!("CASE WHEN known_share >= {enough} THEN computed END"),
        };
        let columns = [column(score, "score"), column(tie, "tie")];
        let comments = [
            plan.say(
                format!("Scores of which enough is known (min_known = {}), and the tolerance of ties.", plan.problem.min_known),
                format!("Scores waarvan genoeg bekend is (min_known = {}), en de tolerantie voor gelijke scores.", plan.problem.min_known),
            ),
        ];
        query.add(&comments, "tied", &select(Some("p.*"), &columns, "FROM scored AS p", "  "));
        let place = format!(
            "CASE WHEN tie > 0e0 THEN score / ({} * tie) ELSE 0e0 * score END",
            literal(STEP)
        );
        let comment = plan.say(
            "Scores in steps of one tolerance, and what places round: who is 1 ahead or more is ahead.",
            "Scores in stappen van één tolerantie, en wat plaatsen afronden: wie 1 of meer voorligt, ligt voor.",
        );
        self.rows(query, comment, "ranked", &[column(among(&place), "place")], "FROM tied AS p");
    }

    /// The rank among those that compete: 1 + how many are ahead.
    fn rank(&self) -> String {
        let frame =
            "ORDER BY place DESC NULLS LAST RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING";
        format!("CASE WHEN place IS NOT NULL THEN 1 + COUNT(place) {} END", self.over(frame))
    }

    /// The keys as the case has them.
    fn keys(&self) -> Vec<Column> {
        let dialect = self.plan.dialect;
        self.plan
            .keys
            .iter()
            .map(|key| column(key.name.clone(), dialect.name_inside(key.id)))
            .collect()
    }

    /// What is asked of the ranked rows, and of those that have no score because they do not
    /// compete.
    fn ranking(&self) -> String {
        let (plan, scoring) = (self.plan, self.scoring);
        let dialect = plan.dialect;
        let name = |name: &str| dialect.name_inside(name);
        let has_bounds = plan::has_bounds(plan.method);
        let shared = plan.shared_attributes();
        let bound = |join: &str, of: &str| {
            let own = format!("{join}({of}, computed)");
            let unknown: Vec<String> =
                shared.iter().map(|attribute| format!("{} IS NULL", attribute.name)).collect();
            match unknown.is_empty() {
                true => own,
                false => format!("CASE WHEN {} THEN NULL ELSE {own} END", unknown.join(" OR ")),
            }
        };
        let mut columns = self.keys();
        columns.push(column("score", name("score")));
        if has_bounds {
            let said = match shared.is_empty() {
                true => "",
                false => plan.say(
                    "NULL where an attribute is not known that shifts several criteria at once",
                    "NULL waar een kenmerk niet bekend is dat meerdere criteria tegelijk verschuift",
                ),
            };
            columns.push(column(bound("LEAST", "total_low"), name("score_low")).said(said));
            columns.push(column(bound("GREATEST", "total_high"), name("score_high")));
        }
        columns.push(column(self.rank(), name("rank")));
        for own in ["known_share", "excluded_by", "flagged_by"] {
            columns.push(column(own, name(own)));
        }
        let mut out = select(None, &columns, "FROM ranked", "");
        if scoring.everybody || !plan.has_excluded() {
            return out;
        }
        let null = |double: bool| {
            if double { dialect.as_double("NULL") } else { "CAST(NULL AS BIGINT)".to_owned() }
        };
        let mut others = self.keys();
        others.push(column(null(true), name("score")));
        if has_bounds {
            others.push(column(null(true), name("score_low")));
            others.push(column(null(true), name("score_high")));
        }
        others.push(column(null(false), name("rank")));
        others.push(column(self.known_share(), name("known_share")));
        others.push(column("excluded_by", name("excluded_by")));
        others.push(column("flagged_by", name("flagged_by")));
        out.push_str("UNION ALL\n");
        let comment = plan.say(
            "Those that do not compete. A figure is never NULL; that it is looked at stops the query where it is refused.",
            "Wie niet wordt gerangschikt. Een cijfer is nooit NULL; dat ernaar gekeken wordt, stopt de query waar het geweigerd wordt.",
        );
        out.push_str(&format!("-- {comment}\n"));
        let looked_at: Vec<String> =
            plan.leaves.iter().map(|leaf| format!("{} IS NOT NULL", leaf.name("x"))).collect();
        let rest = format!(
            "FROM judged AS p\nCROSS JOIN {SHARES}\nWHERE NOT competes\n  AND {}",
            looked_at.join("\n  AND ")
        );
        out.push_str(&select(None, &others, &rest, ""));
        out
    }

    /// How often each alternative has each rank over the draws.
    fn acceptability(&self, query: &mut Query, draws: usize) -> String {
        let plan = self.plan;
        let dialect = plan.dialect;
        let comment = plan.say(
            "In each draw: the rank, and a place of its own for each of those that share one.",
            "In elke trekking: de rang, en een eigen plaats voor elk van wie er een deelt.",
        );
        let columns = [
            column(self.rank(), "rank_in_draw"),
            column(
                format!("ROW_NUMBER() {}", self.over("ORDER BY place DESC NULLS LAST")),
                "own_place",
            ),
        ];
        query.add(
            &[comment.to_owned()],
            "drawn",
            &select(Some("p.*"), &columns, "FROM ranked AS p", "  "),
        );
        let mut same: Vec<String> = self.groups(true);
        same.push("rank_in_draw".to_owned());
        let columns =
            [column(format!("COUNT(*) OVER (PARTITION BY {})", same.join(", ")), "sharing")];
        let comment = plan.say(
            "Alternatives that share a rank have an equal part of each of their places.",
            "Alternatieven die een rang delen, hebben een gelijk deel van elk van hun plaatsen.",
        );
        query.add(
            &[comment.to_owned()],
            "shared",
            &select(Some("p.*"), &columns, "FROM drawn AS p\nWHERE rank_in_draw IS NOT NULL", "  "),
        );
        let mut columns: Vec<Column> = plan
            .keys
            .iter()
            .map(|key| column(format!("a.{}", key.name), dialect.name_inside(key.id)))
            .collect();
        columns.push(column("b.own_place", dialect.name_inside("rank")));
        columns.push(column(
            format!("SUM(1e0 / a.sharing) / {}", literal(draws as f64)),
            dialect.name_inside("share"),
        ));
        let on: Vec<String> = same.iter().map(|name| format!("b.{name} = a.{name}")).collect();
        let mut by: Vec<String> = plan.keys.iter().map(|key| format!("a.{}", key.name)).collect();
        by.push("b.own_place".to_owned());
        let rest = format!(
            "FROM shared AS a\nJOIN shared AS b ON {}\nGROUP BY {}",
            on.join(" AND "),
            by.join(", ")
        );
        select(None, &columns, &rest, "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_a_table_has_parts() {
        let name = |typed| table_name(Dialect::DuckDb, typed);
        assert_eq!(name("parcels").unwrap(), r#""parcels""#);
        assert_eq!(name("main.parcels").unwrap(), r#""main"."parcels""#);
        assert_eq!(name(r#"main."a.b""#).unwrap(), r#""main"."a.b""#);
        assert_eq!(name(r#"x"; DROP TABLE y; --"#).unwrap(), r#""x""; DROP TABLE y; --""#);
        assert_eq!(table_name(Dialect::Spark, "a.b`c").unwrap(), "`a`.`b``c`");
        for wrong in ["", "a.", ".a", r#""open"#] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
        assert_eq!(with_suffix(r#"main."a.b""#), r#"main."a.b_draws""#);
    }
}
