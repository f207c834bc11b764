//! Every method of the catalogue in every place where a method can stand, on small cases that hold
//! what a case can hold: finite figures, or a message that names the method, says what to do, and is
//! right about it. Never a panic, and no figure that is none.

use crate::common::Files;
use crate::remedies::{Way, ways};
use afweging::case::{Case, Location, TableFile, TableOptions, WhatIf};
use afweging::error::Error;
use afweging::method::Method;
use afweging::problem::Language;
use afweging::report::{self, Block, Words};
use afweging::study::{
    AcceptabilityRequest, ActorsRequest, By, DriversRequest, PanelEvaluation, RobustRequest,
    StabilityRequest, SweepRequest, Tables, WeightsChoice, WeightsModel, acceptability, actors,
    agreement, drivers, evaluate, evaluate_each, ranked, reversal, robust, robust_classes,
    said_of_left_out, stability, sweep,
};
use afweging::table::Values;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Enough to see every path of a study; nothing is told of the figures themselves.
const DRAWS: u64 = 64;

const HEAD: &str = "format = 1\nid = \"places\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"option\"\n";
const OF_PLACE: &str = "format = 1\nid = \"places\"\ndata = [\"t.csv\"]\nrank_within = [\"place\"]\n[[keys]]\nid = \"place\"\n[[keys]]\nid = \"option\"\n";

/// Quality and cost, each with these lines.
fn criteria(quality: &str, cost: &str) -> String {
    format!(
        "[[criteria]]\nid = \"quality\"\nweight = 2\n{quality}\n[[criteria]]\nid = \"cost\"\ndirection = \"min\"\nweight = 1\n{cost}\n"
    )
}

/// The same on scales.
fn on_scales() -> String {
    criteria("scale = { min = -10, max = 10 }", "scale = { min = -100, max = 100 }")
}

/// What methods must be told of each criterion, so that they can run where the figures let them.
const TOLD: &str = "[method.ervd]\nreference = { quality = 4, cost = 30 }\n";

const CATEGORIES: &str = "[[categories]]\nid = \"poor\"\n[[categories]]\nid = \"fair\"\nprofile = { quality = 3, cost = 60 }\n[[categories]]\nid = \"good\"\nprofile = { quality = 6, cost = 30 }\n[[examples]]\nalternative = { option = \"A\" }\ncategory = \"good\"\n[[examples]]\nalternative = { option = \"C\" }\ncategory = \"poor\"\n";

const TABLE: &str = "option,quality,cost\nA,7,20\nB,4,50\nC,2,80\n";

struct Small {
    name: &'static str,
    /// Nothing for a table that stands for a case.
    toml: String,
    table: &'static str,
}

