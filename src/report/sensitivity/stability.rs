//! The view of a stability study: what must change, and by how much, before the answer does.

use super::{label, leaders, not_compared, noted, nothing_to_compare, scope_words};
use crate::case::Case;
use crate::evaluate::path::Scope;
use crate::problem::Side;
use crate::report::among::moving_scales;
use crate::report::by_group::by_group;
use crate::report::weights::each_its_own;
use crate::report::{Block, Source, Words, between_levels, head};
use crate::study::stability::change::{Goal, Reach, Why};
use crate::study::stability::norm::Norm;
use crate::study::stability::{ChangeOf, MOST_CHALLENGERS, Stability, StabilityInterval};
use crate::study::sweep::single_weights;
use crate::study::sweep::track::Target;
use crate::tolerance::CHANGED;

/// Intervals named per group.
const MOST_INTERVALS: usize = 3;
/// Challengers named per group.
const MOST_NAMED: usize = 3;
/// Weights of a witness named in the view.
pub(super) const MOST_WEIGHTS: usize = 4;

/// The view of a stability study.
pub fn stability(case: &Case, stability: &Stability, words: Words) -> Vec<Block> {
    let problem = &case.problem;
    let sweep = &stability.sweep;
    let mut out = head(case, words);
    out.push(Block::Text(format!(
        "{} {}",
        words.pick(
            format!(
                "How much must change before the answer does ({})?",
                sweep.evaluation.method.name()
            ),
            format!(
                "Hoeveel moet er veranderen voordat het antwoord verandert ({})?",
                sweep.evaluation.method.name()
            ),
        ),
        scope_words(sweep, words)
    )));
    let view = View { case, stability, words };
    let groups = (0..sweep.ranked_groups.len())
        .filter(|group| sweep.ranked_groups[*group].places.len() >= 2);
    out.extend(by_group(problem, groups.map(|group| (group, view.group(group))).collect(), words));
    let mut notes = view.notes();
    notes.extend(between_levels(&case.problem, &out, words));
    out.extend(noted(notes, words));
    out
}

/// What one weight can do to first place, in a sentence or two, from the intervals within which it
/// holds: for a page whose answer has no exact word of it. Nothing where there is no weight to vary.
pub fn weights_in_short(case: &Case, stability: &Stability, words: Words) -> Option<Block> {
    let view = View { case, stability, words };
    let problem = &case.problem;
    let in_group = |group: usize| match problem.groups.len() {
        1 => String::new(),
        _ => format!("{}: ", words.group(problem, group)),
    };
    let rows = |group: usize| {
        Source::of_group(problem, "intervals", group).with("target", Target::First.name())
    };
    let groups = &stability.sweep.ranked_groups;
    let compared = (0..groups.len()).filter(|group| groups[*group].places.len() >= 2);
    let tied = compared.clone().find(|group| groups[*group].leaders().len() > 1);
    let first = |it: &&StabilityInterval| it.target == Target::First;
    let intervals: Vec<&StabilityInterval> = stability.intervals.iter().filter(first).collect();
    let nearest = intervals
        .iter()
        .filter(|it| it.low > 0.0 || it.high < 1.0)
        .min_by(|a, b| view.room(a).total_cmp(&view.room(b)));
    let (said, group) = match (tied, nearest) {
        _ if intervals.is_empty() => return None,
        (Some(group), _) => (view.interval_lines(group).first()?.clone(), group),
        (None, Some(it)) => {
            let (first, several) = leaders(problem, &groups[it.group], words);
            let stays =
                if several { words.pick("stay", "blijven") } else { words.pick("stays", "blijft") };
            let (interval, of) = (view.interval(it), in_group(it.group));
            let said = words.pick(
                format!("The smallest move of one weight that changes this at nominal figures: {of}{first} {stays} first while {interval}."),
                format!("De kleinste verschuiving van één gewicht die dat bij nominale cijfers verandert: {of}{first} {stays} eerste zolang {interval}."),
            );
            (said, it.group)
        }
        (None, None) => {
            let said = words.pick(
                "No single weight, whatever it is, puts another of those with a rank first at nominal figures.",
                "Geen enkel gewicht op zich, hoe groot of klein het ook is, zet bij nominale cijfers een ander alternatief met een rang op de eerste plaats.",
            );
            (said.to_owned(), compared.clone().next()?)
        }
    };
    let of = if tied.is_some() { in_group(group) } else { String::new() };
    let scope = match problem.tree.has_nodes() {
        true => words.pick(
            " Weights are shares within their own group of criteria here.",
            " Gewichten zijn hier aandelen binnen hun eigen groep criteria.",
        ),
        false => "",
    };
    let is_exact = stability.sweep.tracks.iter().flatten().all(|track| track.is_exact());
    let scanned = match is_exact {
        true => "",
        false => words.pick(
            " That was found by trying weights one after the other, and is not proved: scores of this method are not linear in the weights.",
            " Dat is gevonden door gewichten een voor een te proberen en is niet bewezen: scores van deze methode zijn niet lineair in de gewichten.",
        ),
    };
    Some(Block::Text(format!("{of}{said}{scope}{scanned}")).from_rows(rows(group)))
}

