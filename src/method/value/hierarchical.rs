//! Hierarchical aggregation: the value of each node of the criteria tree from the values of its
//! children, up to the top, whose value is the score. This is how composite indicators are built.
//!
//! value(leaf) = its value function at the figure, 0 worst to 1 best, as in the weighted sum.
//! value(node) = A(values of its children; weights of the children among each other), A being the
//! node's `aggregate`: the weighted mean (default), the geometric, harmonic or power mean, the least
//! or the greatest, an ordered weighted average, a Choquet integral, or Copeland scores. The weight
//! of a child is the sum of the weights of its leaves; a child without weight has no influence.
//!
//! A node with rules has a level, found in its table from the levels of its children, see
//! [`super::rule_tree`]. value(level k of L) = k / (L - 1), 0 worst to 1 best, whatever the weights
//! below it. Where several levels are possible, its value lies between those of the worst and the
//! best, and the nominal value is half way between these.
//!
//! With `missing = "drop"` a figure of which nothing is known leaves its node, and the others there
//! are weighted anew. A node of which nothing is left leaves the node above.
//!
//! OECD & JRC 2008, *Handbook on Constructing Composite Indicators*, doi:10.1787/9789264043466-en,
//! step 6; the means are those of Hardy, Littlewood & Pólya 1934, *Inequalities*, ch. 2. Each other
//! aggregate has its source in [`super::aggregate`].
//!
//! ```
//! use afweging::study::evaluate;
//! use afweging::method::Method;
//! use afweging::problem::{Aggregate, Direction, Problem};
//!
//! // Two marks from 0 to 100, whose geometric mean is half of the score; the third is the rest.
//! let marks = |c: afweging::problem::Details| c.scale(0.0, 100.0);
//! let problem = Problem::builder()
//!     .node_with("both", 1.0, |c| c.aggregate(Aggregate::Geometric { floor: None }))
//!     .criterion_with("reading", Direction::Max, 1.0, |c| marks(c).parent("both"))
//!     .criterion_with("sums", Direction::Max, 1.0, |c| marks(c).parent("both"))
//!     .criterion_with("sport", Direction::Max, 1.0, marks)
//!     .alternative("A", [90.0, 40.0, 50.0])
//!     .alternative("B", [64.0, 64.0, 50.0])
//!     .alternative("C", [100.0, 0.0, 100.0])
//!     .build()?;
//! let evaluation = evaluate(&problem, &Method::of_tree(problem.tree()))?;
//! let ranking = evaluation.ranking();
//! // A: (sqrt(0.9 x 0.4) + 0.5) / 2 = (0.6 + 0.5) / 2; B: (0.64 + 0.5) / 2; C: (0 + 1) / 2.
//! for (row, (name, score)) in [("B", 0.57), ("A", 0.55), ("C", 0.5)].into_iter().enumerate() {
//!     assert_eq!(ranking.get(row, "alternative").as_text(), Some(name));
//!     assert!((ranking.get(row, "score").as_number().unwrap() - score).abs() < 1e-12);
//! }
//! # Ok::<(), afweging::Error>(())
//! ```

use crate::error::{Phrase, Result};
use crate::method::by_row::ByRow;
use crate::method::columns::eligible;
use crate::method::definition::{Definition, Dependence, Family};
use crate::method::lack::Lack;
use crate::method::prepared::Prepared;
use crate::method::sheet::Sheet;
use crate::method::value::hierarchy::{self, Hierarchy};
use crate::method::value::weighted_sum;
use crate::problem::{Aggregate, Group, Problem, Tree};
use crate::value::formula::ScaleNeeded;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Hierarchical aggregation has no parameters: what each node does stands with the node.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameters {}

