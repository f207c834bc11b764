//! The sheet *Scores and ranks*: by formulas, beside what the engine found at the weights of the
//! case.
//!
//! The engine's rule for ranks: 1 + how many of the group that compete, and of which enough is
//! known, are ahead by more than the group's tolerance. The tolerance is the larger of 1e-10 times
//! the largest score without its sign and the rounding of its sum (see [`crate::tolerance`]).

use super::plan::{Plan, performance, score as column};
use super::refs::{cell, figure, on, range, row};
use super::scoring::Scoring;
use super::style::{
    FIRST, Head, Style, Written, blues, finish, fit, follow, head, protect, put, table,
};
use crate::tolerance::{ENOUGH_KNOWN, SUM_ROUNDING, TIE};
use rust_xlsxwriter::Worksheet;
use std::collections::BTreeMap;

/// Characters of the columns of texts.
const GROUP_WIDTH: f64 = 18.0;
const NAME_WIDTH: f64 = 34.0;
const COMPETES_WIDTH: f64 = 26.0;

/// A score that moved by more than this is another: far below what is shown.
const MOVED: f64 = 1e-9;

pub(super) fn sheet(sheet: &mut Worksheet, style: &Style, plan: &Plan) -> Written {
    let words = plan.words;
    let follows = plan.scoring.follows_weights();
    let note = match follows {
        true => words.pick(
            "Rank, score and known weight follow what is changed. Grey columns hold at the weights and figures of the case as written, and do not move.",
            "Rang, score en bekend gewicht volgen wat u wijzigt. Grijze kolommen gelden bij de gewichten en cijfers van het dossier zoals het geschreven is, en bewegen niet.",
        ),
        false => words.pick(
            "The scores of this method are written, not formulas: they do not move.",
            "De scores van deze methode zijn cijfers, geen formules: ze bewegen niet.",
        ),
    };
    let name = plan.evaluation.method.name();
    let second = words.pick(
        format!("Method: {name}. Scores that differ by no more than rounding share a rank."),
        format!("Methode: {name}. Scores die hooguit door afronding verschillen, delen een rang."),
    );
    let title = words.pick("Scores and ranks", "Scores en rangen");
    let first = if plan.has_groups() { column::GROUP } else { column::ALTERNATIVE };
    let over = (first, column::WORST);
    table(sheet, style, (plan.names.scores, title), [note, &second], over, &heads(plan))?;
    for group in 0..plan.groups.len() {
        let orders = plan.orders(group);
        for (at, order) in orders.into_iter().enumerate() {
            line(sheet, style, plan, (group, at), order)?;
        }
    }
    let last = FIRST + row(plan.alternatives().max(1)) - 1;
    if !plan.has_groups() {
        sheet.set_column_hidden(column::GROUP)?;
    }
    sheet.set_column_hidden(column::NUMBER)?;
    for at in column::COMPUTED..=column::MOVED {
        sheet.set_column_hidden(at)?;
    }
    let of_scores = [(FIRST, column::SCORE), (last, column::SCORE)];
    sheet.add_conditional_format(
        of_scores[0].0,
        of_scores[0].1,
        of_scores[1].0,
        of_scores[1].1,
        &blues(None, None),
    )?;
    finish(sheet, (last, column::WORST), (FIRST, column::COMPETES), true)?;
    protect(sheet);
    Ok(())
}

fn heads(plan: &Plan) -> [Head; 18] {
    let words = plan.words;
    let ties = words.pick("For ties", "Voor gelijke scores");
    [
        head(words.pick("No.", "Nr."), 6.0, ""),
        head(words.pick("Group", "Groep"), GROUP_WIDTH, ""),
        head(words.pick("Alternative", "Alternatief"), NAME_WIDTH, ""),
        head(words.pick("Competes", "Gerangschikt"), COMPETES_WIDTH, words.pick(
            "Alternatives for reference, and those that do not meet a requirement, have no rank.",
            "Referentiealternatieven, en alternatieven die niet aan een eis voldoen, hebben geen rang.",
        )),
        head(words.pick("Rank", "Rang"), 8.0, words.pick(
            "1 + how many of the group are ahead. Empty where too little is known.",
            "1 + hoeveel alternatieven van de groep voorop liggen. Leeg waar te weinig bekend is.",
        )),
        head(words.pick("Score", "Score"), 10.0, ""),
        head(words.pick("Known weight", "Bekend gewicht"), 11.0, words.pick(
            format!("The share of weight on criteria of which anything is known. Below {} there is no score.", words.percent(plan.problem.min_known)),
            format!("Het aandeel van het gewicht op criteria waarvan iets bekend is. Onder {} is er geen score.", words.percent(plan.problem.min_known)),
        )),
        head(words.pick("Rank in the case", "Rang in het dossier"), 10.0, ""),
        head(words.pick("Score in the case", "Score in het dossier"), 10.0, ""),
        head(words.pick("Lowest score", "Laagste score"), 10.0, words.pick(
            "The lowest score over the ranges of the figures, at the weights of the case.",
            "De laagste score over de bereiken van de cijfers, bij de gewichten van het dossier.",
        )),
        head(words.pick("Highest score", "Hoogste score"), 10.0, words.pick(
            "The highest score over the ranges of the figures, at the weights of the case.",
            "De hoogste score over de bereiken van de cijfers, bij de gewichten van het dossier.",
        )),
        head(words.pick("Best rank", "Beste rang"), 9.0, words.pick(
            "The best rank over the ranges of the figures, at the weights of the case.",
            "De beste rang over de bereiken van de cijfers, bij de gewichten van het dossier.",
        )),
        head(words.pick("Worst rank", "Slechtste rang"), 9.0, words.pick(
            "The worst rank over the ranges of the figures, at the weights of the case.",
            "De slechtste rang over de bereiken van de cijfers, bij de gewichten van het dossier.",
        )),
        head(words.pick("Computed", "Berekend"), 12.0, ""),
        head(words.pick("Counts", "Telt mee"), 8.0, ""),
        head(ties, 12.0, ""),
        head(words.pick("Place", "Plaats"), 8.0, ""),
        head(words.pick("Moved", "Bewogen"), 8.0, ""),
    ]
}