fn cases() -> Vec<Small> {
    let of = |name, toml: String, table| Small { name, toml, table };
    let flat = |more: &str| format!("{HEAD}{}{more}{TOLD}", on_scales());
    let bare = || format!("{HEAD}{}{TOLD}", criteria("", ""));
    let actor = |id: &str, share: f64| {
        format!("[[actors]]\nid = \"{id}\"\nweights = {{ quality = {share}, cost = 1 }}\n")
    };
    // Keys of the file itself stand before all tables.
    let top = |lines: &str, toml: String| format!("{lines}\n{toml}");
    let tree = |node: &str| {
        let on_scales = criteria(
            "scale = { min = -10, max = 10 }\nparent = \"worth\"",
            "scale = { min = -100, max = 100 }",
        );
        let node = format!("[[criteria]]\nid = \"worth\"\nweight = 1\n{node}\n");
        let calm = "[[criteria]]\nid = \"calm\"\nparent = \"worth\"\nscale = { min = 0, max = 10 }\nweight = 1\n";
        let told = TOLD.replace("cost = 30", "cost = 30, calm = 5");
        format!("{HEAD}{node}{on_scales}{calm}{told}")
    };
    let with_calm = "option,quality,cost,calm\nA,7,20,5\nB,4,50,9\nC,2,80,1\n";
    vec![
        of("single figures on scales", flat(""), TABLE),
        of("single figures without scales", bare(), TABLE),
        of(
            "ranges and unknown",
            top("min_known = 0.0", flat("")),
            "option,quality,cost\nA,2..9,20\nB,4,?\nC,normal(5; 1),30..80\n",
        ),
        of("categories", flat(CATEGORIES), TABLE),
        of(
            "distributions that reach below 0",
            bare(),
            "option,quality,cost\nA,normal(1; 5),20\nB,4,50\nC,2,80\n",
        ),
        of(
            "categories and ranges",
            top("min_known = 0.0", flat(CATEGORIES)),
            "option,quality,cost\nA,7,20\nB,2..9,?\nC,2,80\nD,5,20..70\n",
        ),
        of(
            "groups",
            format!("{OF_PLACE}{}{TOLD}", on_scales()),
            "place,option,quality,cost\nhere,A,7,20\nhere,B,4,50\nthere,A,1,10\nthere,B,4,30\nthere,C,4,30\nnowhere,C,2,80\n",
        ),
        of("a tree that adds up", tree(""), with_calm),
        of("a tree with a geometric node", tree("aggregate = \"geometric\""), with_calm),
        of(
            "a tree with a least at its top",
            top("aggregate = \"min\"", tree("aggregate = { name = \"power\", p = 2 }")),
            with_calm,
        ),
        of(
            "a tree that leaves out what is missing",
            top("missing = \"drop\"\nmin_known = 0.0", tree("")),
            "option,quality,cost,calm\nA,7,20,\nB,4,50,9\nC,2,80,1\n",
        ),
        of(
            "requirements",
            flat(
                "[[requirements]]\nid = \"cheap\"\neffect = \"exclude\"\nneeds = { criterion = \"cost\", at_most = 60 }\n[[requirements]]\nid = \"fine\"\neffect = \"flag\"\nneeds = { criterion = \"quality\", at_least = 5 }\n",
            ),
            "option,quality,cost\nA,7,20\nB,4,50\nC,2,80\nD,9,30\n",
        ),
        of(
            "one left by requirements",
            flat(
                "[[requirements]]\nid = \"cheap\"\neffect = \"exclude\"\nneeds = { criterion = \"cost\", at_most = 30 }\n",
            ),
            TABLE,
        ),
        of(
            "a reference",
            flat("").replacen(
                "id = \"option\"\n",
                "id = \"option\"\nvalues = [{ id = \"A\" }, { id = \"B\" }, { id = \"C\", role = \"reference\" }]\n",
                1,
            ),
            TABLE,
        ),
        of("actors", flat(&(actor("left", 3.0) + &actor("right", 0.25))), TABLE),
        of("zeros", flat(""), "option,quality,cost\nA,0,20\nB,4,0\nC,0,0\n"),
        of(
            "zeros without scales",
            bare(),
            "option,quality,cost\nA,0,20\nB,4,0\nC,2,80\n",
        ),
        of(
            "negative figures",
            bare(),
            "option,quality,cost\nA,-7,20\nB,4,-50\nC,-2,-80\n",
        ),
        of(
            "constant columns",
            bare(),
            "option,quality,cost\nA,4,50\nB,4,50\nC,4,80\n",
        ),
        of("one alternative", flat(""), "option,quality,cost\nA,7,20\n"),
        of("two that are equal", flat(""), "option,quality,cost\nA,7,20\nB,7,20\n"),
        of(
            "all equal at 0",
            bare(),
            "option,quality,cost\nA,0,0\nB,0,0\n",
        ),
        of(
            "levels",
            format!(
                "{HEAD}{}{TOLD}",
                criteria("scale = { levels = [\"low\", \"middle\", \"high\"] }", "")
            ),
            "option,quality,cost\nA,low,20\nB,high,50\nC,middle,80\n",
        ),
        of(
            "a target",
            format!(
                "{HEAD}{}{TOLD}",
                criteria("direction = { target = 5 }\nscale = { min = 0, max = 10 }", "")
            ),
            TABLE,
        ),
        of(
            "a weight of 0",
            flat("").replacen("weight = 1\n", "weight = 0\n", 1),
            TABLE,
        ),
        of(
            "thresholds",
            format!(
                "{HEAD}{}{TOLD}",
                criteria(
                    "scale = { min = 0, max = 10 }\nthresholds = { function = \"v-shape-indifference\", indifference = 1, preference = 3 }",
                    "thresholds = { indifference = 5, preference = 10, veto = 70 }",
                )
            ),
            TABLE,
        ),
        of("a table without a case", String::new(), TABLE),
        of("one column without a case", String::new(), "option,quality\nA,7\nB,0\nC,-2\n"),
    ]
}

