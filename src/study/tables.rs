//! The result tables of every answer, by name.

use crate::error::{Error, Result};
use crate::evaluate::evaluation::Evaluation;
use crate::evaluate::evaluations::Evaluations;
use crate::evaluate::tables::{MOST_ORDER_ROWS, makers};
use crate::study::acceptability::{Acceptability, Exact, MOST_PAIRS};
use crate::study::actors::Concessions;
use crate::study::agreement::Agreement;
use crate::study::drivers::Drivers;
use crate::study::information::Information;
use crate::study::question::Interview;
use crate::study::reversal::Reversal;
use crate::study::robust::{Robust, RobustClasses};
use crate::study::scenarios::Scenarios;
use crate::study::stability::Stability;
use crate::study::sweep::Sweep;
use crate::study::targets::Targets;
use crate::study::utastar::Utastar;
use crate::study::verify::Verification;
use crate::study::weights::WeightOrigins;
use crate::table::{NamedTable, Table};

/// Each band takes some milliseconds of search: more than this are only made when their table is
/// asked for.
const MOST_BANDS: usize = 20_000;

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
/// let evaluation = evaluate(&problem, &Method::default())?;
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
    /// Every table under its name. Nothing is made yet.
    fn named_tables(&self) -> Vec<NamedTable<'_>>;

    /// How many draws the tables rest on; `None` if nothing is drawn.
    fn draws(&self) -> Option<u64> {
        None
    }

    /// The names of the tables.
    fn tables(&self) -> Vec<&'static str> {
        self.named_tables().iter().map(NamedTable::name).collect()
    }

    /// The table of that name, however large it is; see [`NamedTable::is_large`].
    ///
    /// # Errors
    /// [`Error::UnknownName`] with the nearest name.
    fn table_named(&self, name: &str) -> Result<Table> {
        let tables = self.named_tables();
        match tables.iter().find(|table| table.name() == name) {
            Some(table) => Ok(table.make()),
            None => Err(Error::unknown("table", name, tables.iter().map(NamedTable::name))),
        }
    }
}

/// After the tables that every method has, one for each method with figures of its own, under its
/// name.
impl Tables for Evaluation<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        makers(std::slice::from_ref(self))
    }
}

/// The same tables, with the rows of one method after those of the other.
impl Tables for Evaluations<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        makers(self)
    }
}

impl Tables for WeightOrigins<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("weights", || self.table()),
            NamedTable::new("consistency", || self.consistency()),
            NamedTable::new("judgements", || self.judgements()),
            NamedTable::new("respondents", || self.respondents()),
        ]
    }
}

impl Tables for Utastar<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("weights", || self.table()),
            NamedTable::new("values", || self.values()),
            NamedTable::new("references", || self.references()),
            NamedTable::new("explained", || self.summary()),
        ]
    }
}

impl Tables for Sweep<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("sweep", || self.table()),
            NamedTable::new("switches", || self.switches())
                .pairs_at_most(MOST_ORDER_ROWS, || self.switch_count()),
            NamedTable::new("tornado", || self.tornado()),
            NamedTable::new("bands", || self.bands()).at_most(MOST_BANDS, || self.band_count()),
        ]
    }
}

impl Tables for Acceptability<'_> {
    fn draws(&self) -> Option<u64> {
        Some(self.draws)
    }

    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        let mut out = vec![
            NamedTable::new("acceptability", || self.table()),
            NamedTable::new("central_weights", || self.central_weights()),
            NamedTable::new("alternatives", || self.alternatives()),
            NamedTable::new("pairwise", || self.pairwise())
                .at_most(2 * MOST_PAIRS, || self.pair_count()),
            NamedTable::new("summary", || self.summary()),
            NamedTable::new("choice", || self.choice()),
            NamedTable::new("sampling", || self.sampling_table()),
        ];
        if self.evaluation.method.sorts() {
            out.insert(0, NamedTable::new("class_acceptability", || self.class_table()));
        }
        out
    }
}

impl Tables for Exact<'_> {
    /// Those of ranks only where every share of a rank is exact.
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        let mut out = Vec::new();
        if self.has_ranks() {
            out.push(NamedTable::new("acceptability", || self.table()));
            out.push(NamedTable::new("central_weights", || self.central_weights()));
        }
        out.push(NamedTable::new("pairwise", || self.pairwise()));
        out
    }
}

impl Tables for Stability<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("intervals", || self.intervals_table()),
            NamedTable::new("smallest_change", || self.smallest_change()),
            NamedTable::new("fewest_inputs", || self.fewest_inputs()),
            NamedTable::new("passages", || self.passages_table()),
        ]
    }
}

impl Tables for Concessions<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("concession", || self.table()),
            NamedTable::new("concession_weights", || self.weights_table()),
            NamedTable::new("concession_improvements", || self.improvements_table()),
        ]
    }
}

impl Tables for Agreement<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("method_ranks", || self.method_ranks()),
            NamedTable::new("agreement", || self.table()),
        ]
    }
}

impl Tables for Reversal<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("reversal", || self.table()),
            NamedTable::new("tests", || self.tests()),
            NamedTable::new("cycles", || self.cycles_table()),
        ]
    }
}

impl Tables for Scenarios<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("scenario_ranking", || self.ranking())
                .at_most(MOST_ORDER_ROWS, || self.row_count()),
            NamedTable::new("scenario_summary", || self.summary()),
        ]
    }
}

impl Tables for Drivers<'_> {
    fn draws(&self) -> Option<u64> {
        Some(2 * self.request.points)
    }

    /// The command line adds those of [`Information`].
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("indices", || self.indices()),
            NamedTable::new("factors", || self.factors_table()),
            NamedTable::new("sampling", || self.sampling()),
        ]
    }
}

impl Tables for Information<'_> {
    fn draws(&self) -> Option<u64> {
        Some(self.request.draws).filter(|draws| *draws > 0)
    }

    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("information", || self.table()),
            NamedTable::new("information_groups", || self.by_group()),
        ]
    }
}

impl Tables for Robust<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("preferences", || self.preferences())
                .pairs_at_most(MOST_ORDER_ROWS, || self.pairs()),
            NamedTable::new("alternatives", || self.alternatives()),
        ]
    }
}

impl Tables for RobustClasses<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![NamedTable::new("classes", || self.table())]
    }
}

impl Tables for Targets<'_> {
    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("targets", || self.table()),
            NamedTable::new("target_changes", || self.changes_table()),
            NamedTable::new("plus_minus_one", || self.plus_minus_one()),
        ]
    }
}

impl Tables for Interview<'_> {
    fn draws(&self) -> Option<u64> {
        self.points()
    }

    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("first_places", || self.first_places()),
            NamedTable::new("questions", || self.questions()),
        ]
    }
}

impl Tables for Verification<'_> {
    fn draws(&self) -> Option<u64> {
        self.draws
    }

    fn named_tables(&self) -> Vec<NamedTable<'_>> {
        vec![
            NamedTable::new("claims", || self.table()),
            NamedTable::new("needs", || self.needs()),
            NamedTable::new("witnesses", || self.witnesses()),
            NamedTable::new("certificates", || self.certificates()),
            NamedTable::new("pieces", || self.pieces()),
            NamedTable::new("rows", || self.rows()),
        ]
    }
}
