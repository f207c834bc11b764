//! AHP: weights from pairwise comparisons.
//!
//! The matrix A of judged ratios a_ij = w_i / w_j, with a_ji = 1 / a_ij, gives the weights w: the
//! principal eigenvector, A w = lambda_max w (Saaty 1977, doi:10.1016/0022-2496(77)90033-5; 1980),
//! or the geometric means of its rows (Crawford & Williams 1985,
//! doi:10.1016/0022-2496(85)90002-1). Consistency index CI = (lambda_max - n) / (n - 1);
//! consistency ratio CR = CI / RI, with RI the mean CI of random matrices.

mod comparisons;
mod random_index;
mod worst;

use super::ratios::{self, Ratio};
use super::sentences::{decimal, fault, figure, in_dutch, item, remark};
use super::{DerivedWeights, Fault, Judgement, Measure, Remark};
use crate::error::{Phrase, both};
use crate::method::Parameter;
use crate::tolerance::AS_JUDGED;
use crate::weighting::{Evidence, WeightingSheet};
use comparisons::Comparisons;
pub use random_index::RandomIndex;
use serde::{Deserialize, Serialize};

/// How a matrix of comparisons becomes weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Priority {
    /// The principal eigenvector.
    #[default]
    Eigenvector,
    /// The geometric means of the rows.
    GeometricMean,
}

/// Parameters of AHP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Parameters {
    /// How the matrix becomes weights.
    pub priority: Priority,
    /// Whose random index the consistency ratio is counted in.
    pub random_index: RandomIndex,
}