pub(crate) const SHEET: Sheet = Sheet {
    name: "hierarchical",
    idea: Phrase(
        "The value of each node of the criteria tree follows from the values of the criteria below it, in the way that its `aggregate` says: the weighted mean (sum), a geometric, harmonic or power mean, the least or the greatest value, an ordered weighted average, a Choquet integral or Copeland scores; or its level follows from a table of rules over their levels (DEXi). The value at the top is the score.",
        "De waarde van elke groep criteria in de boom van criteria volgt uit de waarden van de criteria eronder, op de manier die `aggregate` van de groep criteria zegt: het gewogen gemiddelde (sum), een meetkundig, harmonisch of machtsgemiddelde, de kleinste of de grootste waarde, een geordend gewogen gemiddelde, een Choquet-integraal of Copeland-scores; of haar niveau volgt uit een tabel van regels over hun niveaus (DEXi). De waarde bovenaan is de score.",
    ),
    use_when: Phrase(
        "a composite indicator is built step by step, and within some of its parts a bad figure should not be made good by a good one; or figures are missing that should leave their part (`missing = \"drop\"`); or what is good can be said in rules better than in weights (`rules`). It is the default method of such a case.",
        "een samengestelde indicator stap voor stap wordt opgebouwd, en in sommige delen ervan een slecht cijfer niet door een goed cijfer goed te maken mag zijn; of wanneer cijfers ontbreken die hun deel moeten verlaten (`missing = \"drop\"`); of wanneer wat goed is, zich beter in regels dan in gewichten laat zeggen (`rules`). Het is de standaardmethode van zo'n dossier.",
    ),
    avoid_when: Phrase(
        "all criteria compensate each other: `weighted-sum` says the same and comes with more studies. Interactions and order weights that nobody was asked for are a guess.",
        "alle criteria elkaar compenseren: `weighted-sum` zegt dan hetzelfde en kan in meer studies mee. Interacties en volgordegewichten waar niemand naar gevraagd is, zijn een gok.",
    ),
    parameters: &[],
    score: Phrase(
        "0 worst to 1 best with value functions on fixed scales. Higher is better.",
        "van 0 (slechtste) tot 1 (beste) met waardefuncties op vaste schalen. Hoger is beter.",
    ),
    symbol: "",
    own_table: Some("nodes"),
    own_pairs: None,
    scale: ScaleNeeded::Interval,
    ties: Phrase(
        "scores within 1e-10 of the group's largest |score| share a rank. Under `min` and `max` ties are usual, and so they are under `copeland` with few alternatives.",
        "scores die minder dan 1e-10 van de grootste |score| van de groep verschillen, delen een rang. Bij `min` en `max` is gelijke stand gewoon, en bij `copeland` met weinig alternatieven ook.",
    ),
    degenerate: Phrase(
        "a value of 0 makes a geometric or harmonic mean 0, unless there is a `floor`; a value below 0 there is an error. A child without weight has no influence, also under `min` and `max`. Where all the weight of a draw lies on what is missing of an alternative, its score is that at the case's weights; an alternative of which nothing is known has no score. Interactions that the weights of a draw leave no room for are made smaller, all by one factor, so that no better value makes the whole worse. One alternative under `copeland`: 0.5. A node whose rules leave several levels open counts half way between the worst and the best of them.",
        "een waarde van 0 maakt een meetkundig of harmonisch gemiddelde 0, behalve met een `floor`; een waarde onder 0 is daar een fout. Een criterium zonder gewicht heeft geen invloed, ook niet bij `min` en `max`. Ligt in een trekking al het gewicht op wat van een alternatief ontbreekt, dan is de score die bij de gewichten van het dossier; een alternatief waarvan niets bekend is, heeft geen score. Interacties waarvoor de gewichten van een trekking geen ruimte laten, worden kleiner gemaakt, alle met één factor, zodat geen betere waarde het geheel slechter maakt. Eén alternatief bij `copeland`: 0,5. Een groep criteria waarvan de regels verscheidene niveaus openlaten, telt halverwege tussen het slechtste en het beste daarvan.",
    ),
    reference: "OECD & JRC 2008, Handbook on Constructing Composite Indicators, doi:10.1787/9789264043466-en, step 6; Yager 1988, doi:10.1109/21.87068 (owa); Grabisch 1997, doi:10.1016/S0165-0114(97)00168-1 (choquet); Copeland 1951, A reasonable social welfare function (copeland); Bohanec 2022, doi:10.1007/978-981-16-7414-3_3 (rules)",
    disagreements: Phrase(
        "COINr gives Copeland scores as the net number of alternatives beaten; here that is brought to 0 .. 1, in the same order. COINr refuses a geometric or harmonic mean of a 0; here it is 0. Order weights of `owa` take no account of the weights of the criteria, as in Yager's paper; `alpha` does. DEXi takes one weight per level of a criterion where rules are filled in; here a weight counts the whole way from the worst level to the best.",
        "COINr geeft als Copeland-score het netto aantal alternatieven dat verslagen wordt; hier is dat naar 0 .. 1 gebracht, in dezelfde volgorde. COINr weigert een meetkundig of harmonisch gemiddelde van een 0; hier is het 0. Volgordegewichten van `owa` houden geen rekening met de gewichten van de criteria, zoals in het artikel van Yager; `alpha` wel. DEXi neemt een gewicht per niveau van een criterium waar regels worden ingevuld; hier telt een gewicht voor de hele weg van het slechtste niveau naar het beste.",
    ),
    allows_target: true,
    value_functions: true,
};

