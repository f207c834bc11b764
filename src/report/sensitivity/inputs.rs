//! What a stability view says of inputs: the fewest that must move, and the passages that first place rests on.

use super::stability::{MOST_WEIGHTS, View};
use crate::report::Words;
use crate::study::{FewestOf, LeftOut, Move};

impl View<'_> {
    pub(super) fn fewest_line(&self, group: usize, challenger: usize) -> Option<String> {
        let words = self.words;
        let find =
            |how: Move| self.stability.fewest.iter().find(|of| (of.group, of.challenger, of.how) == (group, challenger, how));
        let inside = find(Move::InsideRange)?;
        let (leader, name) = (self.name(group, inside.leader), self.name(group, challenger));
        let line = match inside.fewest.moved.as_deref() {
            Some([]) => return None,
            Some(moved) => words.pick(
                format!(
                    "At these weights {name} catches {leader} if {} within its range: {}.",
                    counted_moves(moved.len(), words),
                    self.moves(inside)
                ),
                format!(
                    "Bij deze gewichten haalt {name} {leader} in als {} binnen het bereik: {}.",
                    counted_moves(moved.len(), words),
                    self.moves(inside)
                ),
            ),
            None if inside.fewest.movable == 0 => String::new(),
            None => words.pick(
                format!("At these weights no inputs, moved within their ranges, let {name} catch {leader}."),
                format!("Bij deze gewichten laten geen gegevens, verschoven binnen hun bereik, {name} {leader} inhalen."),
            ),
        };
        let one = find(Move::OneLevel).filter(|of| of.fewest.movable > 0).map(|of| match of.fewest.moved.as_deref() {
            Some([_]) => words.pick(
                "One judgement, moved by one level, would do.".to_owned(),
                "Eén oordeel, één niveau verschoven, volstaat.".to_owned(),
            ),
            Some(moved) => words.pick(
                format!("With one level each, {} judgements would do.", moved.len()),
                format!("Met elk één niveau volstaan {} oordelen.", moved.len()),
            ),
            None => words.pick(
                "With one level each, all judgements together would not do.".to_owned(),
                "Met elk één niveau volstaan alle oordelen samen niet.".to_owned(),
            ),
        });
        let said: Vec<String> = [line, one.unwrap_or_default()].into_iter().filter(|text| !text.is_empty()).collect();
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
                let from = problem.written(moved.input);
                let to = problem.notation(moved.input, moved.to);
                let record = problem.inputs[moved.input].record.as_ref();
                let passages = record.map(|record| record.passages.join(" ")).filter(|text| !text.is_empty());
                let passages = passages.map_or(String::new(), |passages| format!(" [{passages}]"));
                format!("{} {from} -> {to}{passages}", problem.input_id(moved.input))
            })
            .collect();
        let more = moved.len() - said.len();
        let more = if more > 0 { words.pick(format!(", and {more} more"), format!(", en nog {more}")) } else { String::new() };
        said.join(", ") + &more
    }

    /// Which passage, left out, changes the leader or narrows the lead most.
    pub(super) fn passage_line(&self, group: usize) -> Option<String> {
        let words = self.words;
        let inside = self.case.problem.keys_inside();
        let names = |members: &[usize]| {
            let names: Vec<String> = members.iter().map(|member| self.case.problem.name(*member, &inside)).collect();
            words.list(&names)
        };
        let rows: Vec<&LeftOut> = self.stability.left_out.iter().filter(|row| row.group == group).collect();
        let changed: Vec<String> =
            rows.iter()
                .filter(|row| row.without != row.leaders)
                .map(|row| {
                    let lost = row.difference.is_none() && !row.without.contains(&row.leaders[0]);
                    let then = match (row.without.is_empty(), lost) {
                        (true, _) => words.pick("nobody has a rank then".to_owned(), "dan heeft niets een rang".to_owned()),
                        (false, true) => words.pick(
                            format!("too little is then known of {}; {} is first", names(&row.leaders), names(&row.without)),
                            format!("dan is te weinig bekend van {}; {} is eerste", names(&row.leaders), names(&row.without)),
                        ),
                        (false, false) => words
                            .pick(format!("then first: {}", names(&row.without)), format!("dan eerste: {}", names(&row.without))),
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
                    "De eerste plaats steunt op losse passages van de bron. Weggelaten, met wat erop steunt: {}.",
                    changed.join("; ")
                ),
            ));
        }
        let narrowest = rows.iter().filter_map(|row| Some((row.difference?, row))).min_by(|a, b| a.0.total_cmp(&b.0))?;
        let field = &self.stability.sweep.fields[group];
        let scores: Vec<f64> = field.order().into_iter().filter_map(|at| field.group.standings[field.places[at]].score).collect();
        let now = scores.first()? - scores.get(1)?;
        let (passage, by, now_said) = (&narrowest.1.passage, words.figure(narrowest.0), words.figure(now));
        let lead = if narrowest.0 < now {
            words.pick(
                format!("; the lead, now {now_said}, is narrowest ({by}) without {passage}"),
                format!("; de voorsprong, nu {now_said}, is het kleinst ({by}) zonder {passage}"),
            )
        } else {
            words.pick("; none narrows the lead".to_owned(), "; geen enkele verkleint de voorsprong".to_owned())
        };
        Some(words.pick(
            format!("No single passage of the source, left out with what rests on it, changes first place{lead}."),
            format!("Geen enkele passage van de bron, weggelaten met wat erop steunt, verandert de eerste plaats{lead}."),
        ))
    }
}

fn counted_moves(count: usize, words: Words) -> String {
    match count {
        1 => words.pick("one input moves".to_owned(), "één gegeven verschuift".to_owned()),
        count => words.pick(format!("{count} inputs move, each"), format!("{count} gegevens verschuiven, elk")),
    }
}