pub(in crate::weighting) const SHEET: WeightingSheet = WeightingSheet {
    name: "ahp",
    idea: Phrase(
        "Pairs are compared: how many times as important is one as the other? The matrix A of the ratios (a_ji = 1 / a_ij) gives the weights w: its principal eigenvector, A w = lambda_max w, or the geometric means of its rows. CI = (lambda_max - n) / (n - 1) measures how far the judgements contradict each other; CR = CI / RI counts it in that of random matrices.",
        "Paren worden vergeleken: hoeveel keer zo belangrijk is het ene als het andere? De matrix A van de verhoudingen (a_ji = 1 / a_ij) geeft de gewichten w: haar voornaamste eigenvector, A w = lambda_max w, of de meetkundige gemiddelden van haar rijen. CI = (lambda_max - n) / (n - 1) meet hoe sterk de oordelen elkaar tegenspreken; CR = CI / RI zet dat af tegen toevallige matrices.",
    ),
    use_when: Phrase(
        "people find it easier to compare two items than to give figures, and the items are few (up to seven or so).",
        "mensen makkelijker twee items vergelijken dan cijfers geven, en er weinig items zijn (tot een zevental).",
    ),
    avoid_when: Phrase(
        "there are many items: n items take n (n - 1) / 2 judgements. Group them in a tree, or use `bwm` (2 n - 3) or `swara` (n - 1).",
        "er veel items zijn: n items vragen n (n - 1) / 2 oordelen. Groepeer ze in een boom, of gebruik `bwm` (2 n - 3) of `swara` (n - 1).",
    ),
    parameters: &[
        Parameter {
            name: "priority",
            default: Phrase::same("eigenvector"),
            meaning: Phrase(
                "how the matrix becomes weights; the two agree where the judgements do, and for up to 3 items",
                "hoe de matrix gewichten wordt; de twee geven hetzelfde waar de oordelen bij elkaar passen, en tot 3 items",
            ),
            accepts: Phrase("eigenvector or geometric-mean", "eigenvector of geometric-mean"),
        },
        Parameter {
            name: "random_index",
            default: Phrase::same("saaty-1980"),
            meaning: Phrase(
                "whose random index the consistency ratio is counted in: up to 10 items, 15 items, or any number",
                "van wie de toevalsindex komt waarmee de consistentieverhouding wordt berekend: tot 10 items, tot 15 items, of elk aantal",
            ),
            accepts: Phrase(
                "saaty-1980, saaty-tran-2007 or alonso-lamata-2006",
                "saaty-1980, saaty-tran-2007 of alonso-lamata-2006",
            ),
        },
    ],
    evidence: Evidence::Judgements(Phrase::same("a / b = 3")),
    degenerate: Phrase(
        "one item has weight 1. Two items are always consistent. Pairs may be left out as long as the others tie all items together: a missing ratio counts as w_i / w_j (Harker 1987), and RI falls in proportion to the judgements beyond the n - 1 that tie the items together. lambda_max is that of the eigenvector whatever the priority. Of a range the geometric middle counts; if that breaks a range though some weights meet all, the nearest weights that do are taken. A pair judged twice is an error. Beyond the table of the random index there is no consistency ratio.",
        "één item heeft gewicht 1. Twee items zijn altijd consistent. Paren mogen wegvallen zolang de andere alle items met elkaar verbinden: een ontbrekende verhouding telt als w_i / w_j (Harker 1987), en RI daalt in verhouding tot het aantal oordelen boven de n - 1 die de items verbinden. lambda_max is die van de eigenvector, wat ook de prioriteit is. Van een bereik telt het meetkundige midden; valt daardoor een gewicht buiten een bereik terwijl sommige gewichten aan alle voldoen, dan gelden de dichtstbijzijnde gewichten die dat doen. Een paar dat tweemaal beoordeeld is, is een fout. Voorbij de tabel van de toevalsindex is er geen consistentieverhouding.",
    ),
    reference: "Saaty 1977, doi:10.1016/0022-2496(77)90033-5; Saaty 1980, The Analytic Hierarchy Process; Crawford & Williams 1985, doi:10.1016/0022-2496(85)90002-1; gaps: Harker 1987, doi:10.1016/0270-0255(87)90503-3, and Agoston & Csato 2022, doi:10.1016/j.omega.2021.102576; geometric consistency index: Aguaron & Moreno-Jimenez 2003, doi:10.1016/S0377-2217(02)00255-2",
    disagreements: Phrase(
        "the random index differs: for 4 items 0.90 here, in pyDecision, pyrepo-mcda and R MCDA, 0.8921 in pymcdm, 0.89 in AHPy; a CR near 0.10 can fall on either side. R MCDA has 1.51 for 10 items where Saaty 1980 has 1.49. Many tutorials and programs call the mean of the normalised columns AHP: a third set of weights, equal to the eigenvector only where the judgements are consistent.",
        "de toevalsindex verschilt: voor 4 items 0,90 hier, in pyDecision, pyrepo-mcda en R MCDA, 0,8921 in pymcdm, 0,89 in AHPy; een CR rond 0,10 kan aan weerszijden vallen. R MCDA heeft 1,51 voor 10 items waar Saaty 1980 1,49 heeft. Veel handleidingen en programma's noemen het gemiddelde van de genormaliseerde kolommen AHP: een derde stel gewichten, alleen gelijk aan de eigenvector waar de oordelen consistent zijn.",
    ),
};

/// The consistency ratio that a set of judgements should not pass.
const MOST_CONSISTENCY_RATIO: f64 = 0.10;

/// Saaty's scale ends here.
const SCALE_END: f64 = 9.0;

/// More items than this are more than people can compare: seven plus two.
const MOST_ITEMS: usize = 9;