impl Definition for Parameters {
    fn sheet(&self) -> &'static Sheet {
        &SHEET
    }

    fn family(&self) -> Family {
        Family::Value
    }

    fn dependence(&self, problem: &Problem, weights: &[f64]) -> Option<Dependence> {
        match looks_at_rivals(&problem.tree) {
            true => Some(Dependence::Rivals),
            false => weighted_sum::Parameters::default().dependence(problem, weights),
        }
    }

    fn lacks(&self) -> &'static [Lack] {
        &[Lack::OBSERVED]
    }

    fn is_fixed(&self, problem: &Problem) -> bool {
        !looks_at_rivals(&problem.tree) && weighted_sum::Parameters::default().is_fixed(problem)
    }

    fn reads_value_functions(&self) -> bool {
        true
    }

    fn lacking_scales(&self, problem: &Problem) -> Vec<usize> {
        weighted_sum::Parameters::default().lacking_scales(problem)
    }

    fn is_weighted_sum(&self, problem: &Problem) -> bool {
        problem.tree.is_additive()
    }

    fn by_row(&self, problem: &Problem) -> Option<ByRow> {
        match looks_at_rivals(&problem.tree) {
            true => None,
            false if self.is_fixed(problem) && !problem.tree.drops_somewhere() => {
                Some(ByRow::Alone)
            }
            false => Some(ByRow::ends()),
        }
    }

    fn prepare(&self, problem: &Problem, group: &Group) -> Result<Prepared> {
        let hierarchy = Hierarchy::new(&problem.tree);
        let is_fixed = self.is_fixed(problem);
        let candidates = match is_fixed {
            true => group.members.clone(),
            false => eligible(problem, group),
        };
        let leaves = problem.tree.leaves.len();
        let is_left_out = |member: usize| (0..leaves).any(|leaf| problem.is_dropped(member, leaf));
        let left_out = match &group.whole {
            Some(whole) => whole.left_out,
            None => {
                let mut of_candidates = candidates.iter();
                problem.tree.drops_somewhere() && of_candidates.any(|it| is_left_out(*it))
            }
        };
        if problem.tree.without_sum().is_empty() && !left_out {
            let mut prepared = weighted_sum::with_values(problem, group)?;
            let values = prepared.values.clone().map(Arc::new);
            prepared.nodes = values.map(|values| hierarchy::figures_of_sums(hierarchy, values));
            return Ok(prepared);
        }
        hierarchy::prepare(&SHEET, hierarchy, is_fixed, problem, group)
    }
}

/// Whether the value of some node compares alternatives.
fn looks_at_rivals(tree: &Tree) -> bool {
    tree.without_sum().iter().any(|node| *tree.aggregate(*node) == Aggregate::Copeland)
}
