//! The weights that all actors admit, or what stands in their way; and who can decide.

use super::{MOST_NAMED, View};
use crate::rank_aggregation::Coalitions;
use crate::report::Block;
use crate::study::{CommonOrder, Ground, GroundPart, NoGround, Relaxation, SharedGround};
use crate::tolerance::CHANGED;

/// Statements that give way, named one by one.
const MOST_STATEMENTS: usize = 5;
/// Criteria with their ends.
const MOST_CRITERIA: usize = 8;
/// Coalitions named.
const MOST_COALITIONS: usize = 4;

impl View<'_> {
    /// The common ground of all groups, or of some where weights differ by group.
    pub(super) fn ground(&self) -> Vec<Block> {
        let words = self.words;
        let evaluation = self.study.evaluation;
        if evaluation.actors().len() < 2 {
            return Vec::new();
        }
        let mut out =
            vec![Block::Heading(words.pick("Common ground", "Waar actoren elkaar vinden").into())];
        let parts = &self.study.common_ground.parts;
        for part in parts {
            let of = match parts.len() {
                1 => String::new(),
                _ => {
                    let name = |group: &usize| self.problem().group_name(*group);
                    let names: Vec<String> = part.groups.iter().map(name).collect();
                    format!("{}: ", words.some(&names, MOST_NAMED))
                }
            };
            match &part.ground {
                Ground::Shared(shared) => out.extend(self.shared(&of, part, shared)),
                Ground::Nothing(nothing) => out.extend(self.nothing(&of, part, nothing)),
                Ground::Untold(_) => out.push(Block::Item(words.pick(
                    format!("{of}Whether some weights meet what all actors say, and what else stands in their way, cannot be told: the figures in their statements differ too much in size."),
                    format!("{of}Of er gewichten zijn die passen bij alle standpunten samen, en wat anders in de weg staat, is niet te zeggen: de getallen in de uitspraken verschillen te veel in grootte."),
                ))),
            }
        }
        out
    }

    fn shared(&self, of: &str, part: &GroundPart, shared: &SharedGround) -> Vec<Block> {
        let words = self.words;
        if part.statements.is_empty() {
            return vec![Block::Item(words.pick(
                format!("{of}No actor says anything of the weights: all weights are common ground."),
                format!("{of}Geen enkele actor zegt iets over de gewichten: alle gewichten zijn voor iedereen mogelijk."),
            ))];
        }
        let weights = &shared.weights;
        let ends = |leaf: usize| {
            let (low, high) = (words.percent(weights.low[leaf]), words.percent(weights.high[leaf]));
            let range = if low == high {
                low
            } else {
                words.pick(format!("{low} to {high}"), format!("{low} tot {high}"))
            };
            format!("{} {range}", self.criterion(leaf))
        };
        // Where the least is known of a criterion comes last.
        let mut leaves: Vec<usize> = (0..weights.low.len()).collect();
        leaves.sort_by(|a, b| {
            let width = |leaf: usize| weights.high[leaf] - weights.low[leaf];
            width(*a).total_cmp(&width(*b)).then(a.cmp(b))
        });
        let all: Vec<String> = leaves.into_iter().map(ends).collect();
        let all = words.some(&all, MOST_CRITERIA);
        let mut out = vec![Block::Item(words.pick(
            format!("{of}Some weights meet what all actors say: {all}."),
            format!("{of}Sommige gewichten voldoen aan wat alle actoren zeggen: {all}."),
        ))];
        out.extend(shared.orders.iter().map(|order| Block::Detail(self.first_there(part, order))));
        if let Some(why) = &shared.why_no_order {
            out.push(Block::Detail(words.pick(
                format!("What follows for the order is not told: {why}"),
                format!("Wat daaruit volgt voor de volgorde, is niet bekend: {why}"),
            )));
        }
        out
    }

    /// Who can be first over the shared weights, group by group.
    fn first_there(&self, part: &GroundPart, order: &CommonOrder) -> String {
        let words = self.words;
        let problem = self.problem();
        let whose = match order.actors.len() == self.study.evaluation.actors().len() {
            true => String::new(),
            false => {
                let names = words.some(&self.actors(&order.actors), MOST_NAMED);
                words.pick(format!(" (as {names} score)"), format!(" (zoals {names} scoren)"))
            }
        };
        let is_exact = order.standings.iter().all(|it| it.exact);
        let of_group = |group: &usize| {
            let first: Vec<String> = order
                .standings
                .iter()
                .filter(|it| it.can_be_first())
                .filter(|it| problem.groups()[*group].place_of(it.alternative).is_some())
                .map(|it| words.inside(problem, it.alternative))
                .collect();
            let first = match first.is_empty() {
                true => words.pick("nobody", "niemand").to_owned(),
                false => words.some(&first, MOST_NAMED),
            };
            match problem.groups().len() {
                1 => first,
                _ => format!("{}: {first}", problem.group_name(*group)),
            }
        };
        let all: Vec<String> = part.groups.iter().map(of_group).collect();
        let all = match all.len() > MOST_NAMED {
            true => words.some(&all, MOST_NAMED),
            false => all.join("; "),
        };
        words.pick(
            match is_exact {
                true => format!("At these weights{whose} only these can be first: {all}."),
                false => format!("At these weights{whose} nobody else can be first: {all}."),
            },
            match is_exact {
                true => format!("Bij die gewichten{whose} kunnen alleen deze eerste zijn: {all}."),
                false => format!("Bij die gewichten{whose} kan niemand anders eerste zijn: {all}."),
            },
        )
    }

    /// What an actor says, and who. A weight that it gives is shown as a share.
    fn statement(&self, part: &GroundPart, at: usize) -> String {
        let words = self.words;
        let statement = &part.statements[at];
        let name = self.actor(statement.actor);
        let gives_weights = !self.study.evaluation.actors()[statement.actor].admits_a_set();
        let fixed = statement.fixed_weights();
        if let Some([(leaf, weight)]) = fixed.as_deref().filter(|_| gives_weights) {
            let (criterion, weight) = (self.criterion(*leaf), words.percent_to(*weight, 1));
            return words.pick(
                format!("{criterion} weighs {weight} ({name})"),
                format!("{criterion} weegt {weight} ({name})"),
            );
        }
        // What an actor does not look at weighs 0.
        let unseen = self.study.evaluation.actors()[statement.actor].unseen();
        let is_unseen = |(leaf, weight): &(usize, f64)| *weight == 0.0 && unseen.contains(leaf);
        match fixed.filter(|fixed| fixed.iter().all(is_unseen)) {
            Some(fixed) => {
                let leaves: Vec<usize> = fixed.iter().map(|(leaf, _)| *leaf).collect();
                let leaves = words.some(&words.criteria(self.problem(), &leaves), MOST_STATEMENTS);
                words.pick(
                    format!("no weight for {leaves} ({name})"),
                    format!("geen gewicht voor {leaves} ({name})"),
                )
            }
            None => format!("`{}` ({name})", statement.written),
        }
    }

    fn nothing(&self, of: &str, part: &GroundPart, nothing: &NoGround) -> Vec<Block> {
        let words = self.words;
        let list = |members: &[usize]| {
            let all: Vec<String> = members.iter().map(|at| self.statement(part, *at)).collect();
            words.some(&all, MOST_STATEMENTS)
        };
        let mut out = Vec::new();
        for (actor, conflict) in &nothing.alone {
            let (name, all) = (self.actor(*actor), list(&conflict.statements));
            out.push(Block::Item(words.pick(
                format!("{of}{name} contradicts itself: {all}."),
                format!("{of}{name} spreekt zichzelf tegen: {all}."),
            )));
        }
        let all = list(&nothing.conflict.statements);
        let smallest = match nothing.conflict.smallest {
            true => words.pick("the fewest", "het kleinste aantal"),
            false => words.pick("a few", "een aantal"),
        };
        out.push(Block::Item(words.pick(
            format!("{of}No weights meet what all actors say. These statements, {smallest} that exclude each other, cannot hold together: {all}."),
            format!("{of}Geen enkele verdeling van de gewichten past bij alle standpunten samen. Deze uitspraken, {smallest} dat elkaar uitsluit, zijn onverenigbaar: {all}."),
        )));
        let total = self.giving_way(part, &nothing.least_total);
        let sum = words.figure(nothing.least_total.total());
        out.push(Block::Item(words.pick(
            format!("To bring them together, their statements must give way by {sum} in all at the least, in the units in which they are written: {total}."),
            format!("Om ze te verzoenen, moeten de uitspraken samen minstens {sum} opschuiven, in de eenheden waarin ze geschreven zijn: {total}."),
        )));
        let largest = words.figure(nothing.least_largest.largest());
        out.push(Block::Detail(words.pick(
            format!("If it is spread over all statements, none of them has to give way by more than {largest}."),
            format!("Gespreid over alle uitspraken hoeft geen enkele uitspraak meer dan {largest} op te schuiven."),
        )));
        out
    }

    /// Who gives way by how much.
    fn giving_way(&self, part: &GroundPart, relaxation: &Relaxation) -> String {
        let words = self.words;
        let by = relaxation.by_actor(&part.statements, self.study.evaluation.actors().len());
        let mut actors: Vec<usize> = (0..by.len()).filter(|at| by[*at] > CHANGED).collect();
        actors.sort_by(|a, b| by[*b].total_cmp(&by[*a]).then(a.cmp(b)));
        let one = |at: &usize| format!("{} {}", self.actor(*at), words.figure(by[*at]));
        words.some(&actors.iter().map(one).collect::<Vec<_>>(), MOST_NAMED)
    }

    /// Who can decide together.
    pub(super) fn majorities(&self) -> Vec<Block> {
        let words = self.words;
        let Some(coalitions) = &self.study.coalitions else { return Vec::new() };
        let actors = self.study.evaluation.actors().len();
        if actors < 3 {
            return Vec::new();
        }
        let item = match self.study.evaluation.panel.is_equal() {
            true => {
                let least = actors / 2 + 1;
                words.pick(
                    format!("In this calculation all have the same influence: any {least} of the {actors} actors form a majority, and any {} can keep the others from one.", actors - least + 1),
                    format!("In deze berekening wegen alle actoren even zwaar door: om het even welke {least} van de {actors} actoren vormen een meerderheid, en om het even welke {} kunnen een meerderheid verhinderen.", actors - least + 1),
                )
            }
            false => {
                let (winning, blocking) =
                    (self.sets(&coalitions.winning), self.sets(&coalitions.blocking));
                words.pick(
                    format!("In this calculation these have more than half of all influence together, the smallest sets first: {winning}. Without these the others do not: {blocking}."),
                    format!("In deze berekening hebben deze samen meer dan de helft van alle invloed, de kleinste groepen eerst: {winning}. Zonder deze hebben de anderen dat niet: {blocking}."),
                )
            }
        };
        vec![
            Block::Heading(words.pick("Who forms a majority", "Wie een meerderheid vormt").into()),
            Block::Item(item),
        ]
    }

    fn sets(&self, coalitions: &Coalitions) -> String {
        let words = self.words;
        let one = |members: &[usize]| words.list(&self.actors(members));
        let sets: Vec<String> =
            coalitions.sets.iter().take(MOST_COALITIONS).map(|set| one(&set.members)).collect();
        let more = coalitions.more || coalitions.sets.len() > MOST_COALITIONS;
        let more = if more { words.pick("; and more", "; en nog andere") } else { "" };
        format!("{}{more}", sets.join("; "))
    }
}