pub(in crate::weighting) fn derive(
    items: usize,
    judgements: &[Judgement],
    parameters: &Parameters,
) -> Result<DerivedWeights, Fault> {
    if items < 2 {
        return ratios::single(items, judgements);
    }
    let judged = ratios::read(SHEET.name, items, judgements)?;
    ratios::tied(items, &judged)?;
    let matrix = Comparisons::of(items, &judged);
    let principal = matrix.principal().ok_or_else(|| {
        fault(
            [],
            both(
"the judgements contradict each other so strongly that the eigenvector of their matrix cannot be found",
"de oordelen spreken elkaar zo sterk tegen dat de eigenvector van hun matrix niet te vinden is",
),
            both(
"judge on Saaty's scale, from 1/9 to 9",
"beoordeel op de schaal van Saaty, van 1/9 tot 9",
),
        )
    })?;
    let logs = match parameters.priority {
        Priority::Eigenvector => principal.logs.clone(),
        Priority::GeometricMean => matrix.geometric(),
    };
    let consistency = Consistency::of(items, &judged, principal.lambda, parameters.random_index);
    let mut derived = ratios::settle(items, &judged, logs.clone());
    derived.consistency = consistency.measures(parameters.random_index);
    if parameters.priority == Priority::GeometricMean {
        derived.consistency.extend(geometric_consistency(items, &judged, &logs));
    }
    // Ranges that can all be met contradict nothing, though their middles may.
    let contradict = derived.residuals.iter().any(|residual| residual.missed_by > 0.0);
    let worst = contradict
        .then(|| worst::worst(items, &judged, principal.lambda))
        .flatten()
        .map(|worst| consistency.worst_remark(&judged, worst));
    derived.notes = worst.into_iter().chain(derived.notes).collect();
    derived.notes.extend(ratios::ranges_remark(&judged));
    derived.notes.extend(consistency.remarks(parameters.random_index));
    derived.notes.extend(scale_remark(&judged));
    derived.notes.extend(many_remark(items, judged.len()));
    Ok(derived)
}

/// How far judgements contradict each other.
#[derive(Debug, Clone, Copy)]
struct Consistency {
    items: usize,
    judged: usize,
    lambda: f64,
    /// What CI is counted in, if anything.
    random: Option<f64>,
}

impl Consistency {
    fn of(items: usize, judged: &[Ratio], lambda: f64, index: RandomIndex) -> Consistency {
        let mut consistency = Consistency { items, judged: judged.len(), lambda, random: None };
        // Each judgement beyond the items - 1 that tie them together closes a circle, and only
        // circles can contradict. The index of a matrix with gaps is nearly in proportion to their
        // number (Agoston & Csato 2022).
        let share = consistency.circles() as f64 / consistency.most_circles() as f64;
        consistency.random =
            index.of(items).map(|random| random * share).filter(|random| *random > 0.0);
        consistency
    }

    fn pairs(&self) -> usize {
        self.items * (self.items - 1) / 2
    }

    fn circles(&self) -> usize {
        self.judged + 1 - self.items
    }

    fn most_circles(&self) -> usize {
        self.pairs() + 1 - self.items
    }

    fn index(&self, lambda: f64) -> f64 {
        let n = self.items as f64;
        // A largest eigenvalue that is n but for rounding is n.
        if lambda - n <= AS_JUDGED * n { 0.0 } else { (lambda - n) / (n - 1.0) }
    }

    fn measures(&self, index: RandomIndex) -> Vec<Measure> {
        let ci = self.index(self.lambda);
        let measure = |name, value, limit, source| Measure { name, value, limit, source };
        let mut measures = vec![
            measure("lambda max", self.lambda, None, "Saaty 1977"),
            measure("consistency index", ci, None, "Saaty 1977"),
        ];
        if let Some(random) = self.random {
            let limit = Some(MOST_CONSISTENCY_RATIO);
            measures.push(measure("consistency ratio", ci / random, limit, index.source()));
        }
        // Judgements 300 powers of ten apart may contradict each other beyond all numbers.
        measures.retain(|measure| measure.value.is_finite());
        measures
    }