impl Small {
    fn open(&self, what_if: &WhatIf) -> Case {
        let files = Files::new(&[("case.toml", self.toml.as_str()), ("t.csv", self.table)]);
        let opened = match self.toml.is_empty() {
            false => files.open_with(what_if),
            true => {
                let costs = ["cost".to_owned()].into_iter().filter(|it| self.table.contains(it));
                let options = TableOptions { min: costs.collect(), ..TableOptions::default() };
                let table = TableFile { path: files.path("t.csv"), options };
                Case::open(&Location::Table(table), what_if)
            }
        };
        opened.unwrap_or_else(|error| panic!("{}: {error}\n{}", self.name, self.toml))
    }
}

/// The case's own method of that name, else the one with its defaults: as the command line has it.
fn method(case: &Case, name: &str) -> Method {
    let own = case.methods.iter().find(|method| method.name() == name).cloned();
    own.unwrap_or_else(|| Method::named(name).expect("a method"))
}

/// What a place shows: its tables, and its page in both languages.
fn shown(
    tables: &dyn Tables,
    page: impl Fn(Words) -> Vec<Block>,
    notes: impl Fn(Words) -> Vec<String>,
) -> Result<(), String> {
    for table in tables.named_tables() {
        let table = table.make();
        for column in &table.columns {
            if let Values::Number(values) = &column.values
                && let Some(wrong) = values.iter().flatten().find(|number| !number.is_finite())
            {
                return Err(format!("{}.{} holds {wrong}", table.name, column.name));
            }
        }
    }
    for words in [Language::En, Language::Nl].map(Words) {
        let text = report::to_text(&page(words), 80) + &notes(words).join("\n");
        let is_letter = |c: char| c.is_alphanumeric();
        for word in text.split(|c| !is_letter(c)) {
            if ["NaN", "inf"].contains(&word) {
                return Err(format!("{word} in\n{text}"));
            }
        }
    }
    Ok(())
}

/// What went wrong: an error of the program, or figures that are none.
enum Fault {
    Refused(Error),
    Wrong(String),
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault::Refused(error)
    }
}

impl From<String> for Fault {
    fn from(wrong: String) -> Fault {
        Fault::Wrong(wrong)
    }
}

