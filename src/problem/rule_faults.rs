//! From the rows of a node to its table, and what is wrong with them, in words.

use super::level_set::LevelSet;
use super::rule_rows::{Clash, Fall, GivenRules, RuleRow, combinations};
use super::rules::{Completion, Rules, combination};
use crate::error::{Said, both};
use crate::problem::wrong::Wrong;

/// Of more combinations without a rule only the first are written out.
const MOST_GAPS: usize = 5;

/// The node of a table, in words.
pub(crate) struct RuleNames<'a> {
    /// The levels of the node, the worst first.
    pub(crate) levels: &'a [String],
    /// The children in the order of the tree: their ids and levels, the worst first.
    pub(crate) children: Vec<(&'a str, &'a [String])>,
}

/// Something that is wrong with the rows.
pub(crate) struct RowFault {
    /// The row that it is best said of; `None`: of all of them.
    pub(crate) row: Option<usize>,
    /// Whether a table can be made all the same.
    pub(crate) is_warning: bool,
    /// What.
    pub(crate) wrong: Wrong,
}

impl RuleNames<'_> {
    /// A combination: `price = high, comfort = good`.
    pub(crate) fn combination(&self, at: usize) -> String {
        let sizes: Vec<usize> = self.children.iter().map(|(_, levels)| levels.len()).collect();
        let parts = self.children.iter().zip(combination(&sizes, at));
        let parts: Vec<String> =
            parts.map(|((id, levels), level)| format!("{id} = {}", levels[level])).collect();
        parts.join(", ")
    }

    /// The table that rows give, filled in at these weights of the children where it is to be; and
    /// what is wrong. `named` says how a row is called.
    pub(crate) fn table(
        &self,
        rows: &[RuleRow],
        completion: Option<Completion>,
        weights: &[f64],
        named: &dyn Fn(usize) -> Said,
    ) -> (Option<Rules>, Vec<RowFault>) {
        let sizes: Vec<usize> = self.children.iter().map(|(_, levels)| levels.len()).collect();
        if combinations(&sizes).is_none() {
            return (None, vec![error(None, too_many(&sizes))]);
        }
        let (given, clashes) = GivenRules::new(&sizes, rows);
        let mut faults: Vec<RowFault> =
            clashes.iter().map(|clash| self.clash(clash, rows, named)).collect();
        let gaps: Vec<usize> = given.gaps().collect();
        if completion.is_none() && !gaps.is_empty() {
            faults.push(error(None, self.gaps(&gaps, given.results.len())));
        }
        if clashes.is_empty()
            && let Some((fall, count)) = given.fall()
        {
            let fills = completion.is_some() && !gaps.is_empty();
            faults.push(RowFault {
                row: Some(fall.better.1.max(fall.worse.1)),
                is_warning: !fills,
                wrong: self.fall(&fall, count, rows, fills, named),
            });
        }
        if faults.iter().any(|fault| !fault.is_warning) {
            return (None, faults);
        }
        let mut rules = Rules {
            levels: self.levels.to_vec(),
            completed: given.results.iter().map(|set| set.is_empty()).collect(),
            completion: completion.filter(|_| !gaps.is_empty()),
            results: given.results,
            sizes,
        };
        if !rules.complete(weights) {
            faults.push(error(None, not_settled()));
            return (None, faults);
        }
        (Some(rules), faults)
    }

    /// Levels as labels: `bad | acceptable`.
    fn set(&self, set: LevelSet) -> String {
        let names: Vec<&str> = set.iter().map(|level| self.levels[level].as_str()).collect();
        names.join(" | ")
    }

    fn clash(&self, clash: &Clash, rows: &[RuleRow], named: &dyn Fn(usize) -> Said) -> RowFault {
        let [first, second] = clash.rows;
        let (one, other) = (self.set(rows[first].then), self.set(rows[second].then));
        let (a, b) = (named(first), named(second));
        let at = self.combination(clash.at);
        let wrong = Wrong::new(both(
            format!("two rules clash at {at}: {a} says {one}, {b} says {other}"),
            format!(
                "twee regels spreken elkaar tegen bij {at}: {a:#} zegt {one}, {b:#} zegt {other}"
            ),
        ));
        let all = rows[first].then.union(rows[second].then);
        let all: Vec<String> =
            all.iter().map(|level| format!("\"{}\"", self.levels[level])).collect();
        let all = all.join(", ");
        let help = both(
            format!(
                "let one of them speak of other levels; or, if it is not known which holds, let both say [{all}]"
            ),
            format!(
                "laat een van beide over andere niveaus gaan; of laat beide, als niet bekend is welke geldt, [{all}] zeggen"
            ),
        );
        error(Some(second), wrong.help(help))
    }

    fn gaps(&self, gaps: &[usize], of: usize) -> Wrong {
        let first: Vec<String> =
            gaps.iter().take(MOST_GAPS).map(|at| format!("({})", self.combination(*at))).collect();
        let first = first.join(", ");
        let (more, meer) = match gaps.len().saturating_sub(MOST_GAPS) {
            0 => Default::default(),
            more => (format!(" and {more} more"), format!(" en nog {more}")),
        };
        let count = gaps.len();
        let (have, hebben) = match count {
            1 => ("has", "heeft"),
            _ => ("have", "hebben"),
        };
        Wrong::new(both(
            format!("{count} of {of} combinations {have} no rule: {first}{more}"),
            format!("{count} van de {of} combinaties {hebben} geen regel: {first}{meer}"),
        ))
        .help(both(
            "write rules for them, or have them filled in: complete = \"from-weights\" or complete = \"linear\"",
            "schrijf er regels voor, of laat ze invullen: complete = \"from-weights\" of complete = \"linear\"",
        ))
    }

    fn fall(
        &self,
        fall: &Fall,
        count: usize,
        rows: &[RuleRow],
        fills: bool,
        named: &dyn Fn(usize) -> Said,
    ) -> Wrong {
        let ((worse, worse_row), (better, better_row)) = (fall.worse, fall.better);
        let (high, low) = (self.set(rows[worse_row].then), self.set(rows[better_row].then));
        let (a, b) = (named(better_row), named(worse_row));
        let (good, bad) = (self.combination(better), self.combination(worse));
        let (more, meer) = match count - 1 {
            0 => Default::default(),
            1 => {
                (" (one more combination falls so)".into(), " (nog één combinatie daalt zo)".into())
            }
            more => (
                format!(" ({more} more combinations fall so)"),
                format!(" (nog {more} combinaties dalen zo)"),
            ),
        };
        let wrong = Wrong::new(both(
            format!(
                "these rules are not monotone: {a} gives {low} to ({good}), and {b} gives {high} to ({bad}), which is no better on any criterion{more}"
            ),
            format!(
                "deze regels zijn niet monotoon: {a:#} geeft ({good}) het niveau {low}, en {b:#} geeft ({bad}) het niveau {high}, hoewel dat op geen enkel criterium beter is{meer}"
            ),
        ));
        wrong.help(match fills {
            true => both(
                "levels can be filled in only between rules that are monotone: change one of these, or write all rules and leave out `complete`",
                "niveaus worden alleen ingevuld tussen regels die monotoon zijn: wijzig een van deze, of schrijf alle regels en laat `complete` weg",
            ),
            false => both(
                "change one of them, unless better criteria are meant to make the whole worse",
                "wijzig een van beide, tenzij betere criteria het geheel slechter mogen maken",
            ),
        })
    }
}

