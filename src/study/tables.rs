//! The result tables of every answer, by name.

use crate::error::{Error, Result};
use crate::evaluate::evaluation::{Evaluation, GroupResult};
use crate::study::acceptability::{Acceptability, Exact};
use crate::study::agreement::Agreement;
use crate::study::drivers::Drivers;
use crate::study::information::Information;
use crate::study::reversal::Reversal;
use crate::study::robust::Robust;
use crate::study::stability::Stability;
use crate::study::sweep::Sweep;
use crate::study::verify::Verification;
use crate::table::Table;

/// Makes a table when it is asked for.
pub type MakeTable<'a> = Box<dyn Fn() -> Table + 'a>;

/// An answer whose result tables have names: those of the command line (`--table`), in its order.
/// The first is the main one.
///
/// ```
/// use afweging::method::Method;
/// use afweging::problem::{Direction, Problem};
/// use afweging::study::{Tables, evaluate};
///
/// let problem = Problem::builder()
///     .criterion("price", Direction::Min, 1.0)
///     .alternative("A", [100.0])
///     .alternative("B", [120.0])
///     .build()?;
/// let evaluation = evaluate(&problem, &[Method::default()])?;
/// assert_eq!(
///     evaluation.tables(),
///     ["ranking", "order", "contributions", "evidence", "summary"]
/// );
/// let ranking = evaluation.table_named("ranking")?;
/// assert_eq!(ranking.get(0, "alternative").as_text(), Some("A"));
/// let error = evaluation.table_named("rankings").unwrap_err();
/// assert_eq!(error.to_string(), "unknown table `rankings`; did you mean `ranking`?");
/// # Ok::<(), afweging::Error>(())
/// ```
pub trait Tables {
    /// Every table by name, with how to make it. Nothing is made yet.
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)>;

    /// The names of the tables.
    fn tables(&self) -> Vec<&'static str> {
        self.makers().into_iter().map(|(name, _)| name).collect()
    }

    /// The table of that name. One that grows with pairs of alternatives may be very large: the
    /// command line leaves it out of a folder, and this makes it all the same.
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    fn table_named(&self, name: &str) -> Result<Table> {
        let makers = self.makers();
        match makers.iter().find(|(known, _)| *known == name) {
            Some((_, make)) => Ok(make()),
            None => Err(Error::unknown("table", name, makers.iter().map(|(known, _)| *known))),
        }
    }
}

impl Tables for Evaluation<'_> {
    /// After the tables that every method has, one for each method with figures of its own, under
    /// its name.
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        let mut out: Vec<(&'static str, MakeTable)> = vec![
            ("ranking", Box::new(|| self.ranking())),
            ("order", Box::new(|| self.order())),
            ("contributions", Box::new(|| self.contributions())),
            ("evidence", Box::new(|| self.evidence())),
            ("summary", Box::new(|| self.summary())),
        ];
        for run in self.runs.iter().filter(|run| run.groups.iter().any(GroupResult::has_native)) {
            let name = run.method.name();
            let make = move || self.native(run).unwrap_or_else(|| Table::new(name));
            out.push((name, Box::new(make)));
        }
        out
    }
}

impl Tables for Sweep<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("sweep", Box::new(|| self.table())),
            ("switches", Box::new(|| self.switches())),
            ("tornado", Box::new(|| self.tornado())),
            ("bands", Box::new(|| self.bands())),
        ]
    }
}

impl Tables for Acceptability<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("acceptability", Box::new(|| self.table())),
            ("central_weights", Box::new(|| self.central_weights())),
            ("alternatives", Box::new(|| self.alternatives())),
            ("pairwise", Box::new(|| self.pairwise())),
            ("summary", Box::new(|| self.summary())),
            ("choice", Box::new(|| self.choice())),
            ("sampling", Box::new(|| self.sampling_table())),
        ]
    }
}

impl Tables for Exact<'_> {
    /// Those of ranks only where every share of a rank is exact.
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        let mut out: Vec<(&'static str, MakeTable)> = Vec::new();
        if self.has_ranks() {
            out.push(("acceptability", Box::new(|| self.table())));
            out.push(("central_weights", Box::new(|| self.central_weights())));
        }
        out.push(("pairwise", Box::new(|| self.pairwise())));
        out
    }
}

impl Tables for Stability<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("intervals", Box::new(|| self.intervals_table())),
            ("smallest_change", Box::new(|| self.smallest_change())),
            ("fewest_inputs", Box::new(|| self.fewest_inputs())),
            ("passages", Box::new(|| self.passages_table())),
        ]
    }
}

impl Tables for Agreement<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("method_ranks", Box::new(|| self.method_ranks())),
            ("agreement", Box::new(|| self.table())),
        ]
    }
}

impl Tables for Reversal<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("reversal", Box::new(|| self.table())),
            ("tests", Box::new(|| self.tests())),
            ("cycles", Box::new(|| self.cycles_table())),
        ]
    }
}

impl Tables for Drivers<'_> {
    /// The command line adds those of [`Information`].
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("indices", Box::new(|| self.indices())),
            ("factors", Box::new(|| self.factors_table())),
            ("sampling", Box::new(|| self.sampling())),
        ]
    }
}

impl Tables for Information<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("information", Box::new(|| self.table())),
            ("information_groups", Box::new(|| self.by_group())),
        ]
    }
}

impl Tables for Robust<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("preferences", Box::new(|| self.preferences())),
            ("alternatives", Box::new(|| self.alternatives())),
        ]
    }
}

impl Tables for Verification<'_> {
    fn makers(&self) -> Vec<(&'static str, MakeTable<'_>)> {
        vec![
            ("claims", Box::new(|| self.table())),
            ("needs", Box::new(|| self.needs())),
            ("witnesses", Box::new(|| self.witnesses())),
            ("certificates", Box::new(|| self.certificates())),
            ("pieces", Box::new(|| self.pieces())),
            ("rows", Box::new(|| self.rows())),
        ]
    }
}
