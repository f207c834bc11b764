//! `afweging export`

use super::args::{Analysis, Export, SqlArgs};
use super::exchange;
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::Output;
use afweging::case::Case;
use afweging::error::both;
use afweging::export::dmsy::dmsy;
use afweging::export::sql::{SqlQuery, SqlRequest, sql};
use afweging::export::xmcda::xmcda;
use afweging::method::Method;
use afweging::report::Words;
use std::path::Path;
use std::time::Instant;

pub fn run(what: &Export, start: Instant) -> Result<(), Failure> {
    match what {
        Export::Xmcda(args) => exchange::export(args, xmcda, "xml", start),
        Export::Dmsy(args) => exchange::export(args, dmsy, "dmsy", start),
        Export::Sql(args) => query(args, start),
    }
}

fn query(args: &SqlArgs, start: Instant) -> Result<(), Failure> {
    let analysis = &args.analysis;
    refuse(analysis)?;
    let output = Output::plan_text(analysis, "sql", start)?;
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Any)?;
    refuse_settings(analysis, &case)?;
    let methods = analysis.methods(&case.methods)?;
    let words = Words(output.language());
    if methods.len() > 1 {
        let name = methods[0].name();
        output.say(&words.pick(
            format!("a query holds one method: {name}, the first; --method chooses another"),
            format!("een query bevat één methode: {name}, de eerste; --method kiest een andere"),
        ));
    }
    let method = methods.into_iter().next().unwrap_or(Method::default());
    let request = SqlRequest {
        table_name: args.table_name.clone(),
        draws: args.draws,
        seed: analysis.seed,
        language: output.language(),
        ..SqlRequest::new(args.dialect.into())
    };
    let query = sql(&case, &method, &request)?;
    let Some((path, _)) = output.document() else {
        if query.draws.is_some() {
            return Err(Failure::Usage(both(
                "--draws: so many draws are written to a table beside the query; add -o model.sql",
                "--draws: zoveel trekkingen worden naar een tabel naast de query geschreven; voeg -o model.sql toe",
            )));
        }
        return super::output::print(&query.text);
    };
    write(&output, &case, path, &query)
}

/// Write the query, and the draws beside it.
fn write(output: &Output, case: &Case, path: &Path, query: &SqlQuery) -> Result<(), Failure> {
    let Some(draws) = &query.draws else {
        return output.write_document(case, path, query.text.as_bytes());
    };
    let beside = path.with_extension("draws.csv");
    output.write_beside(case, (path, query.text.as_bytes()), (&beside, draws))?;
    let (shown, table) = (beside.display(), &query.draws_table);
    output.say(&Words(output.language()).pick(
        format!("next: load {shown} into the engine as the table {table}"),
        format!("volgende stap: laad {shown} in de engine als de tabel {table}"),
    ));
    Ok(())
}

/// What a query takes from its table, or has no use for.
fn refuse(analysis: &Analysis) -> Result<(), Failure> {
    let given = [
        (analysis.actor.is_some(), "--actor"),
        (!analysis.filter.is_empty(), "--where"),
        (!analysis.without_passage.is_empty(), "--without-passage"),
        (analysis.constraints.is_some(), "--constraints"),
        (analysis.format.is_some(), "--format"),
        (analysis.table.is_some(), "--table"),
        (analysis.chart.is_some(), "--chart"),
    ];
    let Some((_, flag)) = given.into_iter().find(|(is_given, _)| *is_given) else {
        return Ok(());
    };
    Err(Failure::Usage(match flag {
        "--where" => both(
            "--where: a query reads all rows of its table; name a view of some of them with --table-name",
            "--where: een query leest alle rijen van haar tabel; noem met --table-name een view op enkele ervan",
        ),
        "--actor" | "--without-passage" => both(
            format!(
                "{flag}: it changes figures of the case, and a query reads those of its table; leave it out, and give weights with --weights"
            ),
            format!(
                "{flag}: dit wijzigt cijfers van het dossier, en een query leest die van haar tabel; laat het weg, en geef gewichten met --weights"
            ),
        ),
        _ => both(
            format!("{flag}: it says nothing of a query; leave it out"),
            format!("{flag}: dit zegt niets over een query; laat het weg"),
        ),
    }))
}

/// Settings of facts reach the query; those of figures would not.
fn refuse_settings(analysis: &Analysis, case: &Case) -> Result<(), Failure> {
    let is_fact = |text: &&String| {
        let name = text.split_once('=').map_or("", |(name, _)| name);
        case.facts.iter().any(|fact| fact.id == name)
    };
    match analysis.set.iter().find(|text| !is_fact(text)) {
        Some(text) => Err(Failure::Usage(both(
            format!(
                "--set {text}: a query reads the figures of its table; set facts only, and change the table"
            ),
            format!(
                "--set {text:#}: een query leest de cijfers van haar tabel; stel alleen feiten in, en wijzig de tabel"
            ),
        ))),
        None => Ok(()),
    }
}