/// Whether an alternative competes and, where it does not, why.
pub(super) fn competes(plan: &Plan, member: usize) -> String {
    let words = plan.words;
    let of = &plan.problem.alternatives[member];
    if of.reference {
        return words.pick("no: for reference", "nee: ter referentie").to_owned();
    }
    if of.excluded_by.is_empty() {
        return words.pick("yes", "ja").to_owned();
    }
    let reasons: Vec<String> = of
        .excluded_by
        .iter()
        .map(|at| {
            let requirement = &plan.problem.requirements[*at];
            words.label(&requirement.reason, &requirement.id)
        })
        .collect();
    let reasons = words.list(&reasons);
    words.pick(format!("no: {reasons}"), format!("nee: {reasons}"))
}

/// The formula of a score without regard to what is known, and that of the size of its sum.
fn computed(plan: &Plan, group: usize, at: usize) -> (String, Option<String>) {
    let weights = plan.values_over(plan.values_weights(plan.weights().set_of(group)));
    let values = plan.values_over(plan.values_row(group, at));
    match plan.scoring {
        Scoring::Product(_) => (
            // A value of 0 gives 0, unless it has no weight; the logarithm of 0 is not asked for.
            format!(
                "IF(SUMPRODUCT(({weights}>0)*({values}<=0))>0,0,EXP(SUMPRODUCT({weights},LN({values}+({values}<=0)))))"
            ),
            None,
        ),
        _ => (
            format!("SUMPRODUCT({values},{weights})"),
            Some(format!("SUMPRODUCT({weights},ABS({values}))")),
        ),
    }
}

