//! The charts of each section.

use crate::overview::Overview;
use crate::report::{self, NamedChart, Words};

/// The charts of the section of that id, the most telling first. Large ones of pairs and of value
/// functions are left to their commands: a page is to be mailed.
pub(super) fn of_section<'a>(
    id: &str,
    overview: &'a Overview<'_>,
    words: Words,
) -> Vec<NamedChart<'a>> {
    let (case, evaluations) = (overview.case, overview.evaluations);
    match id {
        "answer" => {
            let wanted = |chart: &NamedChart| ["matrix", "ranking"].contains(&chart.name());
            report::evaluate_charts(case, evaluations, words).into_iter().filter(wanted).collect()
        }
        "why" => {
            let wanted = |chart: &NamedChart| chart.name() == "contributions";
            let scores = report::evaluate_charts(case, evaluations, words);
            let mut out: Vec<NamedChart> = scores.into_iter().filter(wanted).collect();
            out.extend(report::gaia_charts(case, evaluations, words));
            out
        }
        "stability" => {
            drawn(overview.stability.answer(), |study| report::stability_charts(case, study, words))
        }
        "acceptability" => drawn(overview.acceptability.answer(), |study| {
            let mut out = report::acceptability_charts(case, study, words);
            out.extend(report::first_place_charts(case, evaluations.main(), words));
            out
        }),
        "robust" => {
            drawn(overview.robust.answer(), |study| report::robust_pair_charts(case, study, words))
        }
        "sweep" => drawn(overview.sweep.answer(), |study| report::sweep_charts(case, study, words)),
        "methods" => {
            drawn(overview.methods.answer(), |study| report::methods_charts(case, study, words))
        }
        "drivers" => {
            drawn(overview.drivers.answer(), |study| report::drivers_charts(case, study, words))
        }
        "evidence" => report::evidence_charts(case, evaluations, words),
        "actors" => {
            drawn(overview.actors.answer(), |study| report::actors_charts(case, study, words))
        }
        "portfolio" => drawn(overview.portfolio.answer(), |(study, _)| {
            report::limits_charts(case, study, words)
        }),
        "pathway" => {
            drawn(overview.pathway.answer(), |study| report::pathway_charts(case, study, words))
        }
        _ => Vec::new(),
    }
}

/// The charts of an answer, where there is one.
fn drawn<'a, T>(
    answer: Option<&'a T>,
    charts: impl FnOnce(&'a T) -> Vec<NamedChart<'a>>,
) -> Vec<NamedChart<'a>> {
    answer.map(charts).unwrap_or_default()
}
