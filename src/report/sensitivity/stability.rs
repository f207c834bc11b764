//! The view of a stability study: what must change, and by how much, before the answer does.

use super::{by_group, label, name, noted, nothing_to_compare, scope_words};
use crate::case::Case;
use crate::report::{Block, Words, head};
use crate::study::{ChangeOf, FewestOf, Goal, Interval, MOST_CHALLENGERS, Move, Norm, Reach, Stability, Target};

/// Intervals named per group.
const MOST_INTERVALS: usize = 3;
/// Challengers named per group.
const MOST_NAMED: usize = 3;
/// Weights of a witness named in the view.
const MOST_WEIGHTS: usize = 4;

/// The view of a stability study.
pub fn stability(case: &Case, stability: &Stability, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let sweep = &stability.sweep;
    let mut out = head(case, words);
    out.push(Block::Text(format!(
        "{} {}",
        words.pick(
            format!("How much must change before the answer does ({})?", sweep.evaluation.runs[0].method.name()),
            format!("Hoeveel moet er veranderen voor het antwoord verandert ({})?", sweep.evaluation.runs[0].method.name()),
        ),
        scope_words(&sweep.paths, words)
    )));
    let view = View { case, stability, words };
    let groups = (0..sweep.fields.len()).filter(|group| sweep.fields[*group].places.len() >= 2);
    out.extend(by_group(problem, groups.map(|group| (group, view.group(group))).collect(), words));
    out.extend(noted(view.notes(), words));
    out
}

/// What a reader of the tables should know too.
pub fn stability_notes(case: &Case, stability: &Stability, words: Words) -> Vec<String> {
    View { case, stability, words }.notes()
}

struct View<'a> {
    case: &'a Case,
    stability: &'a Stability<'a>,
    words: Words,
}