fn line(
    sheet: &mut Worksheet,
    style: &Style,
    plan: &Plan,
    (group, at): (usize, usize),
    order: Option<usize>,
) -> Written {
    let of = &plan.groups[group];
    let (result, place, here) = (plan.result(group), of.order[at], plan.score_row(group, at));
    let (member, standing) = (result.member(place), result.standing(place));
    let own = |column| cell(here, column);
    sheet.write_number_with_format(
        here,
        column::NUMBER,
        row(plan.number(group, at)),
        &style.whole,
    )?;
    put(sheet, here, column::GROUP, &of.label, &style.text)?;
    let (name, competes) = (plan.name(member), competes(plan, member));
    put(sheet, here, column::ALTERNATIVE, &name, &style.text)?;
    put(sheet, here, column::COMPETES, &competes, &style.text)?;
    let texts: [(&str, f64); 3] =
        [(of.label.as_str(), GROUP_WIDTH), (&name, NAME_WIDTH), (&competes, COMPETES_WIDTH)];
    fit(sheet, here, &texts)?;
    let fixed = [
        (column::CASE_RANK, standing.rank.map(|rank| rank as f64), &style.fixed_whole),
        (column::CASE_SCORE, standing.score, &style.fixed_score),
        (column::LOW, standing.bounds.map(|bounds| bounds.0), &style.fixed_score),
        (column::HIGH, standing.bounds.map(|bounds| bounds.1), &style.fixed_score),
        (column::BEST, standing.ranks.map(|ranks| ranks.0 as f64), &style.fixed_whole),
        (column::WORST, standing.ranks.map(|ranks| ranks.1 as f64), &style.fixed_whole),
    ];
    for (column, figure, format) in fixed {
        match figure {
            Some(figure) => {
                sheet.write_number_with_format(here, column, figure, format)?;
            }
            None => put(sheet, here, column, "", &style.text)?,
        }
    }
    let eligible = at < of.eligible;
    let Some(score) = standing.computed.filter(|_| plan.scoring.follows_weights()) else {
        return written(sheet, style, (here, eligible), standing, result.known(place), order);
    };
    let last = plan.performance_row(group, plan.leaves().saturating_sub(1), at);
    let known = on(plan.names.performances, &cell(last, performance::KNOWN_SO_FAR));
    follow(sheet, (here, column::KNOWN), &known, Some(result.known(place)), &style.share)?;
    let (formula, size) = computed(plan, group, at);
    follow(sheet, (here, column::COMPUTED), &formula, Some(score), &style.fixed_number)?;
    let enough = format!(
        "{}+{}>={}",
        own(column::KNOWN),
        decimal(ENOUGH_KNOWN),
        figure(plan.problem.min_known)
    );
    let shown = format!("IF({enough},{},\"\")", own(column::COMPUTED));
    follow(sheet, (here, column::SCORE), &shown, standing.score, &style.score)?;
    let counts = eligible && standing.score.is_some();
    let formula = if eligible { format!("IF({enough},1,0)") } else { "0".to_owned() };
    follow(
        sheet,
        (here, column::COUNTS),
        &formula,
        Some(f64::from(u8::from(counts))),
        &style.fixed_whole,
    )?;
    let tie = match (eligible, size) {
        (false, _) => "0".to_owned(),
        (true, None) => format!("{}*ABS({})", decimal(TIE), own(column::COMPUTED)),
        (true, Some(size)) => {
            format!(
                "MAX({}*ABS({}),{}*{size})",
                decimal(TIE),
                own(column::COMPUTED),
                decimal(SUM_ROUNDING)
            )
        }
    };
    let size = if eligible { TIE * score.abs() } else { 0.0 };
    follow(sheet, (here, column::TIE), &tie, Some(size), &style.fixed_number)?;
    let over = |column| plan.scores_over(group, column);
    let rank = format!(
        "IF({}=1,1+SUMPRODUCT({}*(({}-{})>MAX({}))),\"\")",
        own(column::COUNTS),
        over(column::COUNTS),
        over(column::COMPUTED),
        own(column::COMPUTED),
        over(column::TIE)
    );
    let case_rank = standing.rank.map(|rank| rank as f64);
    follow(sheet, (here, column::RANK), &rank, case_rank, &style.whole)?;
    // Those that share a rank have places one after the other.
    let rank = own(column::RANK);
    let formula = match at {
        0 => format!("IF(ISNUMBER({rank}),{rank},\"\")"),
        _ => {
            let before = range((plan.score_row(group, 0), column::RANK), (here - 1, column::RANK));
            format!("IF(ISNUMBER({rank}),{rank}+COUNTIF({before},{rank}),\"\")")
        }
    };
    follow(
        sheet,
        (here, column::ORDER),
        &formula,
        order.map(|order| order as f64),
        &style.fixed_whole,
    )?;
    let size = MOVED * score.abs().max(1.0);
    let moved =
        format!("IF(ABS({}-{})>{},1,0)", own(column::COMPUTED), figure(score), decimal(size));
    follow(sheet, (here, column::MOVED), &moved, Some(0.0), &style.fixed_whole)
}

/// A line that does not follow.
fn written(
    sheet: &mut Worksheet,
    style: &Style,
    (here, eligible): (u32, bool),
    standing: &crate::evaluate::evaluation::Standing,
    known: f64,
    order: Option<usize>,
) -> Written {
    let counts = f64::from(u8::from(eligible && standing.score.is_some()));
    let cells = [
        (column::RANK, standing.rank.map(|rank| rank as f64), &style.whole),
        (column::SCORE, standing.score, &style.score),
        (column::KNOWN, Some(known), &style.share),
        (column::COMPUTED, standing.computed, &style.fixed_number),
        (column::COUNTS, Some(counts), &style.fixed_whole),
        (column::TIE, Some(0.0), &style.fixed_number),
        (column::ORDER, order.map(|order| order as f64), &style.fixed_whole),
        (column::MOVED, Some(0.0), &style.fixed_whole),
    ];
    for (column, figure, format) in cells {
        if let Some(figure) = figure {
            sheet.write_number_with_format(here, column, figure, format)?;
        } else if column < column::COMPUTED {
            put(sheet, here, column, "", &style.text)?;
        }
    }
    Ok(())
}

/// A small number as a formula of any language has it: no exponent.
fn decimal(x: f64) -> String {
    format!("{x:.20}").trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl Plan<'_> {
    /// The place of each alternative of a group among those with a rank, those that share one after
    /// the other.
    pub(super) fn orders(&self, group: usize) -> Vec<Option<usize>> {
        let ranks: Vec<Option<usize>> = self.groups[group]
            .order
            .iter()
            .map(|place| self.result(group).standing(*place).rank)
            .collect();
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        let of = |rank: Option<usize>| {
            let rank = rank?;
            let before = shared.entry(rank).or_insert(0);
            *before += 1;
            Some(rank + *before - 1)
        };
        ranks.into_iter().map(of).collect()
    }
}