/// That no weight changes first place as a share within its own group of criteria; nothing where
/// one does, or where all criteria are in one group. It stands beside what a share of all weight
/// can do.
pub fn none_within_nodes(case: &Case, stability: &Stability, words: Words) -> Option<String> {
    let view = View { case, stability, words };
    view.none_within_nodes().then(|| {
        words
            .pick(
                "Moved within its own group of criteria, no single weight changes at nominal figures who is first.",
                "Verschuift één gewicht binnen zijn eigen groep criteria, dan blijft bij nominale cijfers altijd hetzelfde alternatief eerste.",
            )
            .to_owned()
    })
}

/// What a reader of the tables should know too.
pub fn stability_notes(case: &Case, stability: &Stability, words: Words) -> Vec<String> {
    let mut out = View { case, stability, words }.notes();
    out.extend(super::filled_in::stay(&case.problem, words));
    out
}

pub(super) struct View<'a> {
    pub(super) case: &'a Case,
    pub(super) stability: &'a Stability<'a>,
    pub(super) words: Words,
}

impl View<'_> {
    pub(super) fn name(&self, group: usize, at: usize) -> String {
        super::name(&self.case.problem, &self.stability.sweep.ranked_groups[group], at, self.words)
    }

    fn group(&self, group: usize) -> Vec<Block> {
        let ranked = &self.stability.sweep.ranked_groups[group];
        let problem = &self.case.problem;
        let of = |table: &'static str| Source::of_group(problem, table, group);
        let held = || of("intervals").with("target", Target::First.name());
        let has_intervals = self.stability.intervals.iter().any(|it| it.group == group);
        let lines = self.interval_lines(group).into_iter().map(Block::Item);
        let mut out: Vec<Block> =
            lines.map(|line| line.with_source(has_intervals.then(held))).collect();
        let mut challengers: Vec<usize> = Vec::new();
        let of_weights =
            self.stability.changes.iter().filter(|of| of.group == group).map(|of| of.challenger);
        for challenger in of_weights.chain(
            self.stability.fewest.iter().filter(|of| of.group == group).map(|of| of.challenger),
        ) {
            if !challengers.contains(&challenger) {
                challengers.push(challenger);
            }
        }
        for challenger in challengers.iter().take(MOST_NAMED) {
            let rows = |table| of(table).with("challenger", ranked.name(problem, *challenger));
            let (change, fewest) =
                (self.change_line(group, *challenger), self.fewest_line(group, *challenger));
            out.extend(change.map(|it| {
                let rows = rows("smallest_change").with("goal", Goal::PassLeader.name());
                Block::Item(it).from_rows(rows)
            }));
            out.extend(fewest.map(|it| Block::Item(it).from_rows(rows("fewest_inputs"))));
        }
        let more = match challengers.len().saturating_sub(MOST_NAMED) {
            0 => None,
            1 => Some(
                self.words
                    .pick("And one more challenger".to_owned(), "En nog één uitdager".to_owned()),
            ),
            more => {
                Some(self.words.pick(
                    format!("And {more} more challengers"),
                    format!("En nog {more} uitdagers"),
                ))
            }
        };
        // Where scores are not linear in the weights there are no smallest changes.
        let table = match self.stability.changes.iter().any(|it| it.group == group) {
            true => "smallest_change",
            false => "fewest_inputs",
        };
        out.extend(more.map(|more| {
            Block::Item(format!("{more}: `--table smallest_change`, `--table fewest_inputs`."))
                .from_rows(of(table))
        }));
        let passages = self.passage_line(group);
        out.extend(passages.map(|it| Block::Item(it).from_rows(of("passages"))));
        out.extend(not_compared(problem, ranked, self.words).map(Block::Item));
        out
    }

    /// Whether weights are varied as shares among their siblings, and not all criteria are siblings.
    fn is_within_nodes(&self) -> bool {
        let scope = self.stability.sweep.all_paths().next().map(|path| path.scope);
        self.case.problem.tree.has_nodes() && scope == Some(Scope::Local)
    }

    /// That a share of all weight can change first place where no share among siblings does: a
    /// criterion can count for more than its whole group does now.
    fn of_all_weight(&self, group: usize) -> String {
        let (words, problem) = (self.words, &self.case.problem);
        let sweep = &self.stability.sweep;
        if !self.is_within_nodes() {
            return String::new();
        }
        let evaluation = sweep.evaluation;
        let found = single_weights(evaluation);
        let Some(nearest) = found.get(group).and_then(|it| it.as_ref()?.nearest()) else {
            return String::new();
        };
        let branch = &problem.tree.branches[nearest.branch];
        let label = words.label(&branch.label, &branch.id);
        let rises = nearest.at > nearest.weight;
        let side = if rises { Side::Up } else { Side::Down };
        let [now, at, _] = words.in_order([
            (nearest.weight, Side::Nearest),
            (nearest.at, side),
            (nearest.until, Side::Nearest),
        ]);
        let names: Vec<String> =
            nearest.first.iter().map(|member| words.inside(problem, *member)).collect();
        let first = words.list(&names);
        let goes = match rises {
            true => words.pick("above", "boven"),
            false => words.pick("below", "onder"),
        };
        let is = match names.len() {
            1 => words.pick("is", "staat"),
            _ => words.pick("are", "staan"),
        };
        words.pick(
            format!(" As a share of the total a weight can change that: with {label} {goes} {at} of the total (now {now}), {first} {is} first."),
            format!(" Als aandeel van het totaal kan een gewicht dat wel veranderen: met {label} {goes} {at} van het totaal (nu {now}) {is} {first} op de eerste plaats."),
        )
    }

    /// Whether no share of any weight among its siblings changes first place in any group, though
    /// weights are varied so: for a page that tells of shares of all weight.
    fn none_within_nodes(&self) -> bool {
        let mut first =
            self.stability.intervals.iter().filter(|it| it.target == Target::First).peekable();
        self.is_within_nodes()
            && first.peek().is_some()
            && first.all(|it| it.low <= 0.0 && it.high >= 1.0)
    }

    /// Within which single weights first place holds, tightest first.
    fn interval_lines(&self, group: usize) -> Vec<String> {
        let words = self.words;
        let all: Vec<&StabilityInterval> = self
            .stability
            .intervals
            .iter()
            .filter(|it| it.group == group && it.target == Target::First)
            .collect();
        let (first, several) =
            leaders(&self.case.problem, &self.stability.sweep.ranked_groups[group], words);
        let stays =
            if several { words.pick("stay", "blijven") } else { words.pick("stays", "blijft") };
        if all.is_empty() {
            return vec![words.pick(
                format!("{first} {stays} first: there is no weight to vary."),
                format!("{first} {stays} eerste: er is geen gewicht dat kan variëren."),
            )];
        }
        let mut out = Vec::new();
        let (here_only, some): (Vec<&StabilityInterval>, Vec<&StabilityInterval>) =
            all.iter().partition(|it| it.low == it.high);
        if !here_only.is_empty() {
            let labels: Vec<String> =
                here_only.iter().take(MOST_WEIGHTS).map(|it| self.path_label(it)).collect();
            let more = here_only.len() - labels.len();
            let more = if more > 0 {
                words.pick(format!(" and {more} more"), format!(" en nog {more}"))
            } else {
                String::new()
            };
            out.push(words.pick(
                format!("{first} tie only at exactly these weights: a change of {}{more} alone parts them.", labels.join(", ")),
                format!(
                    "{first} staan alleen bij precies deze gewichten gelijk: een verandering van alleen {}{more} maakt daar een einde aan.",
                    labels.join(", ")
                ),
            ));
        }
        let mut tight: Vec<&StabilityInterval> =
            some.iter().copied().filter(|it| it.low > 0.0 || it.high < 1.0).collect();
        tight.sort_by(|a, b| self.room(a).total_cmp(&self.room(b)));
        let rest = some.len() - tight.len();
        if tight.is_empty() {
            let (other, andere) =
                if here_only.is_empty() { ("", "") } else { ("other ", "andere ") };
            let share = match self.is_within_nodes() {
                true => words.pick(
                    ", as a share within its own group of criteria",
                    ", als aandeel binnen zijn eigen groep criteria,",
                ),
                false => "",
            };
            out.extend(match rest {
                0 => None,
                1 => Some(words.pick(
                    format!("{first} {stays} first at nominal figures, whatever the one {other}weight is{share}."),
                    format!("{first} {stays} eerste bij nominale cijfers, welke waarde het ene {andere}gewicht{share} ook krijgt."),
                )),
                _ => Some(words.pick(
                    format!("{first} {stays} first at nominal figures, whatever any one of the {rest} {other}weights is{share}."),
                    format!("{first} {stays} eerste bij nominale cijfers, welke waarde één van de {rest} {andere}gewichten op zich{share} ook krijgt."),
                )),
            });
            if let (Some(last), true) = (out.last_mut(), here_only.is_empty()) {
                last.push_str(&self.of_all_weight(group));
            }
            return out;
        }
        let said: Vec<String> =
            tight.iter().take(MOST_INTERVALS).map(|it| self.interval(it)).collect();
        let more = match tight.len() - said.len() {
            0 => String::new(),
            1 => words.pick(
                ", and within one more limit (`--table intervals`)".to_owned(),
                ", en binnen nog één grens (`--table intervals`)".to_owned(),
            ),
            more => words.pick(
                format!(", and within {more} more limits (`--table intervals`)"),
                format!(", en binnen nog {more} grenzen (`--table intervals`)"),
            ),
        };
        let others = match rest {
            0 => String::new(),
            1 => words.pick(
                " The one other weight does not change that.".to_owned(),
                " Het ene andere gewicht verandert dat niet.".to_owned(),
            ),
            _ => words.pick(
                format!(" None of the {rest} other weights changes that by itself."),
                format!(" Geen van de {rest} andere gewichten verandert dat op zich."),
            ),
        };
        out.push(words.pick(
            format!(
                "{first} {stays} first at nominal figures while {}{more}.{others}",
                words.list(&said)
            ),
            format!(
                "{first} {stays} eerste bij nominale cijfers zolang {}{more}.{others}",
                words.list(&said)
            ),
        ));
        out
    }

    /// How far a weight can move before an end of its interval.
    fn room(&self, interval: &StabilityInterval) -> f64 {
        let weight = self.stability.path(interval).weight;
        let below = if interval.low > 0.0 { weight - interval.low } else { f64::INFINITY };
        let above = if interval.high < 1.0 { interval.high - weight } else { f64::INFINITY };
        below.min(above)
    }

    fn path_label(&self, interval: &StabilityInterval) -> String {
        label(&self.case.problem, self.stability.path(interval).branch, self.words)
    }

    fn interval(&self, interval: &StabilityInterval) -> String {
        let words = self.words;
        let path = self.stability.path(interval);
        let label = self.path_label(interval);
        // Rounded inward, short of the weight now.
        let (low, high) = ((interval.low, Side::Up), (interval.high, Side::Down));
        let weights =
            [(0.0, Side::Nearest), low, (path.weight, Side::Nearest), high, (1.0, Side::Nearest)];
        let [_, low, now, high, _] = words.in_order(weights);
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

    /// By what factor weights must change, or how much of them must move, with an example.
    fn change_line(&self, group: usize, challenger: usize) -> Option<String> {
        let words = self.words;
        let find = |norm: Norm| {
            self.stability.changes.iter().find(|of| {
                (of.group, of.challenger, of.goal, of.norm)
                    == (group, challenger, Goal::PassLeader, norm)
            })
        };
        let (ratio, sum) = (find(Norm::Ratio)?, find(Norm::L1)?);
        let (leader, name) = (self.name(group, ratio.leader), self.name(group, challenger));
        let moved =
            |of: &ChangeOf| words.percent_down(of.change.distance.map_or(0.0, |l1| l1 / 2.0));
        // Above 1, however little.
        let at_least = |factor: f64| {
            let [_, by] = words.in_order([(1.0, Side::Nearest), (factor, Side::Down)]);
            by
        };
        let best = |of: &ChangeOf| match of.change.reach {
            Reach::Tie => words
                .pick("; further than level it does not get", "; verder dan gelijk komt het niet"),
            _ => "",
        };
        Some(match (ratio.change.distance, sum.change.distance) {
            (Some(1.0), _) => words.pick(
                format!("{name} is level with {leader} at the weights given."),
                format!("{name} staat gelijk met {leader} bij de gegeven gewichten."),
            ),
            (Some(factor), None) => {
                let by = at_least(factor);
                words.pick(
                    format!(
                        "{name} draws level with {leader} only if weights are raised and lowered by a factor of {by} or more, then scaled back to a sum of 1 ({}){}. How much of all weight must move, counted in sum, is not known: the solver found no answer.",
                        self.example(ratio), best(ratio)
                    ),
                    format!(
                        "{name} komt pas gelijk met {leader} als gewichten met een factor {by} of meer verhoogd en verlaagd worden en daarna weer tot een som van 1 herleid ({}){}. Hoeveel gewicht er in totaal moet verschuiven, is niet bekend: het rekenwerk gaf geen uitsluitsel.",
                        self.example(ratio), best(ratio)
                    ),
                )
            }
            (Some(factor), Some(_)) => {
                let (by, share) = (at_least(factor), moved(sum));
                words.pick(
                    format!(
                        "{name} draws level with {leader} only if weights are multiplied or divided by {by} or more, before they are scaled back to a sum of 1 ({}). Counted otherwise: at least {share} of all weight must move to other criteria{}.",
                        self.example(ratio), best(ratio)
                    ),
                    format!(
                        "{name} komt pas gelijk met {leader} als gewichten met een factor {by} of meer vermenigvuldigd of gedeeld worden en daarna weer tot een som van 1 herleid ({}). Anders uitgedrukt: minstens {share} van het totale gewicht moet naar andere criteria verschuiven{}.",
                        self.example(ratio), best(ratio)
                    ),
                )
            }
            (None, Some(_)) if ratio.change.reach == Reach::Unsolved => {
                let share = moved(sum);
                words.pick(
                    format!(
                        "By which factor weights must be raised and lowered for {name} to catch {leader} is not known: the solver found no answer. It draws level only once at least {share} of all weight moves ({}){}.",
                        self.example(sum), best(sum)
                    ),
                    format!(
                        "Met welke factor gewichten verhoogd en verlaagd moeten worden opdat {name} {leader} inhaalt, is niet bekend: het rekenwerk gaf geen uitsluitsel. Het komt pas gelijk zodra minstens {share} van het totale gewicht verschuift ({}){}.",
                        self.example(sum), best(sum)
                    ),
                )
            }
            (None, None) if sum.change.reach == Reach::Unsolved => words.pick(
                format!("Whether {name} can catch {leader} by weights alone is not known: the solver found no answer."),
                format!(
                    "Of {name} {leader} door gewichten alleen kan inhalen, is niet bekend: het rekenwerk gaf geen uitsluitsel."
                ),
            ),
            (None, Some(_)) => {
                let (why, share) = (self.why(ratio), moved(sum));
                words.pick(
                    format!(
                        "No factor on the weights given lets {name} catch {leader}: {why}. It draws level only once at least {share} of all weight moves ({}){}.",
                        self.example(sum), best(sum)
                    ),
                    format!(
                        "Met geen enkele factor op de gegeven gewichten haalt {name} {leader} in: {why}. Het komt pas gelijk zodra minstens {share} van het totale gewicht verschuift ({}){}.",
                        self.example(sum), best(sum)
                    ),
                )
            }
            (None, None) => {
                let why = self.why(sum);
                words.pick(
                    format!("{name} cannot catch {leader} by weights alone: {why}."),
                    format!("{name} kan {leader} niet door gewichten alleen inhalen: {why}."),
                )
            }
        })
    }

    fn why(&self, of: &ChangeOf) -> String {
        let words = self.words;
        let leader = self.name(of.group, of.leader);
        match (&of.change.reach, of.norm) {
            (Reach::Impossible(Why::Dominated(_)), Norm::Ratio) => words.pick(
                format!("{leader} is at least as good on every criterion that has weight now"),
                format!("{leader} is minstens even goed op elk criterium dat nu gewicht heeft"),
            ),
            (Reach::Impossible(Why::Dominated(_)), _) => words.pick(
                format!("{leader} is at least as good on every criterion"),
                format!("{leader} is minstens even goed op elk criterium"),
            ),
            (Reach::Impossible(Why::Behind(by)), _) => words.pick(
                format!("at its best admissible weights it is still {} behind", words.figure(*by)),
                format!(
                    "bij de gunstigste toegelaten gewichten ligt het nog {} achter",
                    words.figure(*by)
                ),
            ),
            (Reach::Impossible(Why::OnlyInTheLimit), _) => words.pick(
                "it is level only in the limit, as other weights vanish".to_owned(),
                "het komt pas gelijk naarmate andere gewichten 0 naderen".to_owned(),
            ),
            _ => words.pick(
                "the solver could not tell".to_owned(),
                "het rekenwerk gaf geen uitsluitsel".to_owned(),
            ),
        }
    }

    /// The weights of the witness that change most.
    fn example(&self, of: &ChangeOf) -> String {
        let words = self.words;
        let problem = &self.case.problem;
        let weights = self.stability.sweep.evaluation.weights.of_group(of.group);
        let new = of.change.weights.as_deref().unwrap_or_default();
        let change = |leaf: &usize| (new[*leaf] - weights[*leaf]).abs();
        let mut order: Vec<usize> = (0..new.len()).filter(|leaf| change(leaf) > CHANGED).collect();
        let changed = order.len();
        order.sort_by(|a, b| change(b).total_cmp(&change(a)).then(a.cmp(b)));
        order.truncate(MOST_WEIGHTS);
        let pairs: Vec<(f64, f64)> =
            order.iter().map(|leaf| (weights[*leaf], new[*leaf])).collect();
        let said: Vec<String> = order
            .iter()
            .zip(words.changes(&pairs))
            .map(|(leaf, (from, to))| {
                let branch = problem.tree.branch_of_leaf(*leaf).unwrap_or(0);
                format!("{} {from} -> {to}", label(problem, branch, words))
            })
            .collect();
        let more = match changed - said.len() {
            0 => String::new(),
            more => words.pick(format!(", and {more} more"), format!(" en nog {more}")),
        };
        // Where the lines above speak of shares within a node.
        let of_all = match self.case.problem.tree.has_nodes() {
            true => words
                .pick("e.g. as shares of all weight: ", "bv. als aandeel van het totale gewicht: "),
            false => words.pick("e.g. ", "bv. "),
        };
        format!("{of_all}{}{more}", said.join(", "))
    }

    fn notes(&self) -> Vec<String> {
        let words = self.words;
        let stability = self.stability;
        let mut out: Vec<String> =
            nothing_to_compare(&self.case.problem, &stability.sweep.ranked_groups, words)
                .into_iter()
                .collect();
        out.extend(each_its_own(&stability.sweep.evaluation.weights, words));
        if stability.sweep.tracks.iter().flatten().any(|track| !track.is_exact()) {
            out.push(words.pick(
                "Scores of this method are not linear in the weights: intervals are approximate, and smallest changes are not computed.".to_owned(),
                "Scores van deze methode zijn niet lineair in de gewichten: de intervallen zijn benaderingen, en de kleinste veranderingen zijn niet berekend.".to_owned(),
            ));
            out.extend(super::by_nodes(stability.sweep.evaluation, words));
        }
        if stability
            .sweep
            .ranked_groups
            .iter()
            .any(|ranked| ranked.places.len() > 1 && !ranked.has_bounds())
        {
            out.push(words.pick(
                "Fewest inputs need a method with exact bounds: weighted-sum with value functions.".to_owned(),
                "Hoe weinig gegevens anders moeten uitvallen, is alleen te berekenen voor een methode met exacte grenzen: weighted-sum met waardefuncties.".to_owned(),
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
                format!(
                    "Alleen de {MOST_CHALLENGERS} uitdagers die het dichtst volgen in rang, zijn bekeken."
                ),
            ));
        }
        for (passage, why) in &stability.indispensable {
            out.push(words.pick(
                format!("Passage {passage} cannot be left out: {why}."),
                format!("Passage {passage} kan niet weggelaten worden: {why:#}."),
            ));
        }
        out.extend(moving_scales(self.stability.sweep.evaluation, words));
        out
    }
}
