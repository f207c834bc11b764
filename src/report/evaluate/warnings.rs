//! What to be careful with: unknown cells, requirements, notes of the methods.

use super::{MOST_PAIRS, View};
use crate::evaluate::evaluation::Evaluation;
use crate::method::MethodNote;
use crate::problem::Completion;
use crate::report::lint::rules::how;
use crate::report::{Block, Source};
use crate::tolerance::ALL_KNOWN;
use std::collections::{BTreeMap, BTreeSet};

impl View<'_> {
    pub(super) fn warnings(&self) -> Vec<Block> {
        let words = self.words;
        let mut out: Vec<Block> = Vec::new();
        let method = self.main().method.name();
        let item = |said: String, table: &'static str| {
            Block::Item(said).from_rows(Source::table(table).with("method", method))
        };
        let (groups, distinct) = self.main().profiles();
        if groups > 1 {
            let key = self
                .problem
                .rank_within
                .iter()
                .map(|key| self.problem.keys[*key].label.get(words.0).to_lowercase())
                .collect::<Vec<_>>()
                .join(" / ");
            let sets = words.counted(
                distinct,
                ["set of figures", "different sets of figures"],
                ["stel cijfers", "verschillende stellen cijfers"],
            );
            let said = match distinct < groups {
                // Equal figures are then no equal answers.
                true if self.main().weights.differ() => words.pick(
                    format!("{groups} groups ({key}), with {sets}: groups with the same figures need not get the same answer, for they have weights of their own."),
                    format!("{groups} groepen ({key}), met {sets}: groepen met dezelfde cijfers krijgen niet noodzakelijk hetzelfde antwoord, want ze hebben eigen gewichten."),
                ),
                true if distinct == 1 => words.pick(
                    format!("{groups} groups ({key}), but only one set of figures: all get the same answer."),
                    format!("{groups} groepen ({key}), maar slechts één stel cijfers: ze krijgen alle hetzelfde antwoord."),
                ),
                true => words.pick(
                    format!("{groups} groups ({key}), but only {distinct} different sets of figures: groups with the same figures get the same answer."),
                    format!("{groups} groepen ({key}), maar slechts {distinct} verschillende stellen cijfers: groepen met dezelfde cijfers krijgen hetzelfde antwoord."),
                ),
                false => words.pick(
                    format!("{groups} groups ({key}), each with figures of its own."),
                    format!("{groups} groepen ({key}), elk met eigen cijfers."),
                ),
            };
            out.push(item(said, "summary"));
        }
        if !self.case.derivations.is_empty() {
            let mut names: Vec<String> = Vec::new();
            let opinions = self.case.derivations.iter().flat_map(|it| &it.opinions);
            for name in opinions.map(|opinion| opinion.weighting.sheet().name) {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
            let names = words.list(&names);
            let said = words.pick(
                format!("The weights follow from judgements by {names}. What these leave open is not in the scores: `afweging weights` shows it, and `sensitivity robust --constraints from-weighting` looks at all weights that they allow."),
                format!("De gewichten volgen uit oordelen ({names}). Wat die openlaten, zit niet in de scores: `afweging weights` toont het, en `sensitivity robust --constraints from-weighting` bekijkt alle gewichten die ze toelaten."),
            );
            out.push(item(said, "contributions"));
        }
        let whose = || crate::report::centre::whose(self.case, words, ["The case", "Het dossier"]);
        if self.case.centre.is_some() {
            let whose = whose();
            out.push(item(words.pick(format!("{whose} gives no weights, and the centre of those that it allows is a choice too: `--weights` tries others, and `sensitivity robust` looks at all that it allows."), format!("{whose} geeft geen gewichten, en het midden van de gewichten die het toelaat, is ook een keuze: `--weights` probeert er andere, en `sensitivity robust` bekijkt alle gewichten die het toelaat.")), "contributions"));
        } else if !self.case.weighted
            && self.problem.group_weights.is_empty()
            && !self.problem.tree.is_decided_by_rules()
        {
            let whose = whose();
            out.push(item(words.pick(format!("{whose} gives no weights, so criteria under the same node count equally. That is a choice too: `--weights` tries others."), format!("{whose} geeft geen gewichten, dus de criteria binnen een groep criteria tellen even zwaar. Ook dat is een keuze: `--weights` probeert er andere.")), "contributions"));
        }
        out.extend(self.unknown());
        out.extend(self.dropped());
        out.extend(self.unknown_texts().into_iter().map(|said| item(said, "contributions")));
        out.extend(self.requirements());
        // A note can be on any of the methods.
        let notes = super::notes_but(self.case, self.evaluations, &[], words);
        let rows = || Source::table("contributions");
        out.extend(notes.into_iter().map(|said| Block::Item(said).from_rows(rows())));
        let mut blocks = vec![];
        if !out.is_empty() {
            blocks.push(Block::Heading(
                words.pick("To be careful with", "Waar u op moet letten").into(),
            ));
            blocks.extend(out);
        }
        blocks
    }

    /// What nodes left out, by alternative.
    fn dropped(&self) -> Vec<Block> {
        let words = self.words;
        let mut out: Vec<Block> = Vec::new();
        let evaluation = self.main();
        let item = |said: String| Block::Item(said).from_rows(Source::table("dropped"));
        let mut said: Vec<String> = Vec::new();
        for group in &evaluation.groups {
            let Some(nodes) = group.nodes() else { continue };
            for place in group.places() {
                let Some(row) = group.row(place) else {
                    let name = words.full(self.problem, group.member(place));
                    if self.problem.alternatives[group.member(place)].eligible() {
                        said.push(words.pick(
                            format!("{name}: nothing is known, so it has no score."),
                            format!("{name}: er is niets bekend, dus is er geen score."),
                        ));
                    }
                    continue;
                };
                let left_out: Vec<String> = nodes[row]
                    .dropped
                    .iter()
                    .map(|dropped| {
                        let weight = words.percent(dropped.weight);
                        let label = self.node(Some(dropped.branch));
                        words.pick(
                            format!("{label} ({weight} of all weight)"),
                            format!("{label} ({weight} van het totale gewicht)"),
                        )
                    })
                    .collect();
                if !left_out.is_empty() {
                    let name = words.full(self.problem, group.member(place));
                    let left_out = words.some(&left_out, MOST_PAIRS);
                    said.push(words.pick(
                        format!("{name}: nothing is known of {left_out}. That is left out, and the other criteria of the node count more in its place."),
                        format!("{name}: er is niets bekend over {left_out}. Dat is weggelaten, en de andere criteria van de groep criteria tellen in de plaats daarvan zwaarder."),
                    ));
                }
            }
        }
        if said.len() > MOST_PAIRS {
            let count = words.count(said.len());
            said = vec![words.pick(
                format!("At {count} alternatives figures are missing. They are left out, and the other criteria of their node count more in their place: `--table dropped`."),
                format!("Bij {count} alternatieven ontbreken cijfers. Die zijn weggelaten, en de andere criteria van de groep criteria tellen in de plaats daarvan zwaarder: `--table dropped`."),
            )];
        }
        out.extend(said.into_iter().map(item));
        out
    }

    /// Whether a score takes cells of which nothing is known for anything on their scale.
    fn rests_on_unknown(&self, member: usize) -> bool {
        let mut leaves = 0..self.problem.tree.leaves.len();
        !self.problem.tree.drops_somewhere()
            || leaves.any(|leaf| {
                !self.problem.is_known(member, leaf) && !self.problem.is_dropped(member, leaf)
            })
    }

    /// Alternatives whose weight rests on unknown cells, in words: withheld ones first.
    fn unknown(&self) -> Vec<Block> {
        let words = self.words;
        let inside = self.problem.keys_inside();
        let mut out = Vec::new();
        let evaluation = self.main();
        let method = evaluation.method.name();
        // By name: the known shares over the groups where it competes.
        let mut by: BTreeMap<Vec<usize>, (usize, Vec<f64>)> = BTreeMap::new();
        for group in &evaluation.groups {
            for place in group.eligible() {
                let member = group.member(*place);
                let values = inside
                    .iter()
                    .map(|key| self.problem.alternatives[member].values[*key])
                    .collect();
                // What is left out is told as that, unless too little is left for a score.
                let known = group.known(*place);
                if !self.problem.knows_enough(known) || self.rests_on_unknown(member) {
                    by.entry(values).or_insert((member, Vec::new())).1.push(known);
                }
            }
        }
        if by.len() > MOST_PAIRS {
            let some = by
                .values()
                .filter(|(_, shares)| shares.iter().any(|share| *share < 1.0 - ALL_KNOWN))
                .count();
            if some > 0 {
                let some = words.counted(
                    some,
                    ["alternative rests", "alternatives rest"],
                    ["alternatief steunt", "alternatieven steunen"],
                );
                let said = words.pick(
                    format!("{some} partly on unknown cells (`known_share` in the ranking)."),
                    format!(
                        "{some} deels op onbekende cellen (kolom `known_share` van de tabel `ranking`)."
                    ),
                );
                out.push(
                    Block::Item(said).from_rows(Source::table("ranking").with("method", method)),
                );
            }
            return out;
        }
        for (member, shares) in by.values() {
            let name = words.inside(self.problem, *member);
            let rows = || {
                let inside = inside.iter().map(|key| {
                    let value = self.problem.alternatives[*member].values[*key];
                    let key = &self.problem.keys[*key];
                    (key.id.clone(), key.values[value].id.to_string())
                });
                Source { table: "ranking", rows: inside.collect() }.with("method", method)
            };
            let withheld = |share: &f64| !self.problem.knows_enough(*share);
            let cells = self.unknown_cells(*member);
            let low: Vec<f64> = shares.iter().copied().filter(withheld).collect();
            let rest: Vec<f64> = shares
                .iter()
                .copied()
                .filter(|share| !withheld(share) && *share < 1.0 - ALL_KNOWN)
                .collect();
            let of = |some: &[f64]| match (some.len() < shares.len(), words) {
                (false, _) => String::new(),
                (true, words) => words.pick(
                    format!(" ({} of {})", some.len(), shares.len()),
                    format!(" ({} van {})", some.len(), shares.len()),
                ),
            };
            if !low.is_empty() {
                let limit = words.percent_to(self.problem.min_known, self.decimals());
                let (known, of) = (self.spread_of_shares(&low), of(&low));
                let said = words.pick(
                    format!("{name}{of} has no score and no rank, only a range: {known} of its weight is known, and a score takes {limit}. Not known: {cells}."),
                    format!("{name}{of} heeft geen score en geen rang, alleen een bereik: {known} van het gewicht is bekend, en een score vergt {limit}. Niet bekend: {cells}."),
                );
                out.push(Block::Item(said).from_rows(rows()));
            }
            if !rest.is_empty() {
                let (known, of) = (self.spread_of_shares(&rest), of(&rest));
                let said = if self.unknown_under_rules(*member) {
                    words.pick(
                        format!("{name}{of}: {known} of its weight is known. What is not known can have any level. Where rules then leave several levels open, the score lies half way between the worst and the best: {cells}."),
                        format!("{name}{of}: {known} van het gewicht is bekend. Wat niet bekend is, kan elk niveau hebben. Waar regels dan verscheidene niveaus openlaten, ligt de score halverwege tussen het slechtste en het beste: {cells}."),
                    )
                } else {
                    words.pick(
                    format!("{name}{of}: {known} of its weight is known. What is not known counts as the middle of its scale in the score, and as all of it in the range: {cells}."),
                    format!("{name}{of}: {known} van het gewicht is bekend. Wat niet bekend is, telt in de score als het midden van de schaal, en in het bereik als de hele schaal: {cells}."),
                )
                };
                out.push(Block::Item(said).from_rows(rows()));
            }
        }
        out
    }

    /// How many decimals shares of weight have on the page: enough to see that those too low for a
    /// score are too low.
    pub(super) fn decimals(&self) -> usize {
        let limit = self.problem.min_known;
        let groups = self.main().groups.iter();
        let known =
            groups.flat_map(|group| group.eligible().iter().map(|place| group.known(*place)));
        let low = known.filter(|share| !self.problem.knows_enough(*share));
        low.map(|share| self.words.decimals_short_of(share, limit)).max().unwrap_or(0)
    }

    /// The least and the most of some shares, with the decimals of the page.
    fn spread_of_shares(&self, shares: &[f64]) -> String {
        let (least, most) =
            shares.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), share| {
                (least.min(*share), most.max(*share))
            });
        let [least, most] =
            [least, most].map(|share| self.words.percent_to(share, self.decimals()));
        if least == most {
            least
        } else {
            self.words.pick(format!("{least} to {most}"), format!("{least} tot {most}"))
        }
    }

    /// Whether all criteria on which nothing is known of an alternative stand under rules, in a
    /// method that goes by them.
    fn unknown_under_rules(&self, member: usize) -> bool {
        let mut unknown = (0..self.problem.tree.leaves.len())
            .filter(|leaf| !self.problem.is_known(member, *leaf));
        self.main().method.name() == "hierarchical"
            && unknown.all(|leaf| self.problem.tree.is_ruled(leaf))
    }

    /// The labels of the criteria on which nothing is known of an alternative; counted if they are
    /// many.
    fn unknown_cells(&self, member: usize) -> String {
        let group = self.main().groups.iter().find(|group| group.place_of(member).is_some());
        let weights = group.map_or(&[][..], |group| &group.weights);
        let leaves = self.problem.tree.leaves.iter().zip(weights).enumerate();
        let labels: Vec<String> = leaves
            .filter(|(leaf, (_, weight))| !self.problem.is_known(member, *leaf) && **weight > 0.0)
            .map(|(_, (leaf, _))| leaf.label.get(self.words.0).to_owned())
            .collect();
        if labels.len() <= MOST_PAIRS {
            return self.words.list(&labels);
        }
        let rest = labels.len() - 5;
        let first = labels[..5].join(", ");
        let all = "`--table contributions`";
        self.words.pick(
            format!("{first} and {rest} more ({all})"),
            format!("{first} en nog {rest} ({all})"),
        )
    }

    /// A node as it is named in a sentence.
    fn node(&self, node: Option<usize>) -> String {
        match node {
            Some(branch) => {
                let branch = &self.problem.tree.branches[branch];
                self.words.label(&branch.label, &branch.id)
            }
            None => self.words.pick("the top of the tree", "de top van de boom").to_owned(),
        }
    }

    /// The notes of a method, but for those on constant leaves that are named elsewhere.
    pub(super) fn notes(&self, evaluation: &Evaluation, named: &[usize]) -> Vec<String> {
        let words = self.words;
        let label = |leaf: usize| self.problem.tree.leaves[leaf].label.get(words.0).to_owned();
        let mut constant: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut ignored: Vec<String> = Vec::new();
        let (mut unused, mut levels): (BTreeSet<usize>, BTreeSet<usize>) =
            (BTreeSet::new(), BTreeSet::new());
        let mut equal: Vec<usize> = Vec::new();
        let mut learned = false;
        let mut nodes_ignored = false;
        let (mut floors, mut scaled): (BTreeMap<_, f64>, BTreeMap<_, f64>) = Default::default();
        let mut completed: BTreeMap<usize, (Completion, usize, usize)> = BTreeMap::new();
        for (index, group) in evaluation.groups.iter().enumerate() {
            for note in &group.notes {
                match note {
                    MethodNote::ConstantColumn { leaf } if named.contains(leaf) => {}
                    MethodNote::ConstantColumn { leaf } => {
                        constant.entry(*leaf).or_default().push(index)
                    }
                    MethodNote::ValueIgnored { leaf } if !ignored.contains(&label(*leaf)) => {
                        ignored.push(label(*leaf))
                    }
                    MethodNote::ValueIgnored { .. } => {}
                    MethodNote::ThresholdsUnused { leaf } => drop(unused.insert(*leaf)),
                    MethodNote::LevelsAsRatios { leaf } => drop(levels.insert(*leaf)),
                    MethodNote::WeightsFromExamples => learned = true,
                    MethodNote::AllEqual => equal.push(index),
                    MethodNote::NodesIgnored => nodes_ignored = true,
                    MethodNote::Floor { node, floor } => {
                        floors.entry(*node).or_insert(*floor);
                    }
                    MethodNote::RulesCompleted { node, completion, filled, of } => {
                        completed.insert(*node, (*completion, *filled, *of));
                    }
                    MethodNote::InteractionsScaled { node, factor } => {
                        scaled.entry(*node).or_insert(*factor);
                    }
                }
            }
        }
        let mut out = Vec::new();
        for (leaf, groups) in constant {
            let where_ = self.groups(evaluation, &groups, |_| true);
            out.push(words.pick(
                format!("{}: all alternatives have the same nominal figure, so it tells none of them apart{where_}.", label(leaf)),
                format!("{}: alle alternatieven hebben hetzelfde nominale cijfer, dus maakt dit criterium geen onderscheid{where_}.", label(leaf)),
            ));
        }
        if !ignored.is_empty() {
            out.push(words.pick(
                format!(
                    "{} works on the figures: the value functions of {} were not used.",
                    evaluation.method.name(),
                    words.list(&ignored)
                ),
                format!(
                    "{} werkt met de cijfers: de waardefuncties van {} zijn niet gebruikt.",
                    evaluation.method.name(),
                    words.list(&ignored)
                ),
            ));
        }
        let name = evaluation.method.name();
        if learned {
            out.push(words.pick(
                format!("{name}: the weights of the case were not used; they follow from the examples."),
                format!("{name}: de gewichten van het dossier zijn niet gebruikt; ze volgen uit de voorbeelden."),
            ));
        }
        let labels = |leaves: &BTreeSet<usize>| {
            words.list(&leaves.iter().map(|leaf| label(*leaf)).collect::<Vec<_>>())
        };
        if !unused.is_empty() {
            out.push(words.pick(
                format!(
                    "{name}: the thresholds of {} name no function and were not used (the function is `usual`).",
                    labels(&unused)
                ),
                format!(
                    "{name}: de drempels van {} noemen geen functie en zijn niet gebruikt (de functie is `usual`).",
                    labels(&unused)
                ),
            ));
        }
        if !levels.is_empty() {
            out.push(words.pick(
                format!(
                    "{name}: ordinal levels of {} were taken as 1 .. L, though their ratios mean nothing (`--force`).",
                    labels(&levels)
                ),
                format!(
                    "{name}: ordinale niveaus van {} zijn als 1 .. L genomen, al betekenen hun verhoudingen niets (`--force`).",
                    labels(&levels)
                ),
            ));
        }
        if nodes_ignored {
            let nodes = self.problem.tree.without_sum();
            let named: Vec<String> = nodes.iter().map(|node| self.node(*node)).collect();
            out.push(words.pick(
                format!("{name} uses the weights of the criteria alone: how {} aggregates is not used (`hierarchical` does).", words.list(&named)),
                format!("{name} gebruikt alleen de gewichten van de criteria: hoe {} aggregeert, telt hier niet (bij `hierarchical` wel).", words.list(&named)),
            ));
        }
        for (node, floor) in floors {
            let (node, floor) = (self.node(node), words.figure(floor));
            out.push(words.pick(
                format!("{node}: values below {floor} count as {floor}."),
                format!("{node}: waarden onder {floor} tellen als {floor}."),
            ));
        }
        for (node, (completion, filled, of)) in completed {
            let (node, how) = (self.node(Some(node)), how(completion, words));
            let (filled, of) = (words.count(filled), words.count(of));
            out.push(words.pick(
                format!("{node}: {filled} of {of} combinations of levels have no rule of their own; they were filled in {how}."),
                format!("{node}: {filled} van de {of} combinaties van niveaus hebben geen eigen regel; ze zijn ingevuld {how}."),
            ));
        }
        for (node, factor) in scaled {
            let (node, factor) = (self.node(node), words.two(factor));
            out.push(words.pick(
                format!("{node}: the weights leave no room for these interactions; all were multiplied by {factor}, so that no better value makes the whole worse."),
                format!("{node}: de gewichten laten geen ruimte voor deze interacties; ze zijn alle met {factor} vermenigvuldigd, zodat geen betere waarde het geheel slechter maakt."),
            ));
        }
        if !equal.is_empty() {
            let where_ = self.groups(evaluation, &equal, |_| true);
            out.push(words.pick(
                format!("{name}: all alternatives are equal here, so its formula is 0/0; all get the middle{where_}."),
                format!(
                    "{name}: alle alternatieven zijn hier gelijk, zodat de formule op 0/0 uitkomt; ze krijgen alle het midden{where_}."
                ),
            ));
        }
        if evaluation.groups.iter().any(|group| !group.exact) {
            out.push(
                words
                    .pick(
                        "Some ranges are outer bounds: too many adjustments hang together to search them all.",
                        "Sommige bereiken zijn ruimer dan nodig: er hangen te veel aanpassingen samen om ze alle te doorzoeken.",
                    )
                    .into(),
            );
        }
        if evaluation.groups.iter().any(|group| group.eligible().len() == 1) {
            out.push(
                words
                    .pick(
                        "Where one option is left, it is the only option that competes, which does not make it the best.",
                        "Waar maar één optie wordt gerangschikt, is dat daarom nog niet de beste.",
                    )
                    .into(),
            );
        }
        out
    }
}
