//! `afweging evaluate`

use super::args::{Analysis, PartsArgs};
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::{Output, Results};
use super::study::tell_left_out;
use super::workbook;
use afweging::error::both;
use afweging::report::{self, Words};
use afweging::study::evaluate_each;
use std::time::Instant;

const TIP: &str = "Next: `afweging explain --of S3/VIL --over S1/VIL` says why; `afweging init my-case` gives you a copy to edit.";
const TIP_NL: &str = "Volgende stap: `afweging explain --of S3/VIL --over S1/VIL` zegt waarom; `afweging init mijn-dossier` geeft een kopie om te bewerken.";

pub fn run(
    case: Option<String>,
    (parts, live): (PartsArgs, bool),
    args: Analysis,
    start: Instant,
    with_tip: bool,
) -> Result<(), Failure> {
    let output =
        if live { Output::plan_workbook(&args, start) } else { Output::plan(&args, start) };
    let output = output?;
    if !parts.show.is_empty() && !output.is_view() {
        let message = both(
            "--show: it adds to the page, and here a table is written; leave it out",
            "--show: dit voegt iets toe aan de pagina, en hier wordt een tabel geschreven; laat het weg",
        );
        return Err(Failure::Usage(message));
    }
    let case = open(case.as_deref(), &args, RequiredWeights::Any)?;
    let methods = args.methods(&case.methods)?;
    let (evaluations, left_out) = evaluate_each(&case.problem, &methods)?;
    let words = Words(output.language());
    tell_left_out(&left_out, &output);
    if let Some((path, _)) = output.document() {
        return workbook::write(&output, &case, (&evaluations, &left_out), (&[], args.seed), path);
    }
    let charts = output.charts(|words| {
        let mut charts = report::evaluate_charts(&case, &evaluations, words);
        charts.extend(report::evidence_charts(&case, &evaluations, words));
        charts.extend(report::value_function_charts(&case, &evaluations, words));
        charts.extend(report::gaia_charts(&case, &evaluations, words));
        charts
    });
    let results = Results::of(&evaluations).with_charts(charts);
    if output.is_view() {
        let tip = with_tip.then(|| words.pick(TIP, TIP_NL));
        let page = report::evaluate(&case, &evaluations, words, &parts.wanted(&args), tip);
        return output.page(&case, &page, &results);
    }
    for note in report::notes(&case, &evaluations, words) {
        output.say(&words.pick(format!("warning: {note}"), format!("let op: {note}")));
    }
    output.write(&case, &results)?;
    // The program ends here: to give back the memory of a million rows piece by piece would take a
    // tenth of a second.
    drop(results);
    std::mem::forget((case, left_out));
    Ok(())
}
