//! Which text the score takes where a text is not known.

use super::{MOST_PAIRS, View};
use std::collections::{BTreeMap, BTreeSet};

/// Texts named.
const MOST_NAMED: usize = 6;

impl View<'_> {
    /// Unknown texts that shift a figure of who competes: what the score takes for them, and what
    /// ranges run over.
    pub(super) fn unknown_texts(&self) -> Vec<String> {
        let words = self.words;
        let problem = self.problem;
        // Only adjustments shift a figure; a large table is not gone through for nothing.
        if problem.adjustments.is_empty() {
            return Vec::new();
        }
        let competing =
            (0..problem.alternatives.len()).filter(|at| problem.alternatives[*at].eligible());
        let shifts = competing.flat_map(|at| problem.cells_of(at)).flat_map(|cell| &cell.shifts);
        let unknown = |input: &usize| {
            problem.inputs[*input].quantity.texts().is_some_and(|texts| texts.len() > 1)
        };
        let inputs: BTreeSet<usize> = shifts.map(|shift| shift.input).filter(unknown).collect();
        let mut alike: BTreeMap<(usize, &[String], u64), Vec<usize>> = BTreeMap::new();
        for input in inputs {
            let of = &problem.inputs[input];
            let texts = of.quantity.texts().unwrap_or_default();
            alike.entry((of.name, texts, of.spread.nominal.to_bits())).or_default().push(input);
        }
        let said = |((_, texts, _), inputs): ((usize, &[String], u64), Vec<usize>)| {
            let ids: Vec<String> = inputs.iter().map(|input| problem.input_id(*input)).collect();
            let who = words.some(&ids, MOST_NAMED);
            let taken = problem.notation(inputs[0], problem.inputs[inputs[0]].spread.nominal);
            let quoted: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
            let all = words.some(&quoted, MOST_PAIRS);
            match inputs.len() {
                1 => words.pick(
                    format!("{who} is not known: the score takes `{taken}` for it, and ranges go over {all}."),
                    format!("{who} is niet bekend: de score rekent met `{taken}`, en bereiken lopen over {all}."),
                ),
                _ => words.pick(
                    format!("{who} are not known: the score takes `{taken}` for each, and ranges go over {all}."),
                    format!("{who} zijn niet bekend: de score rekent telkens met `{taken}`, en bereiken lopen over {all}."),
                ),
            }
        };
        alike.into_iter().map(said).collect()
    }
}
