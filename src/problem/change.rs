//! What may change in a problem that stands: what is said of its weights and its alternatives, not
//! what it is about.

use super::claim::{Claim, Statement};
use super::constraint::WeightConstraint;
use super::decision_problem::Problem;
use super::group::Group;
use super::preference::Preference;
use super::tree::{Tree, WEIGHTLESS, check_weight};
use crate::error::{Error, Phrase, Result, Said, both, kind};

/// The error of an index that leads nowhere.
fn nowhere(at: Said, what: &Said, index: usize, count: usize) -> Error {
    let reason = both(
        format!("there is no {what} {index}: they are numbered from 0 to below {count}"),
        format!("{what:#} {index} bestaat niet: de nummers gaan vanaf 0 tot onder {count}"),
    );
    Error::fault(at, reason)
}

/// A thing of this kind, as faults name it.
fn named(what: &str, name: &str) -> Said {
    let what = kind(what);
    both(format!("{what} `{name}`"), format!("{what:#} `{name}`"))
}

/// Whether all of these figures are finite.
fn finite(at: Said, mut figures: impl Iterator<Item = f64>) -> Result<()> {
    match figures.find(|x| !x.is_finite()) {
        Some(x) => {
            let reason =
                both(format!("{x} is not a finite number"), format!("{x} is geen eindig getal"));
            Err(Error::fault(at, reason))
        }
        None => Ok(()),
    }
}

/// Whether a claim says something that can be.
fn check_statement(statement: Statement) -> std::result::Result<(), Phrase> {
    match statement {
        Statement::Rank { best: 0, .. } | Statement::Share { rank: 0, .. } => {
            Err(Phrase("ranks count from 1", "rangen tellen vanaf 1"))
        }
        Statement::Rank { best, worst: Some(worst) } if worst < best => Err(Phrase(
            "the worst rank is better than the best one",
            "de slechtste rang is beter dan de beste",
        )),
        Statement::Share { bound, .. } if !(0.0..=1.0).contains(&bound) => {
            Err(Phrase("a share is from 0 to 1", "een aandeel gaat van 0 tot 1"))
        }
        _ => Ok(()),
    }
}

impl Problem {
    /// Give every branch of the tree another weight among its siblings, in the order of
    /// [`Tree::branches`](super::Tree::branches). They hold in every group: what
    /// [`Problem::set_group_weights`] said is forgotten. Tables of rules that are filled in from
    /// weights are filled in anew.
    ///
    /// # Errors
    /// [`Error::Problem`] where there is not one weight per branch, where one is negative or not
    /// finite, and where siblings would all weigh 0; then nothing changes. Whether the
    /// weights meet the constraints is not asked here.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, weights};
    ///
    /// let mut problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 2.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .build()?;
    /// problem.set_weights(&[3.0, 1.0])?;
    /// assert_eq!(weights::global(problem.tree()), [0.75, 0.25]);
    /// assert!(problem.set_weights(&[0.0, 0.0]).is_err());
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn set_weights(&mut self, weights: &[f64]) -> Result<()> {
        self.tree = self.tree_with(weights, None)?;
        self.group_weights = Vec::new();
        Ok(())
    }

    /// Give every group weights of its own: for each group, in the order of [`Problem::groups`], a
    /// weight for every branch of the tree among its siblings, as [`Problem::set_weights`] takes
    /// them. They hold in place of the weights of the tree, which stay as they are: tables of rules
    /// that are filled in from weights keep to those. Without any, those of the tree hold in every
    /// group again.
    ///
    /// # Errors
    /// [`Error::Problem`] where there are some, but not for every group, and where those of a group
    /// could not be the weights of the tree; then nothing changes. Whether they meet the
    /// constraints is not asked here.
    ///
    /// ```
    /// use afweging::method::Method;
    /// use afweging::problem::{Direction, Problem};
    /// use afweging::study::evaluate;
    ///
    /// let mut problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 1.0)
    ///     .alternative_in("north", "A", [100.0, 7.0])
    ///     .alternative_in("north", "B", [120.0, 9.0])
    ///     .alternative_in("south", "A", [100.0, 7.0])
    ///     .alternative_in("south", "B", [120.0, 9.0])
    ///     .build()?;
    /// // Price counts most in the north, quality in the south.
    /// problem.set_group_weights(vec![vec![3.0, 1.0], vec![1.0, 3.0]])?;
    /// let evaluation = evaluate(&problem, &Method::default())?;
    /// assert_eq!(evaluation.weights.of_group(0)[..], [0.75, 0.25]);
    /// assert_eq!(evaluation.weights.of_group(1)[..], [0.25, 0.75]);
    /// assert!(problem.set_group_weights(vec![vec![3.0, 1.0]]).is_err());
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn set_group_weights(&mut self, weights: Vec<Vec<f64>>) -> Result<()> {
        let (given, wanted) = (weights.len(), self.groups.len());
        if given != 0 && given != wanted {
            let reason = both(
                format!("{given} sets of weights for {wanted} groups: give one to each"),
                format!("{given} stellen gewichten voor {wanted} groepen: geef er elk een"),
            );
            let at = Phrase("the weights of groups", "de gewichten van groepen");
            return Err(Error::fault(at, reason));
        }
        for (group, own) in self.groups.iter().zip(&weights) {
            self.tree_with(own, Some(group))?;
        }
        self.group_weights = weights;
        Ok(())
    }