    /// What is not measured, and why; what stands for it.
    fn remarks(&self, index: RandomIndex) -> Option<Remark> {
        if self.items < 3 {
            return None;
        }
        if self.circles() == 0 {
            return Some(remark(
                "The judgements are just as many as it takes to tie the items together: none is checked by another, so consistency is not measured.".into(),
                "Er zijn net genoeg oordelen om alle onderdelen met elkaar te verbinden: geen enkel oordeel wordt door een ander gecontroleerd, en dus valt de consistentie niet te meten.".into(),
            ));
        }
        if self.random.is_none() {
            let (n, last) = (self.items, index.last());
            return Some(remark(
                format!(
                    "The table of the random index ends at {last} items and there are {n}, so there is no consistency ratio. `random_index = \"alonso-lamata-2006\"` has a formula for any number."
                ),
                format!(
                    "De tabel van de toevalsindex gaat tot {last} onderdelen en hier zijn er {n}: er is dus geen consistentieratio. `random_index = \"alonso-lamata-2006\"` heeft een formule voor elk aantal."
                ),
            ));
        }
        if self.judged < self.pairs() {
            let (judged, pairs) = (self.judged, self.pairs());
            return Some(remark(
                format!(
                    "{judged} of the {pairs} pairs were judged. The consistency ratio allows for that: the random index is lowered in proportion to the judgements that check others, a good approximation (Agoston & Csato 2022)."
                ),
                format!(
                    "{judged} van de {pairs} paren zijn beoordeeld. De consistentieratio houdt daar rekening mee: de toevalsindex is verlaagd in verhouding tot het aantal oordelen dat andere controleert, een goede benadering (Agoston & Csato 2022)."
                ),
            ));
        }
        None
    }

    /// Which judgement spoils consistency most, and what would fit.
    fn worst_remark(&self, judged: &[Ratio], worst: worst::Worst) -> Remark {
        let ratio = &judged[worst.judgement];
        let [text, text_nl] = ratio.text();
        let fitting = decimal(worst.fitting_log.exp().min(f64::MAX));
        let [scale, scale_nl] = on_scale(ratio, worst.fitting_log);
        let (before, after) = (self.index(self.lambda), self.index(worst.lambda));
        let (measure, measure_nl, unit) = match self.random {
            Some(random) => ("consistency ratio", "consistentieratio", random),
            None => ("consistency index", "consistentie-index", 1.0),
        };
        let show = |index: f64| decimal((index / unit).min(f64::MAX));
        let (before, after) = (show(before), show(after));
        let (others, others_nl) = match worst.others {
            0 => (String::new(), String::new()),
            1 => (" (as does one other judgement)".into(), " (net als één ander oordeel)".into()),
            many => (
                format!(" (as do {many} other judgements)"),
                format!(" (net als {many} andere oordelen)"),
            ),
        };
        Remark {
            judgement: Some(worst.judgement),
            text: [
                format!(
                    "{text} spoils consistency most{others}. The other judgements say {fitting}, {scale}; with that the {measure} would be {after} instead of {before}."
                ),
                format!(
                    "{text_nl} verstoort de consistentie het meest{others_nl}. Volgens de andere oordelen is het {}, {scale_nl}; daarmee zou de {measure_nl} {} zijn in plaats van {}.",
                    in_dutch(&fitting),
                    in_dutch(&after),
                    in_dutch(&before)
                ),
            ],
        }
    }
}

/// The geometric consistency index: the sum over judged pairs of (log a_ij - log w_i + log w_j)^2
/// over the number of circles, which in a complete matrix is (n - 1) (n - 2) / 2. Its limit, where
/// CR is about 0.10, is for complete matrices.
fn geometric_consistency(items: usize, judged: &[Ratio], logs: &[f64]) -> Option<Measure> {
    let circles = (judged.len() + 1).checked_sub(items).filter(|circles| *circles > 0)?;
    let squares: f64 = judged
        .iter()
        .map(|ratio| (ratio.middle_log() - logs[ratio.a] + logs[ratio.b]).powi(2))
        .sum();
    let complete = judged.len() == items * (items - 1) / 2;
    let limit = complete.then_some(match items {
        3 => 0.3147,
        4 => 0.3526,
        _ => 0.370,
    });
    Some(Measure {
        name: "geometric consistency index",
        value: squares / circles as f64,
        limit,
        source: "Aguaron & Moreno-Jimenez 2003, doi:10.1016/S0377-2217(02)00255-2",
    })
}

