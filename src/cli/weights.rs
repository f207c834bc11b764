//! `afweging weights`

use super::args::{Analysis, WeightsArgs};
use super::failure::Failure;
use super::open::{RequiredWeights, open};
use super::output::{Output, Results};
use super::study::show;
use afweging::Error;
use afweging::case::with_weights;
use afweging::error::{Said, both};
use afweging::report::{self, Words};
use afweging::study::{UtastarRequest, WeightOrigins, utastar};
use afweging::weighting::Weighting;
use afweging::weighting::utastar::SHEET;
use afweging::write::write_whole;
use std::time::Instant;

pub fn run(args: &WeightsArgs, start: Instant) -> Result<(), Failure> {
    let analysis = &args.analysis;
    let output = Output::plan(analysis, start)?;
    refuse_to_write_of_actor(args)?;
    if analysis.method == [SHEET.name] {
        return explain_ranking(args, &output);
    }
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Any)?;
    if let (Some(_), true) = (analysis.method.first(), replaces(analysis)) {
        let message = both(
            "--method makes all weights anew, and --weights and --scenario replace some: give one of them",
            "--method maakt alle gewichten opnieuw, en --weights en --scenario vervangen er enkele: geef een van beide",
        );
        return Err(Error::argument_as_a_whole("method", message).into());
    }
    let reweighed = match weighting(args)? {
        Some(weighting) => Some(case.reweighed(&weighting)?),
        None => None,
    };
    let origins = &match &reweighed {
        Some(other) => {
            WeightOrigins::new(&other.problem, &other.derivations, &other.from_data, false)
        }
        None => WeightOrigins::new(
            &case.problem,
            &case.derivations,
            &case.from_data,
            case.centre.is_some(),
        )
        .with_replaced(&case.replaced),
    };
    show(
        &case,
        &output,
        |words| report::weighting(&case, origins, words),
        |words| report::weighting_notes(origins, words),
        &Results::of(origins),
    )?;
    let Some(file) = &args.into else { return Ok(()) };
    let weights = origins.to_write()?;
    let bytes = with_weights(file, &weights, analysis.what_if()?.max_size)?;
    write_whole(file, &bytes)?;
    let (count, name) = (weights.len(), file.display());
    output.say(&Words(output.language()).pick(
        format!("{count} weights are written into {name}"),
        format!("{count} gewichten zijn in {name} geschreven"),
    ));
    Ok(())
}

/// Weights are written as those of the case itself. Those of one actor in their place would be the
/// decider's from then on, and nobody would have said so.
fn refuse_to_write_of_actor(args: &WeightsArgs) -> Result<(), Error> {
    let (Some(actor), Some(file)) = (&args.analysis.actor, &args.into) else { return Ok(()) };
    let message = both(
        format!(
            "--into writes the weights of the case itself, and these are those of the actor `{actor}`: leave --into out, and write them as `weights` under the [[actors]] entry of `{actor}`; without --actor the weights of the case are written"
        ),
        format!(
            "--into schrijft de gewichten van het dossier zelf, en dit zijn die van de actor `{actor:#}`: laat --into weg, en schrijf ze als `weights` bij [[actors]] van `{actor:#}`; zonder --actor worden de gewichten van het dossier geschreven"
        ),
    );
    Err(Error::argument("into", file.display(), message))
}

/// Value functions and weights that explain the case's preferences between alternatives.
fn explain_ranking(args: &WeightsArgs, output: &Output) -> Result<(), Failure> {
    let analysis = &args.analysis;
    // Whether the case's value functions allow weights that meet the preferences does not matter
    // where others are looked for.
    let case = open(args.case.as_deref(), analysis, RequiredWeights::Free)?;
    if let Some(file) = &args.into {
        let message = both(
            "value functions go with these weights: the page shows the lines to write for both",
            "bij deze gewichten horen waardefuncties: de pagina toont de regels die voor beide te schrijven zijn",
        );
        return Err(Error::argument("into", file.display(), message).into());
    }
    let request = analysis.param.iter().try_fold(UtastarRequest::default(), parameter)?;
    let explained = &utastar(&case.problem, &request)?;
    show(
        &case,
        output,
        |words| report::utastar(&case, explained, words),
        |words| report::utastar_notes(explained, words),
        &Results::of(explained),
    )
}

/// The request with one more parameter, as in `utastar.pieces=2`.
fn parameter(request: UtastarRequest, text: &String) -> Result<UtastarRequest, Error> {
    let wrong = |message: Said| Error::argument("parameter", text, message);
    match text.split_once('=') {
        Some(("utastar.pieces", value)) => {
            let pieces = value.parse().map_err(|_| {
                wrong(both(
                    "the number of pieces is a whole number",
                    "het aantal stukken is een geheel getal",
                ))
            })?;
            Ok(UtastarRequest { pieces, ..request })
        }
        Some(("utastar.delta", value)) => {
            let delta = value.parse().map_err(|_| {
                wrong(both(
                    "the least difference is a number",
                    "het kleinste verschil is een getal",
                ))
            })?;
            Ok(UtastarRequest { delta: Some(delta), ..request })
        }
        _ => Err(wrong(both(
            "write utastar.pieces=3 or utastar.delta=0.05",
            "schrijf utastar.pieces=3 of utastar.delta=0.05",
        ))),
    }
}

fn replaces(analysis: &Analysis) -> bool {
    !analysis.weights.is_empty() || analysis.scenario.is_some()
}

/// The weighting that is to be tried, with its parameters; `None` for that of the case.
fn weighting(args: &WeightsArgs) -> Result<Option<Weighting>, Error> {
    let analysis = &args.analysis;
    let Some(name) = analysis.method.first() else {
        return match analysis.param.first() {
            Some(text) => {
                let message = both(
                    "it belongs to a weighting: name that with --method",
                    "dit hoort bij een weging: noem die met --method",
                );
                Err(Error::argument("parameter", text, message))
            }
            None => Ok(None),
        };
    };
    if let Some(second) = analysis.method.get(1) {
        let message = both(
            format!("weights are derived in one way at a time, and `{name}` is given too"),
            format!(
                "gewichten worden op één manier tegelijk afgeleid, en `{name:#}` is ook gegeven"
            ),
        );
        return Err(Error::argument("method", second, message));
    }
    let weighting = Weighting::named(name).ok_or_else(|| {
        let unknown =
            Error::unknown("weighting", name, Weighting::names().into_iter().chain([SHEET.name]));
        Error::argument("method", name, unknown.said())
    })?;
    let set = |weighting: Weighting, text: &String| {
        let wrong = || {
            let message = both(
                format!("write {name}.PARAMETER=VALUE"),
                format!("schrijf {name:#}.PARAMETER=WAARDE"),
            );
            Error::argument("parameter", text, message)
        };
        let (of, value) = text.split_once('=').ok_or_else(wrong)?;
        match of.split_once('.') {
            Some((method, parameter)) if method == name => {
                weighting.with_parameter(parameter, value)
            }
            _ => Err(wrong()),
        }
    };
    analysis.param.iter().try_fold(weighting, set).map(Some)
}
