//! `afweging report`

use super::args::ReportArgs;
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::{Output, Results};
use super::study::tell_left_out;
use afweging::case::shell_word;
use afweging::live;
use afweging::overview::{Overview, OverviewRequest, overview};
use afweging::report::{self, ReportRun, Words};
use afweging::study::evaluate_each;
use std::time::Instant;

pub fn run(args: &ReportArgs, start: Instant) -> Result<(), Failure> {
    let analysis = &args.analysis;
    let output = Output::plan_report(analysis, start)?;
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Any)?;
    let methods = analysis.methods(&case.methods)?;
    if let Some((path, "xlsx")) = output.document() {
        let (evaluations, undefined) = evaluate_each(&case.problem, &methods)?;
        tell_left_out(&undefined, &output);
        let studies = (&args.studies[..], analysis.seed);
        return super::workbook::write(&output, &case, (&evaluations, &undefined), studies, path);
    }
    let request = OverviewRequest {
        studies: args.studies.clone(),
        // Only a page for a browser holds the table behind what is said of some.
        why_not: match output.document() {
            Some(_) => usize::MAX,
            None => report::PORTFOLIO_WHY_NOT,
        },
        seed: analysis.seed,
        ..OverviewRequest::default()
    };
    let record = output.record(&case, Some(request.draws));
    let run = ReportRun { arguments: arguments(&record.command), record };
    overview(&case, &methods, &request, |overview| written(overview, &run, &output))?
}

/// Write the report in the form that is asked for.
fn written(overview: &Overview, run: &ReportRun, output: &Output) -> Result<(), Failure> {
    let words = Words(output.language());
    let report = report::report(overview, run, words);
    if let Some((path, _)) = output.document() {
        let mut model = live::model(overview.case, overview.evaluations, words.0);
        // What the page says one would type to see the same.
        model["arguments"] = run.arguments.clone().into();
        let page = report::to_html(&report, &model);
        return output.write_document(overview.case, path, page.as_bytes());
    }
    let blocks = report.blocks();
    let charts =
        output.charts(|_| report.sections.into_iter().flat_map(|section| section.charts).collect());
    output.page(overview.case, &blocks, &Results { charts, ..Results::default() })
}

/// What another command needs to look at the same case with the same what-ifs: the command line
/// without the command and without options of the report alone.
fn arguments(command: &[String]) -> String {
    let mut out = String::new();
    let mut words = command.iter().skip(1);
    while let Some(word) = words.next() {
        match word.split('=').next().unwrap_or_default() {
            "--studies" | "--format" => {
                if !word.contains('=') {
                    words.next();
                }
            }
            _ => {
                out.push(' ');
                out.push_str(&shell_word(word));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_commands_look_at_the_same_case() {
        let command = ["report", "my case.toml", "--studies", "robust", "--format=markdown"];
        let command: Vec<String> =
            command.into_iter().chain(["--where", "cluster=VIL"]).map(str::to_owned).collect();
        assert_eq!(arguments(&command), " \"my case.toml\" --where cluster=VIL");
        assert_eq!(arguments(&["report".to_owned()]), "");
    }
}
