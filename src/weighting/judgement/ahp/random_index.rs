//! Random indices: the mean consistency index of matrices filled at random with Saaty's scale.

use serde::{Deserialize, Serialize};

/// Whose random index a consistency ratio is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum RandomIndex {
    /// Saaty 1980, of 500 matrices each: up to 10 items.
    #[default]
    #[serde(rename = "saaty-1980")]
    Saaty1980,
    /// Saaty & Tran 2007: up to 15 items.
    #[serde(rename = "saaty-tran-2007")]
    SaatyTran2007,
    /// Alonso & Lamata 2006, of 100,000 matrices each: up to 15 items, and their straight line for
    /// more.
    #[serde(rename = "alonso-lamata-2006")]
    AlonsoLamata2006,
}

const SAATY: &[f64] = &[0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49];

const SAATY_TRAN: &[f64] =
    &[0.52, 0.89, 1.11, 1.25, 1.35, 1.40, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59];

const ALONSO_LAMATA: &[f64] = &[
    0.5245, 0.8815, 1.1086, 1.2479, 1.3417, 1.4056, 1.4499, 1.4854, 1.5141, 1.5365, 1.5551, 1.5713,
    1.5838,
];

impl RandomIndex {
    /// Of complete matrices of n items; `None` for fewer than 3 and beyond the table.
    pub fn of(self, n: usize) -> Option<f64> {
        let table = match self {
            RandomIndex::Saaty1980 => SAATY,
            RandomIndex::SaatyTran2007 => SAATY_TRAN,
            RandomIndex::AlonsoLamata2006 => ALONSO_LAMATA,
        };
        let at = n.checked_sub(3)?;
        // The mean largest eigenvalue is 2.7699 n - 4.3513.
        let line = || (1.7699 * n as f64 - 4.3513) / (n - 1) as f64;
        let beyond = || (self == RandomIndex::AlonsoLamata2006).then(line);
        table.get(at).copied().or_else(beyond)
    }

    /// How many items the table goes up to.
    pub fn last(self) -> usize {
        match self {
            RandomIndex::Saaty1980 => 10,
            RandomIndex::SaatyTran2007 | RandomIndex::AlonsoLamata2006 => 15,
        }
    }

    /// The source of the limit and of the index it is counted in.
    pub fn source(self) -> &'static str {
        match self {
            RandomIndex::Saaty1980 => "limit: Saaty 1980; random index: Saaty 1980",
            RandomIndex::SaatyTran2007 => {
                "limit: Saaty 1980; random index: Saaty & Tran 2007, doi:10.1016/j.mcm.2007.03.022"
            }
            RandomIndex::AlonsoLamata2006 => {
                "limit: Saaty 1980; random index: Alonso & Lamata 2006, doi:10.1142/S0218488506004114"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_end_where_they_say_and_the_line_goes_on() {
        for index in
            [RandomIndex::Saaty1980, RandomIndex::SaatyTran2007, RandomIndex::AlonsoLamata2006]
        {
            assert!([0, 1, 2].iter().all(|n| index.of(*n).is_none()));
            assert!((3..=index.last()).all(|n| index.of(n).is_some()));
            let goes_on = index == RandomIndex::AlonsoLamata2006;
            assert_eq!(index.of(index.last() + 1).is_some(), goes_on);
        }
        // The line through the table: within 0.005 of its last entries.
        let line = |n: f64| (2.7699 * n - 4.3513 - n) / (n - 1.0);
        for n in 8..=15u8 {
            let table = RandomIndex::AlonsoLamata2006.of(usize::from(n)).unwrap();
            assert!((table - line(f64::from(n))).abs() < 0.005, "{n}");
        }
        assert!((RandomIndex::AlonsoLamata2006.of(25).unwrap() - line(25.0)).abs() < 1e-14);
    }
}
