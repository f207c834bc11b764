//! The methods that make weights of judgements, with their parameters.

use super::judgement::{
    DerivedWeights, Fault, Form, Judgement, ahp, bwm, direct, fucom, lbwa, macbeth, rancom,
    rank_exponent, rank_reciprocal, rank_sum, roc, smart, srf, swara, swing, trade_off,
};
use crate::weighting::WeightingSheet;
use serde::{Deserialize, Serialize};

/// How judgements become weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum JudgementWeighting {
    /// Points for importance.
    Direct,
    /// Points for swings, the largest having 100.
    Swing,
    /// Points for importance, the least important having 10.
    Smart(smart::Parameters),
    /// Ranks, in proportion to how many places lie below.
    RankSum,
    /// Ranks, in proportion to 1 over the place.
    RankReciprocal,
    /// Ranks, with an exponent that says how steeply weights fall.
    RankExponent(rank_exponent::Parameters),
    /// Ranks, at the centre of all weights in that order.
    Roc,
    /// Pairs of which one matters more, or neither.
    Rancom,
    /// Ranks with blank cards between them (revised Simos).
    Srf(srf::Parameters),
    /// Ratios of every two.
    Ahp(ahp::Parameters),
    /// Ratios to the best and to the worst.
    Bwm(bwm::Parameters),
    /// Ratios of neighbours in the order.
    Fucom,
    /// By what part each exceeds the next in the order.
    Swara,
    /// Levels of importance, and places within them.
    Lbwa(lbwa::Parameters),
    /// Differences of attractiveness in words.
    Macbeth,
    /// Changes on two criteria that are worth the same.
    TradeOff,
}

impl JudgementWeighting {
    /// Every method with the parameters of its paper.
    pub fn all() -> Vec<JudgementWeighting> {
        use JudgementWeighting::*;
        vec![
            Direct,
            Swing,
            Smart(Default::default()),
            RankSum,
            RankReciprocal,
            RankExponent(Default::default()),
            Roc,
            Rancom,
            Srf(Default::default()),
            Ahp(Default::default()),
            Bwm(Default::default()),
            Fucom,
            Swara,
            Lbwa(Default::default()),
            Macbeth,
            TradeOff,
        ]
    }

    /// Its definition sheet.
    pub fn sheet(&self) -> &'static WeightingSheet {
        use JudgementWeighting::*;
        match self {
            Direct => &direct::SHEET,
            Swing => &swing::SHEET,
            Smart(_) => &smart::SHEET,
            RankSum => &rank_sum::SHEET,
            RankReciprocal => &rank_reciprocal::SHEET,
            RankExponent(_) => &rank_exponent::SHEET,
            Roc => &roc::SHEET,
            Rancom => &rancom::SHEET,
            Srf(_) => &srf::SHEET,
            Ahp(_) => &ahp::SHEET,
            Bwm(_) => &bwm::SHEET,
            Fucom => &fucom::SHEET,
            Swara => &swara::SHEET,
            Lbwa(_) => &lbwa::SHEET,
            Macbeth => &macbeth::SHEET,
            TradeOff => &trade_off::SHEET,
        }
    }

    /// The form of the judgements that it takes.
    pub fn form(&self) -> Form {
        use JudgementWeighting::*;
        match self {
            Direct | Swing | Smart(_) => Form::Points,
            RankSum | RankReciprocal | RankExponent(_) | Roc | Rancom | Srf(_) => Form::Order,
            Ahp(_) | Bwm(_) | Fucom => Form::Ratio,
            Swara => Form::More,
            Lbwa(_) => Form::Level,
            Macbeth => Form::Difference,
            TradeOff => Form::TradeOff,
        }
    }

    /// The weights of items 0 .. `items` - 1.
    ///
    /// # Errors
    /// [`Fault`] where the judgements give no weights: too few, of another form, or contradictory
    /// where the method needs them to agree.
    ///
    /// ```
    /// use afweging::weighting::JudgementWeighting;
    /// use afweging::weighting::judgement::Judgement;
    ///
    /// let swing = |of, points| Judgement::Points { of, low: points, high: points };
    /// let derived = JudgementWeighting::Swing.derive(2, &[swing(0, 100.0), swing(1, 60.0)]).unwrap();
    /// assert!((derived.weights[0] - 0.625).abs() < 1e-12);
    /// ```
    pub fn derive(&self, items: usize, judgements: &[Judgement]) -> Result<DerivedWeights, Fault> {
        use JudgementWeighting::*;
        match self {
            Direct => direct::derive(items, judgements),
            Swing => swing::derive(items, judgements),
            Smart(parameters) => smart::derive(items, judgements, parameters),
            RankSum => rank_sum::derive(items, judgements),
            RankReciprocal => rank_reciprocal::derive(items, judgements),
            RankExponent(parameters) => rank_exponent::derive(items, judgements, parameters),
            Roc => roc::derive(items, judgements),
            Rancom => rancom::derive(items, judgements),
            Srf(parameters) => srf::derive(items, judgements, parameters),
            Ahp(parameters) => ahp::derive(items, judgements, parameters),
            Bwm(parameters) => bwm::derive(items, judgements, parameters),
            Fucom => fucom::derive(items, judgements),
            Swara => swara::derive(items, judgements),
            Lbwa(parameters) => lbwa::derive(items, judgements, parameters),
            Macbeth => macbeth::derive(items, judgements),
            TradeOff => trade_off::derive(items, judgements),
        }
    }
}