impl View<'_> {
    fn name(&self, group: usize, at: usize) -> String {
        name(&self.case.problem, &self.stability.sweep.fields[group], at)
    }

    fn leaders(&self, group: usize) -> Vec<String> {
        let field = &self.stability.sweep.fields[group];
        (0..field.places.len()).filter(|at| field.rank(*at) == 1).map(|at| self.name(group, at)).collect()
    }

    fn group(&self, group: usize) -> Vec<Block> {
        let mut out: Vec<String> = vec![self.interval_line(group)];
        let changes = self.stability.changes.iter().filter(|of| of.group == group);
        let mut named: Vec<usize> = Vec::new();
        for of in changes.filter(|of| of.goal == Goal::PassLeader && of.norm == Norm::Ratio) {
            if named.len() < MOST_NAMED {
                named.push(of.challenger);
                out.push(self.change_line(of));
                out.extend(self.fewest_line(group, of.challenger));
            }
        }
        if named.is_empty() {
            // A method without certificates of weights may still have bounds of inputs.
            let mut challengers: Vec<usize> = Vec::new();
            for of in self.stability.fewest.iter().filter(|of| of.group == group) {
                if !challengers.contains(&of.challenger) {
                    challengers.push(of.challenger);
                }
            }
            out.extend(challengers.iter().take(MOST_NAMED).filter_map(|challenger| self.fewest_line(group, *challenger)));
        }
        out.extend(self.passage_line(group));
        out.into_iter().map(Block::Item).collect()
    }

    /// Within which single weights first place holds, tightest first.
    fn interval_line(&self, group: usize) -> String {
        let words = self.words;
        let mine = |target: Target| {
            self.stability.intervals.iter().filter(move |interval| interval.group == group && interval.target == target)
        };
        let leaders = words.list(&self.leaders(group));
        let mut tight: Vec<&Interval> = mine(Target::First).filter(|it| it.low > 0.0 || it.high < 1.0).collect();
        let room = |it: &Interval| {
            let weight = self.stability.path(it).weight;
            let below = if it.low > 0.0 { weight - it.low } else { f64::INFINITY };
            let above = if it.high < 1.0 { it.high - weight } else { f64::INFINITY };
            below.min(above)
        };
        tight.sort_by(|a, b| room(a).total_cmp(&room(b)));
        let all = mine(Target::First).count();
        if tight.is_empty() {
            return words.pick(
                format!("{leaders} stays first whatever any one of the {all} weights is."),
                format!("{leaders} blijft eerste, wat één van de {all} gewichten ook is."),
            );
        }
        let said: Vec<String> = tight.iter().take(MOST_INTERVALS).map(|it| self.interval(it)).collect();
        let rest = all - tight.len();
        let more = match tight.len() - said.len() {
            0 => String::new(),
            more => words.pick(format!(", and {more} more limits"), format!(", en nog {more} grenzen")),
        };
        let others = match rest {
            0 => String::new(),
            _ => words.pick(
                format!(" No other single weight ({rest}) changes that."),
                format!(" Geen ander gewicht ({rest}) verandert dat."),
            ),
        };
        words.pick(
            format!("{leaders} stays first while {}{more}.{others}", words.list(&said)),
            format!("{leaders} blijft eerste zolang {}{more}.{others}", words.list(&said)),
        )
    }

    fn interval(&self, interval: &Interval) -> String {
        let words = self.words;
        let path = self.stability.path(interval);
        let label = label(&self.case.problem, path.branch, words);
        let (low, high, now) = (words.figure(interval.low), words.figure(interval.high), words.figure(path.weight));
        match (interval.low > 0.0, interval.high < 1.0) {
            (true, true) => words.pick(
                format!("the weight of {label} is between {low} and {high} (now {now})"),
                format!("het gewicht van {label} tussen {low} en {high} ligt (nu {now})"),
            ),
            (true, false) => words.pick(
                format!("the weight of {label} is above {low} (now {now})"),
                format!("het gewicht van {label} boven {low} ligt (nu {now})"),
            ),
            _ => words.pick(
                format!("the weight of {label} is below {high} (now {now})"),
                format!("het gewicht van {label} onder {high} ligt (nu {now})"),
            ),
        }
    }

    /// By what factor weights must change, with an example.
    fn change_line(&self, of: &ChangeOf) -> String {
        let words = self.words;
        let (leader, challenger) = (self.name(of.group, of.leader), self.name(of.group, of.challenger));
        let Some(distance) = of.change.distance else {
            let why = self.why(of);
            return words.pick(
                format!("{challenger} cannot catch {leader} by weights alone: {why}."),
                format!("{challenger} kan {leader} niet inhalen door gewichten alleen: {why}."),
            );
        };
        if distance == 1.0 {
            return words.pick(
                format!("{challenger} is level with {leader} at the weights given."),
                format!("{challenger} staat gelijk met {leader} bij de gegeven gewichten."),
            );
        }
        let same = |norm: Norm| {
            self.stability
                .changes
                .iter()
                .find(|other| (other.group, other.challenger, other.goal, other.norm) == (of.group, of.challenger, of.goal, norm))
        };
        let by = words.figure(distance);
        let shift = same(Norm::L1).and_then(|other| other.change.distance).map(|l1| words.percent(l1 / 2.0));
        let shift = shift.map_or(String::new(), |share| {
            words.pick(
                format!("; or {share} of all weight moves to where it gains most"),
                format!("; of {share} van alle gewicht verschuift naar waar het meest wint"),
            )
        });
        let best = match of.change.reach {
            Reach::Tie => words.pick(", and gets no further than level", ", en komt niet verder dan gelijk"),
            _ => "",
        };
        words.pick(
            format!(
                "{challenger} draws level with {leader} only if weights change by a factor of {by} or more ({}){shift}{best}.",
                self.example(of)
            ),
            format!(
                "{challenger} komt pas gelijk met {leader} als gewichten met een factor {by} of meer veranderen ({}){shift}{best}.",
                self.example(of)
            ),
        )
    }

    fn why(&self, of: &ChangeOf) -> String {
        use crate::study::Why;
        let words = self.words;
        match &of.change.reach {
            Reach::Impossible(Why::Dominated(_)) => words.pick(
                "it is better on no criterion that may have weight".to_owned(),
                "het is beter op geen enkel criterium dat gewicht mag hebben".to_owned(),
            ),
            Reach::Impossible(Why::Behind(by)) => words.pick(
                format!("at its best admissible weights it is still {} behind", words.figure(*by)),
                format!("bij de gunstigste toegelaten gewichten ligt het nog {} achter", words.figure(*by)),
            ),
            Reach::Impossible(Why::OnlyInTheLimit) => words.pick(
                "it is level only in the limit, as other weights vanish".to_owned(),
                "het staat pas gelijk in de limiet, als andere gewichten verdwijnen".to_owned(),
            ),
            _ => words.pick("the solver could not tell".to_owned(), "het rekenwerk gaf geen uitsluitsel".to_owned()),
        }
    }

    /// The weights of the witness that change most.
    fn example(&self, of: &ChangeOf) -> String {
        let words = self.words;
        let problem = &self.case.problem;
        let weights = &self.stability.sweep.evaluation.weights;
        let new = of.change.weights.as_deref().unwrap_or_default();
        let mut order: Vec<usize> = (0..new.len()).collect();
        order.sort_by(|a, b| (new[*b] - weights[*b]).abs().total_cmp(&(new[*a] - weights[*a]).abs()).then(a.cmp(b)));
        let said: Vec<String> = order
            .iter()
            .take(MOST_WEIGHTS)
            .map(|leaf| {
                let branch = problem.tree.branch_of_leaf(*leaf).unwrap_or(0);
                let label = label(problem, branch, words);
                let (from, to) = (words.figure(weights[*leaf]), words.figure(new[*leaf]));
                format!("{label} {from} -> {to}")
            })
            .collect();
        let more = if new.len() > said.len() { " ..." } else { "" };
        words.pick(format!("e.g. {}{more}", said.join(", ")), format!("bv. {}{more}", said.join(", ")))
    }

    fn fewest_line(&self, group: usize, challenger: usize) -> Option<String> {
        let words = self.words;
        let find =
            |how: Move| self.stability.fewest.iter().find(|of| (of.group, of.challenger, of.how) == (group, challenger, how));
        let inside = find(Move::InsideRange)?;
        let (leader, name) = (self.name(group, inside.leader), self.name(group, challenger));
        let one = find(Move::OneLevel).map(|of| match of.fewest.moved.as_deref() {
            Some([]) => String::new(),
            Some(moved) => words.pick(
                format!(" One level each: {} would do.", counted(moved.len(), words)),
                format!(" Eén niveau elk: {} volstaat.", counted(moved.len(), words)),
            ),
            None => words.pick(
                " One level each: all judgements together would not do.".to_owned(),
                " Eén niveau elk: alle oordelen samen volstaan niet.".to_owned(),
            ),
        });
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
            None => words.pick(
                format!("At these weights no inputs, moved within their ranges, let {name} catch {leader}."),
                format!("Bij deze gewichten laten geen gegevens, verschoven binnen hun bereik, {name} {leader} inhalen."),
            ),
        };
        Some(line + &one.unwrap_or_default())
    }

    fn moves(&self, of: &FewestOf) -> String {
        let words = self.words;
        let problem = &self.case.problem;
        let moved = of.fewest.moved.as_deref().unwrap_or_default();
        let said: Vec<String> = moved
            .iter()
            .take(MOST_WEIGHTS)
            .map(|moved| {
                let from = moved.from.map_or("?".to_owned(), |from| self.stability.notation(moved.input, from));
                let to = self.stability.notation(moved.input, moved.to);
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
    fn passage_line(&self, group: usize) -> Option<String> {
        let words = self.words;
        let rows: Vec<_> = self.stability.left_out.iter().filter(|row| row.group == group).collect();
        let changed: Vec<String> = rows
            .iter()
            .filter(|row| row.without != row.leaders)
            .map(|row| {
                let inside = self.case.problem.keys_inside();
                let names: Vec<String> = row.without.iter().map(|member| self.case.problem.name(*member, &inside)).collect();
                let names = if names.is_empty() { "-".to_owned() } else { names.join("/") };
                format!("{} ({names})", row.passage)
            })
            .collect();
        if !changed.is_empty() {
            return Some(words.pick(
                format!("First place rests on single passages; without them another is first: {}.", words.list(&changed)),
                format!("De eerste plaats steunt op losse passages; zonder die is een ander eerste: {}.", words.list(&changed)),
            ));
        }
        let narrowest = rows.iter().filter_map(|row| Some((row.difference?, row))).min_by(|a, b| a.0.total_cmp(&b.0))?;
        let (passage, by) = (&narrowest.1.passage, words.figure(narrowest.0));
        Some(words.pick(
            format!("No single passage, left out, changes first place; the lead is narrowest ({by}) without {passage}."),
            format!("Geen enkele passage, weggelaten, verandert de eerste plaats; de voorsprong is het kleinst ({by}) zonder {passage}."),
        ))
    }

    fn notes(&self) -> Vec<String> {
        let words = self.words;
        let stability = self.stability;
        let mut out: Vec<String> = nothing_to_compare(&self.case.problem, &stability.sweep.fields, words).into_iter().collect();
        if stability.sweep.tracks.iter().flatten().any(|track| !track.is_exact()) {
            out.push(words.pick(
                "Scores of this method are not linear in the weights: intervals are approximate, and smallest changes are not computed.".to_owned(),
                "Scores van deze methode zijn niet lineair in de gewichten: intervallen zijn benaderd, en kleinste veranderingen worden niet berekend.".to_owned(),
            ));
        }
        if stability.fewest.iter().any(|of| !of.fewest.exact) {
            out.push(words.pick(
                "Where very many inputs meet in one cell, fewer inputs than named may do.".to_owned(),
                "Waar heel veel gegevens in één cel samenkomen, kunnen minder gegevens dan genoemd volstaan.".to_owned(),
            ));
        }
        if !stability.cut.is_empty() {
            out.push(words.pick(
                format!("Only the {MOST_CHALLENGERS} challengers next in rank are looked at."),
                format!("Alleen de {MOST_CHALLENGERS} uitdagers die het dichtst volgen, zijn bekeken."),
            ));
        }
        for (passage, why) in &stability.indispensable {
            out.push(words.pick(
                format!("Passage {passage} cannot be left out: {why}."),
                format!("Passage {passage} kan niet weggelaten worden: {why}."),
            ));
        }
        out
    }
}

fn counted(count: usize, words: Words) -> String {
    match count {
        1 => words.pick("one judgement".to_owned(), "één oordeel".to_owned()),
        count => words.pick(format!("{count} judgements"), format!("{count} oordelen")),
    }
}

fn counted_moves(count: usize, words: Words) -> String {
    match count {
        1 => words.pick("one input moves".to_owned(), "één gegeven verschuift".to_owned()),
        count => words.pick(format!("{count} inputs move, each"), format!("{count} gegevens verschuiven, elk")),
    }
}