/// A ratio as Saaty's scale has it: the nearest degree, in logarithms, and its words.
fn on_scale(ratio: &Ratio, log: f64) -> [String; 2] {
    const ENGLISH: [&str; 5] = ["equally", "moderately", "strongly", "very strongly", "extremely"];
    const DUTCH: [&str; 5] = ["even", "iets", "veel", "zeer veel", "uitermate veel"];
    let (more, less) = if log < 0.0 { (ratio.b, ratio.a) } else { (ratio.a, ratio.b) };
    let (more, less) = (item(more), item(less));
    let size = log.abs().exp();
    if size > SCALE_END + 0.5 {
        return [
            "beyond Saaty's scale, from 1/9 to 9".into(),
            "buiten de schaal van Saaty, van 1/9 tot 9".into(),
        ];
    }
    let nearest = (1..=9u8)
        .min_by(|one, other| {
            let away = |degree: &u8| (f64::from(*degree).ln() - log.abs()).abs();
            away(one).total_cmp(&away(other))
        })
        .unwrap_or(1);
    let degree = figure(if log < 0.0 { 1.0 / f64::from(nearest) } else { f64::from(nearest) });
    let place = usize::from(nearest - 1) / 2;
    if nearest == 1 {
        return [
            "about 1 on Saaty's scale: equally important".into(),
            "ongeveer 1 op de schaal van Saaty: even belangrijk".into(),
        ];
    }
    if nearest.is_multiple_of(2) {
        return [
            format!(
                "about {degree} on Saaty's scale: {more} between {} and {} more important than {less}",
                ENGLISH[place],
                ENGLISH[place + 1]
            ),
            format!(
                "ongeveer {degree} op de schaal van Saaty: {more} tussen {} en {} belangrijker dan {less}",
                DUTCH[place],
                DUTCH[place + 1]
            ),
        ];
    }
    [
        format!(
            "about {degree} on Saaty's scale: {more} {} more important than {less}",
            ENGLISH[place]
        ),
        format!(
            "ongeveer {degree} op de schaal van Saaty: {more} {} belangrijker dan {less}",
            DUTCH[place]
        ),
    ]
}

/// Judgements beyond Saaty's scale are used as they are.
fn scale_remark(judged: &[Ratio]) -> Option<Remark> {
    let end = SCALE_END.ln() + AS_JUDGED;
    let beyond: Vec<usize> = (0..judged.len())
        .filter(|at| judged[*at].high.ln() > end || judged[*at].low.ln() < -end)
        .collect();
    let first = *beyond.first()?;
    let [text, text_nl] = judged[first].text();
    let (who, who_nl) = match beyond.len() {
        1 => (format!("{text} lies"), format!("{text_nl} valt")),
        2 => (
            format!("{text} and one other judgement lie"),
            format!("{text_nl} en één ander oordeel vallen"),
        ),
        many => (
            format!("{text} and {} other judgements lie", many - 1),
            format!("{text_nl} en {} andere oordelen vallen", many - 1),
        ),
    };
    Some(Remark {
        judgement: Some(first),
        text: [
            format!(
                "{who} outside Saaty's scale, from 1/9 to 9, for which the limit of the consistency ratio was made."
            ),
            format!(
                "{who_nl} buiten de schaal van Saaty, van 1/9 tot 9, waarvoor de grens van de consistentieratio is bepaald."
            ),
        ],
    })
}

/// What many items ask of a person.
fn many_remark(items: usize, judged: usize) -> Option<Remark> {
    let pairs = items * (items - 1) / 2;
    let (asked, asked_nl) = if judged == pairs {
        (
            format!("{items} items took {pairs} judgements"),
            format!("{items} onderdelen vroegen {pairs} oordelen"),
        )
    } else {
        (
            format!("{items} items take {pairs} judgements ({judged} were given)"),
            format!("{items} onderdelen vragen {pairs} oordelen ({judged} zijn gegeven)"),
        )
    };
    (items > MOST_ITEMS).then(|| {
        remark(
            format!(
                "{asked}. Saaty advises to compare at most seven, plus or minus two, at a time: group them in a tree (Saaty & Ozdemir 2003)."
            ),
            format!(
                "{asked_nl}. Saaty raadt aan om er hoogstens zeven, plus of min twee, tegelijk te vergelijken: groepeer ze in een boom (Saaty & Ozdemir 2003)."
            ),
        )
    })
}

#[cfg(test)]
mod tests;
