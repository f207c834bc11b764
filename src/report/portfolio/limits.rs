//! The limits: what is used of each, and what each costs.

use super::View;
use crate::report::Block;
use crate::study::{InForce, LimitChange, LimitSide, LimitUse, RowSource};
use crate::write::grid::{Align, Grid};

/// Rows of the table.
const MOST_ROWS: usize = 20;

impl View<'_> {
    /// What is used of each limit, and what each costs in a sentence.
    pub(super) fn limits(&self) -> Vec<Block> {
        let words = self.words;
        if self.study.limits.is_empty() {
            return vec![Block::Text(
                words
                    .pick("There are no limits and no rules.", "Er zijn geen limieten of regels.")
                    .into(),
            )];
        }
        let mut out = vec![Block::Heading(
            words.pick("Limits, and what they cost", "Limieten, en wat ze kosten").into(),
        )];
        let rows_before = out.len();
        let is_applied =
            |of: &&LimitUse| matches!(of.in_force, InForce::Enforced | InForce::Flagged);
        let applied: Vec<&LimitUse> = self
            .study
            .limits
            .iter()
            .filter(is_applied)
            .filter(|of| matches!(of.source, RowSource::Limit { .. }))
            .collect();
        if !applied.is_empty() {
            let heads = [
                (words.pick("Limit", "Limiet"), Align::Left),
                (words.pick("Used", "Gebruikt"), Align::Right),
                (words.pick("Bound", "Grens"), Align::Left),
                (words.pick("Left", "Over"), Align::Right),
            ];
            let head =
                heads.into_iter().map(|(name, align)| (name.to_owned(), Some(align))).collect();
            let rows = applied.iter().take(MOST_ROWS).map(|of| self.limit_row(of)).collect();
            out.push(Block::Grid(Grid { head, rows }));
            if applied.len() > MOST_ROWS {
                out.push(Block::Detail(
                    words
                        .pick(
                            "`--table limits` has all of them.",
                            "`--table limits` bevat ze allemaal.",
                        )
                        .into(),
                ));
            }
        }
        out.extend(self.costs().into_iter().map(Block::Item));
        out.extend(self.rules().into_iter().map(Block::Item));
        // Limits and rules may all be off: the notes say so.
        if out.len() > rows_before { out } else { Vec::new() }
    }

    fn limit_row(&self, of: &LimitUse) -> Vec<String> {
        let words = self.words;
        let RowSource::Limit { limit, side, .. } = of.source else { return Vec::new() };
        let as_share = side == LimitSide::ShareAtMost;
        let written = |figure: f64| match as_share {
            true => words.percent(figure),
            false => words.figure(figure),
        };
        let bound = of.bound.map_or_else(String::new, |bound| {
            let chance = match self.model().limits[limit].chance {
                Some(chance) => words.pick(
                    format!(" with {}", words.percent(chance)),
                    format!(" met {}", words.percent(chance)),
                ),
                None => String::new(),
            };
            let side = match side {
                LimitSide::AtLeast => words.pick("at least", "minstens"),
                _ => words.pick("at most", "hoogstens"),
            };
            format!("{side} {}{chance}", written(bound))
        });
        let used = of.used.map_or_else(|| "?".to_owned(), written);
        let left = match (of.met, of.slack) {
            (Some(false), _) => words.pick("not kept", "niet voldaan").to_owned(),
            (None, _) => words.pick("not known", "niet bekend").to_owned(),
            (_, Some(_)) if of.binding == Some(true) => words.pick("nothing", "niets").to_owned(),
            (_, Some(slack)) => written(slack),
            (_, None) => "?".to_owned(),
        };
        vec![self.source(of.source), used, bound, left]
    }

    /// What each limit costs, a sentence each.
    fn costs(&self) -> Vec<String> {
        let mut out = Vec::new();
        for at in 0..self.model().limits.len() {
            let of: Vec<_> = self.study.shadow.iter().filter(|it| it.limit == at).collect();
            if of.is_empty() {
                continue;
            }
            let limit = &self.model().limits[at];
            let grounds = self.words.grounds(&limit.reason, limit.source.as_deref(), limit.kind);
            out.push(self.cost(at, &of) + &grounds);
        }
        out
    }

    fn cost(&self, limit: usize, of: &[&crate::study::LimitShadow]) -> String {
        let words = self.words;
        let name = words.label(&self.model().limits[limit].label, &self.model().limits[limit].id);
        let without = of.iter().find(|it| it.change == LimitChange::Without);
        let not_known = || {
            words.pick(
                format!("{name}: what it costs was not found."),
                format!("{name}: wat het kost, is niet gevonden."),
            )
        };
        let Some(without) = without else { return not_known() };
        let Some(cost) = without.gain.filter(|_| without.optimal) else { return not_known() };
        if cost <= 0.0 {
            return words.pick(
                format!("{name} costs nothing: without it the best set is worth no more."),
                format!(
                    "{name} kost niets: ook zonder die limiet is de beste selectie niet meer waard."
                ),
            );
        }
        let cost = words.size(cost);
        let steps: Vec<String> = of
            .iter()
            .filter_map(|it| {
                let LimitChange::Looser(_) = it.change else { return None };
                let (step, gain) = (it.step?, it.gain.filter(|_| it.optimal)?);
                let step = words.figure(step);
                Some(match gain > 0.0 {
                    true => words.pick(
                        format!("looser by {step} it gains {}", words.size(gain)),
                        format!("{step} ruimer levert {} op", words.size(gain)),
                    ),
                    false => words.pick(
                        format!("looser by {step} it gains nothing"),
                        format!("{step} ruimer levert niets op"),
                    ),
                })
            })
            .collect();
        let steps = match steps.is_empty() {
            true => String::new(),
            false => format!("; {}", words.list(&steps)),
        };
        words.pick(
            format!("{name} costs {cost}: so much more is the best set worth without it{steps}."),
            format!("{name} kost {cost}: zoveel meer is de beste selectie waard zonder die limiet{steps}."),
        )
    }

    /// Whether rules are kept, and limits that need not be, and what rules add.
    fn rules(&self) -> Vec<String> {
        let words = self.words;
        let mut out = Vec::new();
        for of in &self.study.limits {
            let name = self.source(of.source);
            let said = match (of.in_force, of.met) {
                (InForce::Flagged, Some(false)) => words.pick(
                    format!("{name}: not kept. The model does not enforce it."),
                    format!("{name}: er is niet aan voldaan. Het model dwingt dat niet af."),
                ),
                (InForce::Flagged, None) => words.pick(
                    format!(
                        "{name}: it is not known whether it is kept. The model does not enforce it."
                    ),
                    format!(
                        "{name}: of eraan voldaan is, is niet bekend. Het model dwingt dat niet af."
                    ),
                ),
                (InForce::Enforced, Some(true)) if matches!(of.source, RowSource::Rule(_)) => {
                    words.pick(format!("{name}: kept."), format!("{name}: er is aan voldaan."))
                }
                (InForce::Flagged, Some(true)) => words.pick(
                    format!("{name}: kept, though the model does not enforce it."),
                    format!("{name}: er is aan voldaan, al dwingt het model dat niet af."),
                ),
                _ => continue,
            };
            let (reason, source, kind) = match of.source {
                RowSource::Limit { limit, .. } => {
                    let of = &self.model().limits[limit];
                    (&of.reason, of.source.as_deref(), of.kind)
                }
                RowSource::Rule(rule) => {
                    let of = &self.model().rules[rule];
                    (&of.reason, of.source.as_deref(), of.kind)
                }
            };
            out.push(said + &words.grounds(reason, source, kind));
        }
        let added = self.study.best.added;
        if added != 0.0 {
            let size = words.size(added);
            out.push(match added > 0.0 {
                true => words.pick(
                    format!("Of the value, {size} comes from what is chosen together."),
                    format!("Van de waarde komt {size} van wat samen gekozen is."),
                ),
                false => words.pick(
                    format!("What is chosen together takes {size} from the value."),
                    format!("Wat samen gekozen is, verlaagt de waarde met {size}."),
                ),
            });
        }
        out
    }
}