fn error(row: Option<usize>, wrong: Wrong) -> RowFault {
    RowFault { row, is_warning: false, wrong }
}

/// What is wrong with a node of too many combinations.
fn too_many(sizes: &[usize]) -> Wrong {
    let sizes: Vec<String> = sizes.iter().map(usize::to_string).collect();
    let sizes = sizes.join(" x ");
    Wrong::new(both(
        format!("the levels of its criteria make {sizes} combinations, more than {}", Rules::MOST),
        format!(
            "de niveaus van de criteria eronder maken {sizes} combinaties, meer dan {}",
            Rules::MOST
        ),
    ))
    .help(both(
        "put some of its criteria under a node of their own, with rules of its own",
        "zet enkele van die criteria onder een eigen groep criteria, met eigen regels",
    ))
}

/// What is wrong where a plane is asked of rules that settle none.
fn not_settled() -> Wrong {
    Wrong::new(both(
        "these rules do not settle a linear completion: the levels of some criterion do not vary between them, or only together with others",
        "deze regels leggen geen lineaire invulling vast: de niveaus van een criterium variëren er niet, of alleen samen met andere",
    ))
    .help(both(
        "add rules in which each criterion varies while the others stay, or take complete = \"from-weights\"",
        "voeg regels toe waarin elk criterium varieert terwijl de andere gelijk blijven, of neem complete = \"from-weights\"",
    ))
}
