//! What a stability view says of inputs: the fewest that must move, and the passages that first
//! place rests on.

use super::stability::{MOST_WEIGHTS, View};
use crate::case::Case;
use crate::problem::Side;
use crate::report::Words;
use crate::study::stability::fewest::Move;
use crate::study::stability::passages::LeftOut;
use crate::study::stability::{FewestOf, Stability};

/// How many figures must turn out otherwise together before first place changes, in a sentence;
/// nothing where one is enough, or where the smallest number is not known for sure.
pub fn fewest_in_short(case: &Case, stability: &Stability, words: Words) -> Option<String> {
    let inside: Vec<&FewestOf> =
        stability.fewest.iter().filter(|of| of.how == Move::InsideRange).collect();
    let is_known = stability.cut.is_empty() && inside.iter().all(|of| of.fewest.exact);
    if inside.is_empty() || !is_known || inside.iter().all(|of| of.fewest.movable == 0) {
        return None;
    }
    let counts = inside
        .iter()
        .filter_map(|of| Some((of.fewest.moved.as_ref()?.len(), of.group, of.challenger)));
    let Some((least, group, challenger)) = counts.min() else {
        return Some(
            words
                .pick(
                    "Nor do all figures together, within their ranges.",
                    "Ook alle cijfers samen doen dat niet, binnen hun bereik.",
                )
                .to_owned(),
        );
    };
    let where_ = match case.problem.groups.len() {
        1 => String::new(),
        _ => format!(" (in {})", words.group(&case.problem, group)),
    };
    (least > 1).then(|| {
        let least = words.count(least);
        let challenger = View { case, stability, words }.name(group, challenger);
        words.pick(
            format!("Only if at least {least} figures turn out otherwise together does {challenger} catch up{where_}. None of these is settled, so that can happen."),
            format!("Pas als minstens {least} cijfers samen anders uitvallen, komt {challenger} gelijk{where_}. Geen daarvan ligt vast, dus dat kan."),
        )
    })
}

