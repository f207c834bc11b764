//! What a reader of a portfolio must know beside it.

use super::{MOST_NAMED, View};
use crate::problem::{Kind, Limit, NoneValue, Worth};
use crate::report::Words;
use crate::study::{InForce, NoCore, NoShares, NoValue, NotChosen, Portfolio, RobustPortfolio};

/// What a reader of a portfolio must know beside it.
pub fn portfolio_notes(study: &Portfolio, robust: &RobustPortfolio, words: Words) -> Vec<String> {
    let view = View { study, robust, words };
    let mut out = Vec::new();
    out.extend(view.none_is_least());
    out.extend(view.not_comparable());
    out.extend(view.cannot_be_chosen());
    out.extend(view.not_applied());
    out.extend(view.assumed());
    out.extend(view.chances());
    out.extend(view.no_core());
    out.extend(view.no_shares());
    out
}

impl View<'_> {
    /// That nothing that can be chosen is worth less than choosing none, so that all is chosen
    /// that limits leave room for.
    fn none_is_least(&self) -> Option<String> {
        let words = self.words;
        let values = &self.study.values;
        let is_least = |choice: usize| {
            let alternatives = self.model().choices[choice].alternatives.iter();
            let mut worth = alternatives.filter_map(|at| values.of[*at].ok()).peekable();
            worth.peek().is_some() && worth.all(|value| value >= values.none[choice])
        };
        let choices = self.model().choices.len();
        if choices == 0 || !(0..choices).all(is_least) {
            return None;
        }
        let none = values.none.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let same = values.none.iter().all(|value| *value == none);
        let worth = match same {
            true => words.pick(
                format!("The case counts choosing none as {}. ", words.figure(none)),
                format!("Niets kiezen telt in dit dossier voor {}. ", words.figure(none)),
            ),
            false => String::new(),
        };
        let said = words.pick(
            "Nothing that can be chosen is worth less than that. So only limits and rules keep anything out, and that something is in is no proof of its worth.",
            "Niets wat gekozen kan worden, is minder waard. Alleen limieten en regels houden dus iets buiten, en dat iets gekozen is, bewijst niet dat het waardevol is.",
        );
        let other = self.reference().map_or(String::new(), |it| format!(" {it}"));
        Some(format!("{worth}{said}{other}"))
    }

    /// That an alternative for reference is something else than choosing none, and what it scores:
    /// where values are scores as they are, so that a reader can compare.
    fn reference(&self) -> Option<String> {
        let (words, problem, model) = (self.words, self.problem(), self.model());
        let stands_for_none =
            |at: usize| model.choices.iter().any(|it| it.none == NoneValue::Alternative(at));
        if model.times.is_some() || model.worth != Worth::Score {
            return None;
        }
        let mut name: Option<String> = None;
        let mut scores: Vec<f64> = Vec::new();
        for group in &self.study.evaluation.groups {
            for place in group.places() {
                let at = group.member(place);
                if !problem.alternatives[at].reference || stands_for_none(at) {
                    continue;
                }
                let own = words.inside(problem, at);
                if name.as_ref().is_some_and(|known| *known != own) {
                    return None;
                }
                name = Some(own);
                scores.push(group.standing(place).computed?);
            }
        }
        let name = name?;
        let least = scores.iter().copied().fold(f64::INFINITY, f64::min);
        let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let scores = match words.figure(least) == words.figure(most) {
            true => words.figure(least),
            false => words.pick(
                format!("{} to {}", words.figure(least), words.figure(most)),
                format!("{} tot {}", words.figure(least), words.figure(most)),
            ),
        };
        Some(words.pick(
            format!("Choosing none is not going on with {name}: that scores {scores}, is there for reference and cannot be chosen here."),
            format!("Niets kiezen is niet hetzelfde als voortgaan met {name}: dat scoort {scores}, dient ter vergelijking en kan hier niet gekozen worden."),
        ))
    }

    /// Values of groups that may not mean the same.
    fn not_comparable(&self) -> Option<String> {
        let (words, problem) = (self.words, self.problem());
        let is_observed = |leaf: &usize| problem.tree.leaves[*leaf].scale.is_none();
        let observed: Vec<usize> = (0..problem.tree.leaves.len()).filter(is_observed).collect();
        if observed.is_empty() || problem.groups.len() < 2 {
            return None;
        }
        let names = words.some(&words.criteria(problem, &observed), MOST_NAMED);
        Some(words.pick(
            format!("Values of groups are added, and need not mean the same: {names} takes its scale from the figures of each group. Give it a scale."),
            format!("Waarden van groepen worden opgeteld en betekenen niet noodzakelijk hetzelfde: {names} haalt zijn schaal uit de cijfers van elke groep. Geef er een schaal aan."),
        ))
    }

    /// Alternatives that cannot be chosen, by reason.
    fn cannot_be_chosen(&self) -> Vec<String> {
        let words = self.words;
        let mut out = Vec::new();
        let all = || {
            let choices = self.model().choices.iter().enumerate();
            choices.flat_map(|(choice, of)| of.alternatives.iter().map(move |at| (choice, *at)))
        };
        let those = |wanted: &dyn Fn(&NotChosen) -> bool| -> Vec<(usize, usize)> {
            all()
                .filter(|(_, at)| self.study.options.not_chosen[*at].as_ref().is_some_and(wanted))
                .collect()
        };
        let of = |wanted: &dyn Fn(&NotChosen) -> bool| -> Vec<String> {
            let named = |(choice, at)| self.option_of(choice, Some(at));
            those(wanted).into_iter().map(named).collect()
        };
        let excluded = those(&|why| matches!(why, NotChosen::Requirements(_)));
        if !excluded.is_empty() {
            let names = self.by_option(&excluded);
            out.push(words.pick(
                format!("Excluded by requirements: {names}."),
                format!("Uitgesloten door eisen: {names}."),
            ));
        }
        let unscored = those(&|why| matches!(why, NotChosen::NoValue(NoValue::NoScore)));
        if !unscored.is_empty() {
            let names = self.by_option(&unscored);
            out.push(words.pick(
                format!("Without a score, because too little is known, and so not chosen here: {names}. That says nothing of what they are worth."),
                format!("Zonder score, want er is te weinig over bekend, en dus hier niet gekozen: {names}. Dat zegt niets over wat ze waard zijn."),
            ));
        }
        let others = of(&|why| {
            matches!(why, NotChosen::NoValue(NoValue::NoBaseline | NoValue::UnknownTimes))
        });
        if !others.is_empty() {
            let names = words.some(&others, MOST_NAMED);
            out.push(words.pick(
                format!("Without a value, because nothing is known of what it is compared with or multiplied by: {names}."),
                format!("Zonder waarde, want er is niets bekend over datgene waarmee die vergeleken of vermenigvuldigd wordt: {names}."),
            ));
        }
        for (at, limit) in self.model().limits.iter().enumerate() {
            let unknown =
                of(&|why| matches!(why, NotChosen::UnknownFigure(limits) if limits.contains(&at)));
            if unknown.is_empty() {
                continue;
            }
            let (names, name) =
                (words.some(&unknown, MOST_NAMED), words.label(&limit.label, &limit.id));
            let id = &limit.id;
            out.push(words.pick(
                format!("Nobody knows the figure that {name} sums for {names}: they cannot be chosen, because nobody can say that the limit is kept. `unknown = \"2..5\"` in the limit `{id}` says what it can be."),
                format!("Niemand kent het cijfer dat {name} optelt voor {names}: ze kunnen niet gekozen worden, want het valt niet te zeggen of de limiet dan gehaald wordt. `unknown = \"2..5\"` in de limiet `{id}` zegt wat het kan zijn."),
            ));
        }
        out
    }

    /// Alternatives of choices, said once for all choices in which they are: `S4 for all 6`.
    fn by_option(&self, those: &[(usize, usize)]) -> String {
        let words = self.words;
        let all = self.model().choices.len();
        let mut by: Vec<(String, Vec<usize>)> = Vec::new();
        for (choice, at) in those {
            let option = self.option(Some(*at));
            match by.iter_mut().find(|(known, _)| *known == option) {
                Some((_, choices)) => choices.push(*choice),
                None => by.push((option, vec![*choice])),
            }
        }
        if self.one_by_one() || by.iter().all(|(_, choices)| choices.len() < all || all == 1) {
            let named = |(choice, at): &(usize, usize)| self.option_of(*choice, Some(*at));
            return words.some(&those.iter().map(named).collect::<Vec<_>>(), MOST_NAMED);
        }
        let part = |(option, choices): &(String, Vec<usize>)| match choices.len() == all {
            true => words.pick(
                format!("{option} for all {}", words.count(all)),
                format!("{option} voor alle {}", words.count(all)),
            ),
            false => {
                let names: Vec<String> = choices.iter().map(|at| self.choice(*at)).collect();
                let names = words.some(&names, MOST_NAMED);
                words.pick(format!("{option} for {names}"), format!("{option} voor {names}"))
            }
        };
        words.some(&by.iter().map(part).collect::<Vec<_>>(), MOST_NAMED)
    }

    /// Limits and rules that are off or have no bound.
    fn not_applied(&self) -> Vec<String> {
        let words = self.words;
        let mut out = Vec::new();
        let without: Vec<&Limit> =
            self.model().limits.iter().filter(|it| it.active && !it.is_applied()).collect();
        if let Some(first) = without.first().map(|limit| &limit.id) {
            let name = |it: &&Limit| words.named(&it.label, &it.id);
            let names: Vec<String> = without.iter().map(name).collect();
            let names = words.some(&names, MOST_NAMED);
            out.push(words.pick(
                format!("Nobody gave a bound to {names}: not applied. `--limit {first}=NUMBER` tries one."),
                format!("Zonder grens, en dus niet toegepast: {names}. `--limit {first}=GETAL` probeert er een."),
            ));
        }
        let off = self.study.limits.iter().filter(|of| of.in_force == InForce::Off);
        let mut off: Vec<(String, String)> =
            off.map(|of| (self.id(of.source), self.whole(of.source))).collect();
        off.dedup();
        if let Some((first, _)) = off.first().cloned() {
            let name = |(id, label): &(String, String)| match id == label {
                true => format!("`{id}`"),
                false => format!("{label} (`{id}`)"),
            };
            let names: Vec<String> = off.iter().map(name).collect();
            let names = words.some(&names, MOST_NAMED);
            out.push(words.pick(
                format!("Switched off: {names}. `--with {first}` switches it on."),
                format!("Uitgeschakeld: {names}. `--with {first}` schakelt het in."),
            ));
        }
        out
    }

    fn id(&self, source: crate::study::RowSource) -> String {
        match source {
            crate::study::RowSource::Limit { limit, .. } => self.model().limits[limit].id.clone(),
            crate::study::RowSource::Rule(rule) => self.model().rules[rule].id.clone(),
        }
    }

    /// Limits and rules in force that rest on an assumption.
    fn assumed(&self) -> Option<String> {
        let words = self.words;
        let limits = self
            .model()
            .limits
            .iter()
            .filter(|limit| limit.is_applied() && limit.kind == Some(Kind::Assumed))
            .map(|limit| words.label(&limit.label, &limit.id));
        let rules = self
            .model()
            .rules
            .iter()
            .filter(|rule| rule.active && rule.kind == Some(Kind::Assumed))
            .map(|rule| words.label(&rule.label, &rule.id));
        let all: Vec<String> = limits.chain(rules).collect();
        (!all.is_empty()).then(|| {
            let names = words.some(&all, MOST_NAMED);
            words.pick(
                format!("Assumed by the makers of the case, and in no source: {names}."),
                format!(
                    "Aangenomen door de makers van het dossier, en in geen bron te vinden: {names}."
                ),
            )
        })
    }

    /// Limits that are kept with a probability, as far as draws tell.
    fn chances(&self) -> Vec<String> {
        let words = self.words;
        let mut out = Vec::new();
        for of in &self.study.limits {
            let Some(chance) = &of.chance else { continue };
            let (share, error) =
                (words.percent_to(chance.value, 1), words.per_cent(chance.std_error, 1));
            let name = self.source(of.source);
            out.push(words.pick(
                format!("{name} is kept in {share} of draws (standard error {error})."),
                format!(
                    "{name} wordt in {share} van de trekkingen gehaald (standaardfout {error})."
                ),
            ));
        }
        if !self.study.best.chance_complete {
            out.push(words.pick(
                "The search for a set that keeps limits with their probability was given up: there may be a better one.",
                "Het zoeken naar een selectie die limieten met hun kans haalt, is opgegeven: mogelijk is er een betere.",
            ).into());
        }
        out
    }

    fn no_core(&self) -> Option<String> {
        let words = self.words;
        let why = self.robust.core.as_ref().err()?;
        let name = |at: usize| words.full(self.problem(), at);
        let reason = match why {
            NoCore::NoPortfolio { .. } => return None,
            NoCore::GroupWeights => words.pick(
                "groups have weights of their own".to_owned(),
                "groepen hebben eigen gewichten".to_owned(),
            ),
            NoCore::NotLinear => words.pick(
                "the method's scores are not linear in the weights".to_owned(),
                "de scores van de methode zijn niet lineair in de gewichten".to_owned(),
            ),
            NoCore::NoBounds => words.pick(
                "the method has no bounds over figures that are not sure".to_owned(),
                "de methode heeft geen grenzen over onzekere cijfers".to_owned(),
            ),
            NoCore::NotScored(at) => words.pick(
                format!("the method gives no score to {}", name(*at)),
                format!("de methode geeft geen score aan {}", name(*at)),
            ),
            NoCore::UnknownTimes(at) => words.pick(
                format!("nothing is known of what the value of {} is multiplied by", name(*at)),
                format!("er is niets bekend over datgene waarmee de waarde van {} vermenigvuldigd wordt", name(*at)),
            ),
            NoCore::ManyPoints => words.pick(
                "the admissible weights have too many extreme points".to_owned(),
                "de toegelaten gewichten hebben te veel hoekpunten".to_owned(),
            ),
            NoCore::ManyPortfolios { .. } => words.pick(
                "too many sets are beaten by no other to list them all, and of a part of them nothing follows".to_owned(),
                "te veel selecties worden door geen andere overtroffen om ze allemaal op te sommen, en uit een deel ervan volgt niets".to_owned(),
            ),
            NoCore::LongSearch { .. } => words.pick(
                "it takes too long to prove which sets are beaten by no other".to_owned(),
                "het duurt te lang om te bewijzen welke selecties door geen andere overtroffen worden"
                    .to_owned(),
            ),
        };
        Some(
            words.pick(
                format!("No core index: {reason}."),
                format!("Er is geen kernindex: {reason}."),
            ),
        )
    }

    fn no_shares(&self) -> Option<String> {
        let words = self.words;
        let why = match &self.robust.shares {
            Ok(shares) => {
                let cut = shares.draws - shares.proved;
                return (cut > 0).then(|| {
                    let (cut, of) =
                        (words.count(cut as usize), words.count(shares.draws as usize));
                    words.pick(
                        format!("In {cut} of {of} draws the best set is not proved to be the best: the best one that was found counts."),
                        format!("In {cut} van {of} trekkingen is niet bewezen dat de beste selectie de beste is: de beste die gevonden is, telt."),
                    )
                });
            }
            Err(why) => why,
        };
        let name = |at: usize| words.full(self.problem(), at);
        let reason = match why {
            NoShares::NoPortfolio => return None,
            NoShares::Sets(at) => words.pick(
                format!("the value of {} rests on a figure of which only a range is known, or nothing. `--intervals uniform` draws such figures evenly, and that is an assumption", name(*at)),
                format!("de waarde van {} steunt op een cijfer waarvan alleen een bereik bekend is, of niets. `--intervals uniform` trekt zulke cijfers uit een uniforme verdeling, en dat is een aanname", name(*at)),
            ),
            NoShares::NotScored(at) => words.pick(
                format!("the method gives no score to {}", name(*at)),
                format!("de methode geeft geen score aan {}", name(*at)),
            ),
            NoShares::UnknownTimes(at) => words.pick(
                format!("nothing is known of what the value of {} is multiplied by", name(*at)),
                format!("er is niets bekend over datgene waarmee de waarde van {} vermenigvuldigd wordt", name(*at)),
            ),
            NoShares::NotFound => words.pick(
                "in some draws no set was found before the search was cut short".to_owned(),
                "in sommige trekkingen werd geen selectie gevonden voordat het zoeken werd gestopt".to_owned(),
            ),
        };
        Some(words.pick(
            format!("No shares of draws: {reason}."),
            format!("Er zijn geen aandelen van trekkingen: {reason}."),
        ))
    }
}
