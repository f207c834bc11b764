//! `afweging explain`

use super::advice;
use super::args::ExplainArgs;
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::{Output, Results};
use afweging::report::{self, Words};
use afweging::study::{Evaluations, Explanation, explain};
use afweging::table::NamedTable;
use std::time::Instant;

pub fn run(args: ExplainArgs, start: Instant) -> Result<(), Failure> {
    let analysis = &args.analysis;
    let output = Output::plan(analysis, start)?;
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Any)?;
    let evaluations = Evaluations::new(&case.problem, &analysis.methods(&case.methods)?)?;
    let Some(of) = args.of.as_deref() else { return Err(Failure::Usage(advice::whom(&case))) };
    let explain = |evaluation| explain(evaluation, of, args.over.as_deref());
    let explanations =
        evaluations.iter().map(explain).collect::<afweging::Result<Vec<Explanation>>>()?;
    let mut tables = vec![NamedTable::new("explanation", || Explanation::table(&explanations))];
    if args.over.is_some() {
        tables.push(NamedTable::new("comparison", || Explanation::comparison_table(&explanations)));
    }
    let words = Words(output.language());
    let charts = output.charts(|words| report::explain_charts(&case, &explanations, words));
    let results = Results { tables, charts, ..Results::default() };
    if output.is_view() {
        return output.page(&case, &report::explain(&case, &explanations, words), &results);
    }
    for note in report::notes(&case, &evaluations, words) {
        output.say(&words.pick(format!("warning: {note}"), format!("let op: {note}")));
    }
    output.write(&case, &results)
}