impl View<'_> {
    pub(super) fn fewest_line(&self, group: usize, challenger: usize) -> Option<String> {
        let words = self.words;
        let find = |how: Move| {
            self.stability
                .fewest
                .iter()
                .find(|of| (of.group, of.challenger, of.how) == (group, challenger, how))
        };
        let inside = find(Move::InsideRange)?;
        let (leader, name) = (self.name(group, inside.leader), self.name(group, challenger));
        let line = match inside.fewest.moved.as_deref() {
            Some([]) => return None,
            Some(moved) => {
                let (count, list) = (counted_moves(moved.len(), words), self.moves(inside));
                words.pick(
                    format!("At these weights {name} catches {leader} if {count} within its range: {list}."),
                    format!("Bij deze gewichten haalt {name} {leader} in als {count} binnen zijn bereik: {list}."),
                )
            }
            None if inside.fewest.movable == 0 => String::new(),
            None => words.pick(
                format!("At these weights {name} does not catch {leader}, however the figures turn out within their ranges."),
                format!("Bij deze gewichten haalt {name} {leader} niet in, hoe de cijfers binnen hun bereik ook uitvallen."),
            ),
        };
        // What is said second adds to what is said first, or stands against it.
        let catches = inside.fewest.moved.is_some();
        let also = match (line.is_empty(), catches) {
            (true, _) => words.pick("catches", "in"),
            (false, true) => words.pick("also catches", "ook in"),
            (false, false) => words.pick("does catch", "wel in"),
        };
        let either = match (line.is_empty(), catches) {
            (false, false) => words.pick(" either", "evenmin in als"),
            _ => words.pick("", "niet in als"),
        };
        let one = find(Move::OneLevel).filter(|of| of.fewest.movable > 0).map(|of| match of.fewest.moved.as_deref() {
            Some(moved) => {
                let (count, list) = (moved.len(), self.moves(of));
                let off = match count {
                    1 => words.pick("one judgement is one level off".to_owned(), "één oordeel één niveau anders is".to_owned()),
                    _ => words.pick(
                        format!("{count} judgements are one level off each"),
                        format!("{count} oordelen elk één niveau anders zijn"),
                    ),
                };
                words.pick(
                    format!("{name} {also} {leader} if {off}: {list}."),
                    format!("{name} haalt {leader} {also} als {off}: {list}."),
                )
            }
            None => words.pick(
                format!("{name} does not catch {leader}{either} if every judgement is one level off in its favour."),
                format!("{name} haalt {leader} {either} elk oordeel één niveau gunstiger is."),
            ),
        });
        let said: Vec<String> =
            [line, one.unwrap_or_default()].into_iter().filter(|text| !text.is_empty()).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    fn moves(&self, of: &FewestOf) -> String {
        let words = self.words;
        let problem = &self.case.problem;
        let moved = of.fewest.moved.as_deref().unwrap_or_default();
        let said: Vec<String> = moved
            .iter()
            .take(MOST_WEIGHTS)
            .map(|moved| {
                let from = words.written(problem, moved.input);
                let to = words.notation(problem, moved.input, moved.to);
                let record = problem.inputs[moved.input].record.as_ref();
                let passages =
                    record.map(|record| record.passages.join(" ")).filter(|text| !text.is_empty());
                let passages = passages.map_or(String::new(), |passages| format!(" [{passages}]"));
                let what = super::input(problem, moved.input, words);
                words.pick(
                    format!("{what} {to} instead of {from}{passages}"),
                    format!("{what} {to} in plaats van {from}{passages}"),
                )
            })
            .collect();
        let more = moved.len() - said.len();
        let more = match more {
            0 => String::new(),
            n => words.pick(
                format!("; and {n} more (`--table fewest_inputs`)"),
                format!("; en nog {n} (`--table fewest_inputs`)"),
            ),
        };
        said.join("; ") + &more
    }

    /// Which passage, left out, changes the leader or narrows the lead most.
    pub(super) fn passage_line(&self, group: usize) -> Option<String> {
        let words = self.words;
        let names = |members: &[usize]| {
            let names: Vec<String> =
                members.iter().map(|member| words.inside(&self.case.problem, *member)).collect();
            words.list(&names)
        };
        let rows: Vec<&LeftOut> =
            self.stability.left_out.iter().filter(|row| row.group == group).collect();
        let changed: Vec<String> = rows
            .iter()
            .filter(|row| row.without != row.leaders)
            .map(|row| {
                let lost = row.difference.is_none() && !row.without.contains(&row.leaders[0]);
                let then = match (row.without.is_empty(), lost) {
                    (true, _) => words.pick(
                        "nobody has a rank then".to_owned(),
                        "dan heeft niets een rang".to_owned(),
                    ),
                    (false, true) => words.pick(
                        format!(
                            "too little is then known of {}; {} is first",
                            names(&row.leaders),
                            names(&row.without)
                        ),
                        format!(
                            "dan is te weinig bekend van {}; {} is eerste",
                            names(&row.leaders),
                            names(&row.without)
                        ),
                    ),
                    (false, false) => words.pick(
                        format!("then first: {}", names(&row.without)),
                        format!("dan eerste: {}", names(&row.without)),
                    ),
                };
                format!("{} ({then})", row.passage)
            })
            .collect();
        if !changed.is_empty() {
            return Some(words.pick(
                format!(
                    "First place rests on single passages of the source. Left out, with what rests on it: {}.",
                    changed.join("; ")
                ),
                format!(
                    "De eerste plaats steunt op afzonderlijke passages van de bron. Als die wegvallen, samen met wat erop steunt: {}.",
                    changed.join("; ")
                ),
            ));
        }
        let narrowest = rows
            .iter()
            .filter_map(|row| Some((row.difference?, row)))
            .min_by(|a, b| a.0.total_cmp(&b.0))?;
        let ranked = &self.stability.sweep.ranked_groups[group];
        let scores: Vec<f64> = ranked
            .order()
            .into_iter()
            .filter_map(|at| ranked.group.standing(ranked.places[at]).score)
            .collect();
        let now = scores.first()? - scores.get(1)?;
        let passage = &narrowest.1.passage;
        let [by, now_said] = words.in_order([(narrowest.0, Side::Nearest), (now, Side::Nearest)]);
        let narrowest = if narrowest.0 < now {
            words.pick(
                format!("; the lead, now {now_said}, is narrowest ({by}) without {passage}"),
                format!("; de voorsprong, nu {now_said}, is het kleinst ({by}) zonder {passage}"),
            )
        } else {
            words.pick(
                "; none narrows the lead".to_owned(),
                "; geen enkele verkleint de voorsprong".to_owned(),
            )
        };
        Some(words.pick(
            format!("No single passage of the source, left out with what rests on it, changes first place{narrowest}."),
            format!("Geen enkele passage van de bron verandert de eerste plaats als ze wegvalt, samen met wat erop steunt{narrowest}."),
        ))
    }
}

fn counted_moves(count: usize, words: Words) -> String {
    match count {
        1 => words.pick(
            "one figure turns out otherwise".to_owned(),
            "één cijfer anders uitvalt".to_owned(),
        ),
        count => words.pick(
            format!("{count} figures turn out otherwise, each"),
            format!("{count} cijfers anders uitvallen, elk"),
        ),
    }
}
