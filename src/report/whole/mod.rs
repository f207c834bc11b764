//! The report: everything that is told of a case, in the order in which people ask. It is put
//! together from the views of the studies; no figure is made here.

mod charts;
mod inputs;
mod methods;
mod missing;
mod nominal;
mod run;
mod section;

use super::evaluate::pieces::{Pieces, pieces};
use super::explain::explain_beside_weights;
use super::{Block, Source, Words, head, pathway, portfolio, sensitivity, title};
use crate::case::{Case, shell_word};
use crate::evaluate::explain::Explanation;
use crate::overview::{Overview, StudyName};
use crate::study::Tables;
use crate::table::NamedTable;
pub use run::ReportRun;
pub use section::{CellGrid, Report, Section, SourcedCell};

/// The tables of an evaluation that stand in other sections than its scores.
const CONTRIBUTIONS: &str = "contributions";
const EVIDENCE: &str = "evidence";

/// The report on a case.
pub fn report<'a>(overview: &'a Overview<'_>, run: &'a ReportRun, words: Words) -> Report<'a> {
    let case = overview.case;
    let Pieces { mut answer, knows_single_weight, scores, order, careful, weights, evidence } =
        pieces(case, overview.evaluations, words);
    let maker = Maker { overview, run, words };
    // Right after the sentences that first speak of them.
    let nominal = nominal::nominal_figures(&case.problem, words).map(Block::Text);
    let place = answer.len().min(1);
    answer.splice(place..place, nominal);
    answer.extend(maker.would_change(knows_single_weight));
    answer.extend(maker.not_met());
    let mut sections = vec![
        Section::new("answer", words.pick("The answer", "Het antwoord"), answer)
            .with_charts(charts::of_section("answer", overview, words)),
        maker.evaluated("scores", ["Scores and ranks", "Scores en rangen"], joined(scores, order)),
        maker.why(weights),
    ];
    sections.extend(maker.how_sure());
    sections.extend(maker.rests_on(joined(careful, evidence)));
    sections.extend(maker.of_the_case());
    sections.push(Section {
        is_english: true,
        ..Section::new(
            "definitions",
            words.pick("Methods", "Methoden"),
            methods::methods(overview, words),
        )
    });
    sections.push(Section::new(
        "run",
        words.pick("How this report was made", "Hoe dit rapport tot stand kwam"),
        run::run(overview, run, words),
    ));
    Report { words, title: case.title.get(words.0).to_owned(), intro: intro(case, words), sections }
}

/// What stands between the title and the first section.
fn intro(case: &Case, words: Words) -> Vec<Block> {
    let mut out = Vec::new();
    let (question, decider) = (case.question.get(words.0), case.decider.get(words.0));
    if !question.is_empty() {
        out.push(Block::Text(question.to_owned()));
    }
    if !decider.is_empty() {
        out.push(Block::Text(
            words.pick(format!("Who decides: {decider}"), format!("Wie beslist: {decider}")),
        ));
    }
    out.extend(title(case, words).into_iter().filter(|block| !matches!(block, Block::Title(_))));
    out
}

fn joined(mut first: Vec<Block>, second: Vec<Block>) -> Vec<Block> {
    first.extend(second);
    first
}

/// What the sections are made of.
struct Maker<'a, 'o> {
    overview: &'a Overview<'o>,
    run: &'a ReportRun,
    words: Words,
}