type Place = (&'static str, fn(&Case, &Method) -> Result<(), Fault>);

/// Where a method can stand.
const PLACES: [Place; 11] = [
    ("evaluate", |case, method| {
        let (all, _) = evaluate_each(&case.problem, std::slice::from_ref(method))?;
        let notes = |words| report::notes(case, &all, words);
        Ok(shown(&all, |words| report::evaluate(case, &all, words, &[], None), notes)?)
    }),
    ("methods", |case, method| {
        let of = ranked(&case.problem, std::slice::from_ref(method))?;
        let of = agreement(&of);
        let notes = |words| report::agreement_notes(case, &of, words);
        Ok(shown(&of, |words| report::agreement(case, &of, words), notes)?)
    }),
    ("reversal", |case, method| {
        let of = ranked(&case.problem, std::slice::from_ref(method))?;
        let of = reversal(&of)?;
        let notes = |words| report::reversal_notes(case, &of, words);
        Ok(shown(&of, |words| report::reversal(case, &of, words), notes)?)
    }),
    ("acceptability", |case, method| drawn(case, method, false)),
    ("acceptability with uniform ranges", |case, method| drawn(case, method, true)),
    ("sweep", |case, method| {
        let evaluation = evaluate(&case.problem, method)?;
        let of = sweep(&evaluation, &SweepRequest::default())?;
        let notes = |words| report::sweep_notes(case, &of, words);
        Ok(shown(&of, |words| report::sweep(case, &of, words), notes)?)
    }),
    ("stability", |case, method| {
        let evaluation = evaluate(&case.problem, method)?;
        let of = stability(&evaluation, &StabilityRequest::default())?;
        let notes = |words| report::stability_notes(case, &of, words);
        Ok(shown(&of, |words| report::stability(case, &of, words), notes)?)
    }),
    ("robust", |case, method| {
        let evaluation = evaluate(&case.problem, method)?;
        if method.sorts() {
            let of = robust_classes(&evaluation)?;
            let notes = |words| report::robust_classes_notes(&of, words);
            return Ok(shown(&of, |words| report::robust_classes(case, &of, words), notes)?);
        }
        let of = robust(&evaluation, &RobustRequest::default())?;
        let notes = |words| report::robust_notes(&of, words);
        Ok(shown(&of, |words| report::robust(case, &of, words), notes)?)
    }),
    ("drivers", |case, method| shared_out(case, method, false)),
    ("drivers with uniform ranges", |case, method| shared_out(case, method, true)),
    ("actors", |case, method| {
        if case.actors.is_empty() {
            return Ok(());
        }
        let panel = case.panel()?;
        let evaluation = PanelEvaluation::new(&panel, method)?;
        let request = ActorsRequest { draws: DRAWS, ..ActorsRequest::default() };
        let of = actors(&evaluation, &request)?;
        let notes = |words| report::actors_notes(&of, words);
        Ok(shown(&of, |words| report::actors(case, &of, words), notes)?)
    }),
];

fn drawn(case: &Case, method: &Method, uniform_sets: bool) -> Result<(), Fault> {
    let evaluation = evaluate(&case.problem, method)?;
    let request =
        AcceptabilityRequest { draws: DRAWS, uniform_sets, ..AcceptabilityRequest::default() };
    let of = acceptability(&evaluation, &request)?;
    let notes = |words| report::acceptability_notes(case, &of, words);
    Ok(shown(&of, |words| report::acceptability(case, &of, words), notes)?)
}

fn shared_out(case: &Case, method: &Method, uniform_sets: bool) -> Result<(), Fault> {
    let request = DriversRequest {
        methods: vec![method.clone()],
        weights: WeightsChoice::Model(WeightsModel::Nodes),
        by: By::Criterion,
        normalizations: Vec::new(),
        points: 2 * DRAWS,
        uniform_sets,
        seed: 1,
    };
    let of = drivers(&case.problem, &request)?;
    let notes = |words| report::drivers_notes(case, &of, words);
    Ok(shown(&of, |words| report::drivers(case, &of, words), notes)?)
}

/// What is wrong with how a method is refused in a place; nothing where it is told as it should be.
/// What a study refuses whatever the method need not name one.
fn faults_of_refusal(
    small: &Small,
    place: &Place,
    method: &Method,
    error: &Error,
) -> Option<String> {
    let (en, nl) = (error.to_string(), error.dutch());
    if !en.contains("\n  help: ") || !nl.contains("\n  wat te doen: ") {
        return Some(format!("says not what to do: {en}"));
    }
    if en == nl {
        return Some(format!("has no Dutch: {en}"));
    }
    let case = small.open(&WhatIf::default());
    let plain = |case: &Case| match (place.1)(case, &self::method(case, "weighted-sum")) {
        Err(Fault::Refused(error)) => Some(error.to_string()),
        _ => None,
    };
    if !en.contains(method.name()) && plain(&case).as_ref() != Some(&en) {
        return Some(format!("names no method: {en}"));
    }
    // Each way out that can be typed leads out, or to one thing more to do.
    let start = Typed { method: method.clone(), forced: false, uniform: false };
    for way in ways(&en) {
        let Some(next) = start.with(small, &way) else { continue };
        let Err(Fault::Refused(error)) = next.run(small, place) else { continue };
        let further: Vec<Way> = ways(&error.to_string());
        let leads_out = further.iter().any(|way| {
            let last = next.with(small, way);
            last.is_some_and(|last| !matches!(last.run(small, place), Err(Fault::Refused(_))))
        });
        if !leads_out {
            return Some(format!("the way out {way:?} of\n{en}\nleads to\n{error}"));
        }
    }
    None
}

/// What has been typed of the ways out.
#[derive(Clone)]
struct Typed {
    method: Method,
    forced: bool,
    uniform: bool,
}

impl Typed {
    /// With this way too; `None` for one in the file, which is tried in `remedies.rs`, and for a value
    /// that is not taken.
    fn with(&self, small: &Small, way: &Way) -> Option<Typed> {
        let case = small.open(&WhatIf::default());
        let mut next = self.clone();
        match way {
            Way::Method(name) => next.method = method(&case, name),
            Way::Parameter { method: name, parameter, value } => {
                // What else was said of the method stays.
                let own = match self.method.name() == name {
                    true => self.method.clone(),
                    false => method(&case, name),
                };
                next.method = own.with_parameter(parameter, value).ok()?;
            }
            Way::Force => next.forced = true,
            Way::UniformIntervals => next.uniform = true,
            Way::Without(_) | Way::Scale | Way::Thresholds(_) => return None,
        }
        Some(next)
    }

    fn run(&self, small: &Small, place: &Place) -> Result<(), Fault> {
        let case = small.open(&WhatIf { force: self.forced, ..WhatIf::default() });
        let uniform = format!("{} with uniform ranges", place.0);
        let other = PLACES.iter().find(|(name, _)| self.uniform && *name == uniform);
        (other.unwrap_or(place).1)(&case, &self.method)
    }
}

/// Every method of the catalogue on every case, in some places. What is wrong is told as it is found,
/// for whoever looks on.
fn every_method(places: &[&str]) {
    let cases = cases();
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), cases.len());
    let places: Vec<&Place> = PLACES.iter().filter(|place| places.contains(&place.0)).collect();
    let told: Vec<(usize, usize, Vec<String>)> = cases
        .par_iter()
        .flat_map(|case| Method::names().par_iter().map(move |name| (case, *name)))
        .map(|(small, name)| {
            let case = small.open(&WhatIf::default());
            let method = method(&case, name);
            let (mut answered, mut refused, mut wrong) = (0, 0, Vec::new());
            for place in &places {
                let run = || (place.1)(&case, &method);
                let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
                let fault = match caught {
                    Ok(Ok(())) => {
                        answered += 1;
                        continue;
                    }
                    Ok(Err(Fault::Refused(error))) => {
                        refused += 1;
                        faults_of_refusal(small, place, &method, &error)
                    }
                    Ok(Err(Fault::Wrong(what))) => Some(what),
                    Err(_) => Some("panics".to_owned()),
                };
                if let Some(fault) = fault {
                    let fault = format!("{}: {} of {name}: {fault}", small.name, place.0);
                    eprintln!("{fault}");
                    wrong.push(fault);
                }
            }
            (answered, refused, wrong)
        })
        .collect();
    let wrong: usize = told.iter().map(|(_, _, wrong)| wrong.len()).sum();
    assert_eq!(wrong, 0, "see above");
    let sum = |of: fn(&(usize, usize, Vec<String>)) -> usize| told.iter().map(of).sum::<usize>();
    let (answered, refused) = (sum(|it| it.0), sum(|it| it.1));
    assert!(answered > 0 && refused > 0, "{answered} answered, {refused} refused");
}