    /// The tree with other weights: those of a group, or of all.
    fn tree_with(&self, weights: &[f64], group: Option<&Group>) -> Result<Tree> {
        let branches = &self.tree.branches;
        let at =
            |what: Said| match group.map(|group| self.name(group.members[0], &self.rank_within)) {
                Some(name) if !name.is_empty() => {
                    both(format!("{what} in {name}"), format!("{what:#} in {name}"))
                }
                _ => what,
            };
        if weights.len() != branches.len() {
            let (given, wanted) = (weights.len(), branches.len());
            let reason = both(
                format!("{given} weights for {wanted} criteria: give one to each"),
                format!("{given} gewichten voor {wanted} criteria: geef er elk een"),
            );
            return Err(Error::fault(at(both("the weights", "de gewichten")), reason));
        }
        for (branch, weight) in branches.iter().zip(weights) {
            check_weight(*weight)
                .map_err(|reason| Error::fault(at(named("criterion", &branch.id)), reason))?;
        }
        let mut tree = self.tree.clone();
        tree.branches.iter_mut().zip(weights).for_each(|(branch, weight)| branch.weight = *weight);
        if let Some(siblings) = tree.weightless_siblings().first() {
            let ids: Vec<String> =
                siblings.iter().map(|at| format!("`{}`", tree.branches[*at].id)).collect();
            let ids = format!("criteria {}", ids.join(", "));
            return Err(Error::fault(at(both(ids.as_str(), ids.as_str())), WEIGHTLESS));
        }
        tree.complete_rules();
        Ok(tree)
    }

    /// Put these constraints on the weights in place of those it has, preferences among them
    /// included.
    ///
    /// # Errors
    /// [`Error::Problem`] for a term whose branch is not in the tree or is there twice, for a
    /// coefficient or constant that is not finite, and where more constraints stand for preferences
    /// than there are preferences; then nothing changes. Whether any weights meet them, and whether
    /// the problem's own do, is for the studies to find.
    ///
    /// ```
    /// use afweging::problem::{Direction, Problem, WeightConstraint};
    ///
    /// let mut problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .criterion("quality", Direction::Max, 2.0)
    ///     .alternative("A", [100.0, 7.0])
    ///     .build()?;
    /// // Quality weighs at least as much as price.
    /// let at_most = WeightConstraint {
    ///     terms: vec![(0, 1.0), (1, -1.0)],
    ///     constant: 0.0,
    ///     equality: false,
    ///     written: "price <= quality".into(),
    ///     preference: false,
    /// };
    /// problem.set_constraints(vec![at_most])?;
    /// assert_eq!(problem.constraints().len(), 1);
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn set_constraints(&mut self, constraints: Vec<WeightConstraint>) -> Result<()> {
        let count = self.tree.branches.len();
        for it in &constraints {
            let at = || named("constraint", &it.written);
            if let Some((branch, _)) = it.terms.iter().find(|(branch, _)| *branch >= count) {
                return Err(nowhere(at(), &kind("criterion"), *branch, count));
            }
            finite(at(), it.terms.iter().map(|(_, a)| *a).chain([it.constant]))?;
            let mut branches: Vec<usize> = it.terms.iter().map(|(branch, _)| *branch).collect();
            branches.sort_unstable();
            if branches.windows(2).any(|pair| pair[0] == pair[1]) {
                let reason = Phrase(
                    "it names a criterion twice: add up the terms",
                    "een criterium staat er twee keer in: tel de termen op",
                );
                return Err(Error::fault(at(), reason));
            }
        }
        if constraints.iter().filter(|it| it.preference).count() > self.preferences.len() {
            let reason = Phrase(
                "more of them stand for preferences than there are preferences",
                "er staan er meer voor een voorkeur dan er voorkeuren zijn",
            );
            return Err(Error::fault(Phrase("the constraints", "de voorwaarden"), reason));
        }
        self.constraints = constraints;
        Ok(())
    }