impl<'a> Maker<'a, '_> {
    fn case(&self) -> &'a Case {
        self.overview.case
    }

    fn command(&self, name: &str) -> String {
        format!("afweging {name}{}", self.run.arguments)
    }

    /// A view of a study without what stands on top of every view: a report has that once.
    fn body(&self, view: Vec<Block>) -> Vec<Block> {
        let heads = [head(self.case(), self.words), title(self.case(), self.words)];
        let known = heads.into_iter().find(|head| view.starts_with(head));
        view.into_iter().skip(known.map_or(0, |head| head.len())).collect()
    }

    /// Tables of the evaluations that pass.
    fn tables(&self, wanted: impl Fn(&str) -> bool) -> Vec<NamedTable<'a>> {
        let evaluations = self.overview.evaluations;
        evaluations.named_tables().into_iter().filter(|table| wanted(table.name())).collect()
    }

    fn evaluated(&self, id: &'static str, [en, nl]: [&str; 2], blocks: Vec<Block>) -> Section<'a> {
        let tables = self.tables(|name| ![CONTRIBUTIONS, EVIDENCE].contains(&name));
        Section::new(id, self.words.pick(en, nl), blocks)
            .with_tables(tables, self.command("evaluate"))
            .with_charts(charts::of_section(id, self.overview, self.words))
    }

    /// What would change who is first, beside what the answer says of single weights: as far as the
    /// studies of this report tell.
    fn would_change(&self, knows_single_weight: bool) -> Vec<Block> {
        let (case, words) = (self.case(), self.words);
        let stability = self.overview.stability.answer();
        let weights = stability.filter(|_| !knows_single_weight);
        let mut out: Vec<Block> = weights
            .and_then(|it| sensitivity::weights_in_short(case, it, words))
            .into_iter()
            .collect();
        let none = stability
            .filter(|_| knows_single_weight)
            .and_then(|it| sensitivity::none_within_nodes(case, it, words));
        out.extend(none.map(|said| {
            let rows = Source::table("intervals").with("target", "first");
            Block::Text(said).from_rows(rows)
        }));
        let Some(facts) = &self.overview.facts else { return out };
        let Some(single) = sensitivity::facts_in_short(facts, words) else { return out };
        // More is asked of figures only where none does it by itself.
        let changes = facts.facts.iter().any(|fact| fact.can_change_leader == Some(true));
        let together = stability
            .filter(|_| !changes)
            .and_then(|it| sensitivity::fewest_in_short(case, it, words));
        let said: Vec<String> = std::iter::once(single).chain(together).collect();
        out.push(Block::Text(said.join(" ")));
        out
    }

    /// The best set and what of the case it does not keep, the best path and the dates it rests on.
    fn not_met(&self) -> Vec<Block> {
        let (overview, words) = (self.overview, self.words);
        let mut out = Vec::new();
        if let Some((study, robust)) = overview.portfolio.answer() {
            out.extend(portfolio::in_short(study, robust, words));
        }
        if let Some(study) = overview.pathway.answer() {
            out.extend(pathway::in_short(self.case(), study, words));
        }
        out
    }

    /// Why whoever is first is ahead, and what the weights say.
    fn why(&self, weights: Vec<Block>) -> Section<'a> {
        let words = self.words;
        let explanations = &self.overview.explanations;
        let mut blocks = match explanations.is_empty() {
            true => Vec::new(),
            false if weights.is_empty() => {
                self.body(super::explain(self.case(), explanations, words))
            }
            false => self.body(explain_beside_weights(self.case(), explanations, words)),
        };
        blocks.extend(weights);
        let mut tables = self.tables(|name| name == CONTRIBUTIONS);
        if !explanations.is_empty() {
            tables.push(NamedTable::new("explanation", || Explanation::table(explanations)));
        }
        if explanations.iter().any(|one| one.over.is_some()) {
            let table = || Explanation::comparison_table(explanations);
            tables.push(NamedTable::new("comparison", table));
        }
        let section = Section::new("why", words.pick("Why", "Waarom"), blocks)
            .with_tables(tables, self.command("evaluate"))
            .with_charts(charts::of_section("why", self.overview, words));
        let explain = self.explain();
        let other_commands =
            ["explanation", "comparison"].map(|name| (name, explain.clone())).to_vec();
        Section { other_commands, ..section }
    }

    /// The command that explains what this report explains: of several pairs any.
    fn explain(&self) -> String {
        let name = |alternative: usize| {
            let keys: Vec<usize> = (0..self.case().problem.keys.len()).collect();
            shell_word(&self.case().problem.name(alternative, &keys))
        };
        let names = match &self.overview.explanations[..] {
            [one] => match one.over {
                Some(over) => format!(" --of {} --over {}", name(one.of), name(over)),
                None => format!(" --of {}", name(one.of)),
            },
            _ => self.words.pick(" --of NAME --over OTHER", " --of NAAM --over ANDERE").to_owned(),
        };
        format!("{}{names}", self.command("explain"))
    }

    /// A study as a part, or as a section of its own.
    fn study(
        &self,
        study: StudyName,
        [en, nl]: [&str; 2],
        view: Vec<Block>,
        tables: Vec<NamedTable<'a>>,
    ) -> Section<'a> {
        let words = self.words;
        let id = study.name();
        Section::new(id, words.pick(en, nl), self.body(view))
            .with_tables(tables, self.command(&study.command()))
            .with_charts(charts::of_section(id, self.overview, words))
    }

    /// How far the answer can be trusted: a part per study.
    fn how_sure(&self) -> Vec<Section<'a>> {
        let (overview, case, words) = (self.overview, self.case(), self.words);
        let mut out = Vec::new();
        let mut add = |study, heading, view, tables| {
            out.push(self.study(study, heading, view, tables).part());
        };
        if let Some(study) = overview.stability.answer() {
            let heading = ["What would change the answer", "Wat het antwoord zou veranderen"];
            let view = super::stability(case, study, words);
            let dutch = words.pick(false, true);
            let in_words = |table: NamedTable<'a>| match table.name() {
                "smallest_change" => {
                    NamedTable::new("smallest_change", move || study.smallest_change_in(dutch))
                }
                _ => table,
            };
            let tables = study.named_tables().into_iter().map(in_words).collect();
            add(StudyName::Stability, heading, view, tables);
        }
        if let Some(study) = overview.acceptability.answer() {
            let heading = ["Over all weights", "Over alle gewichten"];
            let view = super::acceptability(case, study, words);
            add(StudyName::Acceptability, heading, view, study.named_tables());
        }
        if let Some(study) = overview.robust.answer() {
            let heading = ["What holds whatever the weights", "Wat geldt bij alle gewichten"];
            let view = super::robust(case, study, words);
            add(StudyName::Robust, heading, view, study.named_tables());
        }
        if let Some(study) = overview.targets.answer() {
            let heading = ["Other levels", "Andere niveaus"];
            let view = super::targets(case, study, words);
            add(StudyName::Targets, heading, view, study.named_tables());
        }
        if let Some(study) = overview.sweep.answer() {
            let heading = ["One weight at a time", "Eén gewicht tegelijk"];
            let view = super::sweep(case, study, words);
            add(StudyName::Sweep, heading, view, study.named_tables());
        }
        if let Some(study) = overview.methods.answer() {
            let heading = ["Other methods", "Andere methodes"];
            let view = super::agreement(case, study, words);
            add(StudyName::Methods, heading, view, study.named_tables());
        }
        if let Some(study) = overview.scenarios.answer() {
            let heading = ["Named sets of weights", "Gewichten met een naam"];
            let view = super::scenarios(case, study, words);
            add(StudyName::Scenarios, heading, view, study.named_tables());
        }
        if let Some(study) = overview.reversal.answer() {
            let heading = ["Other alternatives", "Andere alternatieven"];
            let view = super::reversal(case, study, words);
            add(StudyName::Reversal, heading, view, study.named_tables());
        }
        if let Some(study) = overview.drivers.answer() {
            let heading = ["Where the doubt comes from", "Waar de twijfel vandaan komt"];
            let view = super::drivers(case, study, words);
            add(StudyName::Drivers, heading, view, study.named_tables());
        }
        // What every study needs is said where nobody studies; else it is said twice.
        let missing = missing::missing(overview, &self.run.arguments, words);
        let heading = words.pick("How sure is it?", "Hoe zeker is dat?");
        let mut sections = vec![Section::new("sure", heading, missing)];
        sections.extend(out);
        sections
    }

    /// What the answer rests on.
    fn rests_on(&self, blocks: Vec<Block>) -> Vec<Section<'a>> {
        let (words, problem) = (self.words, &self.case().problem);
        let heading = words.pick("What it rests on", "Waarop het antwoord steunt");
        let section = Section::new("evidence", heading, blocks)
            .with_tables(self.tables(|name| name == EVIDENCE), self.command("evaluate"))
            .with_charts(charts::of_section("evidence", self.overview, words));
        let heading = words.pick("Every figure that was entered", "Elk cijfer dat is ingevoerd");
        let inputs = Section::new("inputs", heading, Vec::new()).part();
        let inputs = Section { cells: inputs::cells(problem, words), ..inputs };
        // They are those of the case: no command writes them.
        let inputs = inputs.with_tables(vec![inputs::table(problem)], String::new());
        let mut out = vec![section, inputs];
        // The verification tells of the same facts.
        if let Some(facts) = &self.overview.facts
            && self.overview.verify.answer().is_none()
            && !facts.facts.is_empty()
        {
            let mut view = super::sensitivity::facts_worth_checking(self.case(), facts, words);
            if let Some(Block::Heading(heading)) = view.first().cloned() {
                view.remove(0);
                out.push(Section::new("facts", &heading, view).part());
            }
        }
        out
    }

    /// What the case has beside alternatives and criteria: claims, actors, a portfolio, a pathway.
    fn of_the_case(&self) -> Vec<Section<'a>> {
        let (overview, case, words) = (self.overview, self.case(), self.words);
        let mut out = Vec::new();
        if let Some(study) = overview.verify.answer() {
            let view = super::verify(case, study, overview.facts.as_ref(), words);
            let heading = ["Claims", "Beweringen"];
            out.push(self.study(StudyName::Verify, heading, view, study.named_tables()));
        }
        if let Some(study) = overview.actors.answer() {
            let view = super::actors(case, study, words);
            let heading = ["The actors", "De actoren"];
            out.push(self.study(StudyName::Actors, heading, view, study.named_tables()));
        }
        if let Some((study, robust)) = overview.portfolio.answer() {
            let view = super::portfolio(case, study, robust, words);
            let tables = study.named_tables().into_iter().chain(robust.named_tables()).collect();
            let heading = ["The best set", "De beste selectie"];
            out.push(self.study(StudyName::Portfolio, heading, view, tables));
        }
        if let Some(study) = overview.pathway.answer() {
            let view = super::pathway(case, study, words);
            let heading = ["A path in time", "Een pad in de tijd"];
            out.push(self.study(StudyName::Pathway, heading, view, study.named_tables()));
        }
        out
    }
}