#[test]
fn every_method_is_evaluated() {
    every_method(&["evaluate"]);
}

#[test]
fn every_method_in_the_studies_of_several_methods() {
    every_method(&["methods", "reversal"]);
}

#[test]
fn every_method_in_the_studies_of_weights() {
    every_method(&["sweep", "stability"]);
}

#[test]
fn every_method_in_the_studies_that_draw() {
    every_method(&[
        "acceptability",
        "acceptability with uniform ranges",
        "drivers",
        "drivers with uniform ranges",
    ]);
}

#[test]
fn every_method_for_actors() {
    // Only a case with actors has such a place: there every method that has scores answers.
    every_method(&["evaluate", "actors"]);
}

/// Of all methods together those that cannot run are left out, each with its reason and in both
/// languages; the others say what they say alone.
#[test]
fn the_methods_that_can_run_go_on() {
    for small in cases() {
        let case = small.open(&WhatIf::default());
        let methods: Vec<Method> = Method::names().iter().map(|name| method(&case, name)).collect();
        // Beside `weighted-sum` a tree whose nodes all add up has no method of its own.
        let adds_up = case.problem.tree().is_additive();
        let alone: BTreeSet<&str> = methods
            .iter()
            .filter(|method| !(adds_up && method.name() == "hierarchical"))
            .filter(|method| evaluate(&case.problem, method).is_ok())
            .map(Method::name)
            .collect();
        let (together, left_out) = evaluate_each(&case.problem, &methods).expect("one can run");
        let ran: BTreeSet<&str> = together.iter().map(|it| it.method.name()).collect();
        assert_eq!(ran, alone, "{}", small.name);
        assert_eq!(left_out.len(), methods.len() - ran.len());
        let said = said_of_left_out(&left_out);
        for method in methods.iter().filter(|method| !ran.contains(method.name())) {
            let names = |text: &str| {
                text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|it| it == method.name())
            };
            assert!(
                said.iter().any(|it| names(it.as_str()) && names(it.dutch())),
                "{}: {} is left out without a word",
                small.name,
                method.name()
            );
        }
        // Among methods with ranks the same, and those whose answer is a relation are named.
        let of = ranked(&case.problem, &methods).expect("one ranks");
        let skipped: BTreeSet<&str> = of.skipped.iter().map(|it| it.method).collect();
        for method in &methods {
            let ranks = method.has_score() && alone.contains(method.name());
            assert_ne!(ranks, skipped.contains(method.name()), "{}", method.name());
        }
    }
}