    /// Say this of whole alternatives in place of what was said. What the weights are asked stands
    /// in the constraints; see [`Problem::set_constraints`].
    ///
    /// # Errors
    /// [`Error::Problem`] for an alternative that is not there and for a figure that is not finite;
    /// then nothing changes.
    pub fn set_preferences(&mut self, preferences: Vec<Preference>) -> Result<()> {
        let count = self.alternatives.len();
        for it in &preferences {
            let at = || named("preference", &it.written);
            if let Some((index, _)) = it.terms.iter().find(|(index, _)| *index >= count) {
                return Err(nowhere(at(), &kind("alternative"), *index, count));
            }
            finite(at(), it.terms.iter().map(|(_, a)| *a).chain([it.by]))?;
        }
        self.preferences = preferences;
        Ok(())
    }

    /// Claim this of the alternatives in place of what was claimed, for
    /// [`verify`](crate::study::verify) to prove or refute.
    ///
    /// # Errors
    /// [`Error::Problem`] for a key, a value or an alternative that is not there, for an order
    /// without two alternatives of one group, for claims on groups that are made by different keys,
    /// and for a rank below 1 or a share that is not from 0 to 1; then nothing changes.
    ///
    /// ```
    /// use afweging::problem::{Claim, Direction, Order, Problem, Statement};
    ///
    /// let mut problem = Problem::builder()
    ///     .criterion("price", Direction::Min, 1.0)
    ///     .alternative("A", [100.0])
    ///     .alternative("B", [120.0])
    ///     .build()?;
    /// let claim = |over| Claim::new("cheap", Statement::Order(Order::Above), 0, Some(over));
    /// problem.set_claims(vec![claim(1)])?;
    /// assert!(problem.set_claims(vec![claim(2)]).is_err()); // there is no third alternative
    /// # Ok::<(), afweging::Error>(())
    /// ```
    pub fn set_claims(&mut self, claims: Vec<Claim>) -> Result<()> {
        let (keys, alternatives) = (self.keys.len(), self.alternatives.len());
        for it in &claims {
            let at = || named("claim", &it.id);
            if let Some(key) = it.within.iter().find(|key| **key >= keys) {
                return Err(nowhere(at(), &kind("key"), *key, keys));
            }
            if it.within != claims[0].within {
                let reason = Phrase(
                    "claims are made of groups by the same keys: those of the first",
                    "beweringen gaan over groepen met dezelfde sleutels: die van de eerste",
                );
                return Err(Error::fault(at(), reason));
            }
            check_statement(it.statement).map_err(|reason| Error::fault(at(), reason))?;
            for instance in &it.instances {
                let pair = (instance.of, instance.over);
                if matches!(it.statement, Statement::Order(_))
                    && matches!(pair, (Some(of), over) if over.is_none_or(|over| over == of))
                {
                    let reason = Phrase(
                        "an order takes two alternatives: one over another",
                        "een volgorde vraagt twee alternatieven: het ene boven het andere",
                    );
                    return Err(Error::fault(at(), reason));
                }
                if instance.values.len() != it.within.len() {
                    let reason = Phrase(
                        "a group has one value of each key that groups are made by",
                        "een groep heeft één waarde van elke sleutel die groepen maakt",
                    );
                    return Err(Error::fault(at(), reason));
                }
                for (key, value) in it.within.iter().zip(&instance.values) {
                    let count = self.keys[*key].values.len();
                    if *value >= count {
                        let id = &self.keys[*key].id;
                        let key = both(format!("value of `{id}`"), format!("waarde van `{id}`"));
                        return Err(nowhere(at(), &key, *value, count));
                    }
                }
                let mut named = instance.of.iter().chain(&instance.over);
                if let Some(index) = named.find(|index| **index >= alternatives) {
                    return Err(nowhere(at(), &kind("alternative"), *index, alternatives));
                }
                let group = |of: &usize| self.groups.iter().position(|it| it.members.contains(of));
                if let (Some(of), Some(over)) = (&instance.of, &instance.over)
                    && group(of) != group(over)
                {
                    let reason = Phrase(
                        "alternatives are compared within a group, and these two are not",
                        "alternatieven worden binnen een groep vergeleken, en deze twee zitten er \
                         niet samen in",
                    );
                    return Err(Error::fault(at(), reason));
                }
            }
        }
        self.claims = claims;
        Ok(())
    }

    /// Let methods that need ratios take ordinal levels as 1 .. L, or not. Levels have an order and
    /// no ratios, so such a method refuses them unless it may.
    pub fn set_levels_as_ratios(&mut self, may: bool) {
        self.levels_as_ratios = may;
    }
}
