//! What a criteria file and a command line mean: every key of the format changes something or is
//! said not to, nothing is said twice, and words of other programs get the right one.
#![cfg(all(feature = "cli", feature = "frames"))]

use crate::common::Files;
use afweging::method::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;

/// A case with nearly every key.
const FULL: &str = r#"format = 1
id = "full"
title = "A title"
question = "A question?"
decider = "A decider"
as_of = 2024-05-06
status = "draft"
notice = "A notice"
rank_within = ["town"]
min_known = 0.5
data = ["t.csv"]
[[keys]]
id = "town"
label = "Town"
[[keys]]
id = "path"
label = "Path"
values = [{ id = "N", label = "North" }, { id = "S", label = "South" }, { id = "E", label = "East" }, { id = "O", label = "Old", role = "reference" }]
[[criteria]]
id = "money"
weight = 1
[[criteria]]
id = "cost"
column = "Cost (EUR)"
label = "Cost of it"
parent = "money"
direction = "min"
unit = "EUR"
source = "the budget"
scale = { min = 0, max = 100, outside = "clamp" }
anchors = { "0" = "free of charge", "100" = "the whole budget" }
value = { points = [[0, 1], [40, 0.8], [100, 0]] }
thresholds = { function = "level", indifference = 5, preference = 20 }
weight = 1
[[criteria]]
id = "noise"
parent = "money"
direction = "min"
scale = { min = 0, max = 10 }
thresholds = { function = "gaussian", inflection = 2 }
weight = 1
[[criteria]]
id = "fit"
scale = { levels = ["--", "-", "0", "+", "++"] }
value = { levels = [0, 0.1, 0.4, 0.8, 1] }
weight = 2
[[facts]]
id = "law"
holds = "yes"
source = "the gazette"
[[requirements]]
id = "lawful"
when = { path = "E" }
needs = { fact = "law" }
[[requirements]]
id = "wide"
when = { path = ["N", "S"] }
needs = { attribute = "width", at_least = 2 }
unknown = "flag"
effect = "flag"
reason = "Room for two"
source = "the manual"
[[requirements]]
id = "quiet"
needs = { criterion = "noise", at_most = 9 }
[[adjustments]]
criterion = "fit"
attribute = "width"
when = { path = ["N", "S"] }
shift = { points = [[2, 0], [4, 1]] }
limits = { min = "-", max = "+" }
reason = "Wider fits better"
source = "a guess"
[[adjustments]]
criterion = "noise"
attribute = "surface"
shift = { values = { brick = 1, tar = 0 } }
[weights]
constraints = ["money >= 0.2"]
[[preferences]]
better = { town = "Aalst", path = "S" }
worse = { town = "Aalst", path = "N" }
by_more_than = 0.01
reason = "Said in the council"
source = "the minutes"
[[preferences]]
equal = [{ town = "Brugge", path = "S" }, { town = "Brugge", path = "E" }]
[[claims]]
id = "south"
label = "South leads"
claim = "S > N"
for = "every town"
under = "given weights"
inputs = "nominal"
must = false
reason = "The mayor says so"
source = "the paper"
passage = "p9"
[method.weighted-sum]
"#;

const TABLE: &str = "town,path,Cost (EUR),noise,fit,width,surface,fit2,shade,shelter\n\
    Aalst,N,60,2,0,3,brick,+,0.1,0.2\nAalst,S,30,4..6,+,4,tar,+,0.3,0.1\n\
    Aalst,E,120,8,++,?,tar,+,0.2,0.4\nAalst,O,50,5,0,3,brick,+,0,0\n\
    Brugge,N,20,3,-,2.5,tar,+,0.4,0.5\nBrugge,S,55,?,++,3,brick,+,0.2,0.1\n\
    Brugge,E,40,6,+,1,brick,+,0.1,0.3\nBrugge,O,70,7,-,3,tar,+,0,0\n";

/// A key, a piece of `FULL`, two texts for it, and the command that tells them apart.
type Proof = (&'static str, &'static str, &'static str, &'static str, &'static str);

const EVALUATE: &str = "evaluate";
const EXPLAIN: &str = "explain --of Aalst/S";
const PROMETHEE: &str = "evaluate --method promethee-ii --format csv";

const PROOFS: &[Proof] = &[
    ("format", "format = 1", "format = 1", "format = 2", "check"),
    (
        "decimal",
        "format = 1",
        "format = 1\ndecimal = \".\"",
        "format = 1\ndecimal = \",\"",
        "check",
    ),
    (
        "thousands",
        "format = 1",
        "format = 1\nthousands = \",\"",
        "format = 1\nthousands = \".\"",
        "check",
    ),
    (
        "id",
        "id = \"full\"",
        "id = \"full\"",
        "id = \"other\"",
        "evaluate --format markdown --table ranking",
    ),
    ("title", "A title", "A title", "Another", EVALUATE),
    ("question", "A question?", "A question?", "Another?", EVALUATE),
    ("decider", "A decider", "A decider", "Another", EVALUATE),
    ("as_of", "2024-05-06", "2024-05-06", "2020-01-01", "check --data dated.csv"),
    ("status", "\"draft\"", "\"draft\"", "\"validated\"", EVALUATE),
    ("notice", "A notice", "A notice", "Another", EVALUATE),
    (
        "rank_within",
        "rank_within = [\"town\"]",
        "rank_within = [\"town\"]",
        "rank_within = [\"path\"]",
        EVALUATE,
    ),
    ("min_known", "min_known = 0.5", "min_known = 0.5", "min_known = 1", EVALUATE),
    ("data", "\"t.csv\"", "\"t.csv\"", "\"u.csv\"", EVALUATE),
    ("keys", "label = \"Town\"", "label = \"Town\"", "label = \"City\"", EVALUATE),
    ("keys.id", "id = \"town\"", "id = \"town\"", "id = \"city\"", "check"),
    ("keys.label", "label = \"Town\"", "label = \"Town\"", "label = \"City\"", EVALUATE),
    (
        "keys.values",
        "{ id = \"E\", label = \"East\" }, ",
        "{ id = \"E\", label = \"East\" }, ",
        "",
        "check",
    ),
    ("keys.values.id", "{ id = \"E\"", "{ id = \"E\"", "{ id = \"W\"", "check"),
    ("keys.values.label", "South\"", "South\"", "Southern\"", EVALUATE),
    ("keys.values.role", ", role = \"reference\"", ", role = \"reference\"", "", EVALUATE),
    (
        "criteria",
        "[weights]",
        "[weights]",
        "[[criteria]]\nid = \"fit2\"\nweight = 1\n[weights]",
        "check",
    ),
    ("criteria.id", "id = \"noise\"", "id = \"noise\"", "id = \"sound\"", "check"),
    (
        "criteria.column",
        "column = \"Cost (EUR)\"",
        "column = \"Cost (EUR)\"",
        "column = \"noise2\"",
        "check",
    ),
    ("criteria.label", "Cost of it", "Cost of it", "Price of it", EXPLAIN),
    (
        "criteria.parent",
        "id = \"noise\"\nparent = \"money\"",
        "id = \"noise\"\nparent = \"money\"",
        "id = \"noise\"",
        EVALUATE,
    ),
    (
        "criteria.direction",
        "id = \"noise\"\nparent = \"money\"\ndirection = \"min\"",
        "id = \"noise\"\nparent = \"money\"\ndirection = \"min\"",
        "id = \"noise\"\nparent = \"money\"\ndirection = \"max\"",
        EVALUATE,
    ),
    (
        "criteria.direction.target",
        "id = \"noise\"\nparent = \"money\"\ndirection = \"min\"",
        "id = \"noise\"\nparent = \"money\"\ndirection = { target = 3 }",
        "id = \"noise\"\nparent = \"money\"\ndirection = { target = 7 }",
        EVALUATE,
    ),
    (
        "criteria.weight",
        "weight = 1\n[[criteria]]\nid = \"noise\"",
        "weight = 1\n[[criteria]]\nid = \"noise\"",
        "weight = 5\n[[criteria]]\nid = \"noise\"",
        EVALUATE,
    ),
    (
        "criteria.unit",
        "id = \"noise\"\n",
        "id = \"noise\"\n",
        "id = \"noise\"\nunit = \"dB\"\n",
        "check",
    ),
    ("criteria.source", "the budget", "the budget", "the accounts", EXPLAIN),
    (
        "criteria.scale",
        "scale = { min = 0, max = 10 }",
        "scale = { min = 0, max = 10 }",
        "scale = { min = 0, max = 20 }",
        EVALUATE,
    ),
    (
        "criteria.scale.min",
        "scale = { min = 0, max = 10 }",
        "scale = { min = 0, max = 10 }",
        "scale = { min = -5, max = 10 }",
        EVALUATE,
    ),
    (
        "criteria.scale.max",
        "scale = { min = 0, max = 10 }",
        "scale = { min = 0, max = 10 }",
        "scale = { min = 0, max = 15 }",
        EVALUATE,
    ),
    (
        "criteria.scale.levels",
        "[\"--\", \"-\", \"0\", \"+\", \"++\"]",
        "[\"--\", \"-\", \"0\", \"+\", \"++\"]",
        "[\"-\", \"--\", \"0\", \"+\", \"++\"]",
        EVALUATE,
    ),
    (
        "criteria.scale.outside",
        "outside = \"clamp\"",
        "outside = \"clamp\"",
        "outside = \"error\"",
        EVALUATE,
    ),
    (
        "criteria.anchors",
        "id = \"noise\"\n",
        "id = \"noise\"\n",
        "id = \"noise\"\nanchors = { \"0\" = \"silence\", \"10\" = \"a main road\" }\n",
        EVALUATE,
    ),
    (
        "criteria.value.shape",
        "scale = { min = 0, max = 10 }",
        "scale = { min = 1, max = 10, outside = \"clamp\" }\nvalue = { shape = \"log\" }",
        "scale = { min = 1, max = 10, outside = \"clamp\" }",
        EVALUATE,
    ),
    ("criteria.value", "[40, 0.8]", "[40, 0.8]", "[40, 0.5]", EVALUATE),
    ("criteria.value.points", "[40, 0.8]", "[40, 0.8]", "[40, 0.6]", EVALUATE),
    (
        "criteria.value.bisection",
        "points = [[0, 1], [40, 0.8], [100, 0]]",
        "bisection = [\"0..100 = 40\"]",
        "bisection = [\"0..100 = 60\"]",
        EVALUATE,
    ),
    (
        "criteria.value.macbeth",
        "points = [[0, 1], [40, 0.8], [100, 0]]",
        "macbeth = [\"100 -> 40 = weak\", \"40 -> 0 = strong\"]",
        "macbeth = [\"100 -> 40 = strong\", \"40 -> 0 = weak\"]",
        EVALUATE,
    ),
    ("criteria.value.levels", "0.4, 0.8, 1]", "0.4, 0.8, 1]", "0.4, 0.5, 1]", EVALUATE),
    (
        "criteria.thresholds",
        "function = \"level\"",
        "function = \"level\"",
        "function = \"v-shape-indifference\"",
        PROMETHEE,
    ),
    (
        "criteria.thresholds.function",
        "function = \"level\"",
        "function = \"level\"",
        "function = \"v-shape-indifference\"",
        PROMETHEE,
    ),
    (
        "criteria.thresholds.indifference",
        "indifference = 5",
        "indifference = 5",
        "indifference = 16",
        PROMETHEE,
    ),
    (
        "criteria.thresholds.preference",
        "preference = 20",
        "preference = 20",
        "preference = 60",
        PROMETHEE,
    ),
    (
        "criteria.thresholds.inflection",
        "inflection = 2",
        "inflection = 2",
        "inflection = 4",
        PROMETHEE,
    ),
    ("facts", "holds = \"yes\"", "holds = \"yes\"", "holds = \"no\"", EVALUATE),
    ("facts.id", "id = \"law\"", "id = \"law\"", "id = \"laws\"", "check"),
    ("facts.holds", "holds = \"yes\"", "holds = \"unknown\"", "holds = \"no\"", EVALUATE),
    (
        "facts.source",
        "holds = \"yes\"\nsource = \"the gazette\"",
        "holds = \"no\"\nsource = \"the gazette\"",
        "holds = \"no\"\nsource = \"a letter\"",
        EVALUATE,
    ),
    ("requirements", "at_least = 2 }", "at_least = 2 }", "at_least = 4 }", EVALUATE),
    ("requirements.id", "id = \"wide\"", "id = \"wide\"", "id = \"broad\"", "check"),
    (
        "requirements.when",
        "when = { path = [\"N\", \"S\"] }\nneeds",
        "when = { path = [\"N\", \"S\"] }\nneeds",
        "when = { path = [\"N\", \"S\", \"E\"] }\nneeds",
        EVALUATE,
    ),
    ("requirements.needs", "at_most = 9 }", "at_most = 9 }", "at_most = 5 }", EVALUATE),
    (
        "requirements.needs.fact",
        "needs = { fact = \"law\" }",
        "needs = { fact = \"law\" }",
        "needs = { fact = \"lw\" }",
        "check",
    ),
    (
        "requirements.needs.attribute",
        "{ attribute = \"width\", at_least = 2 }",
        "{ attribute = \"width\", at_least = 2 }",
        "{ attribute = \"surface\", equals = \"tar\" }",
        EVALUATE,
    ),
    (
        "requirements.needs.criterion",
        "{ criterion = \"noise\", at_most = 9 }",
        "{ criterion = \"noise\", at_most = 9 }",
        "{ criterion = \"cost\", at_most = 9 }",
        EVALUATE,
    ),
    (
        "requirements.needs.at_least",
        "at_least = 2 }",
        "at_least = 2 }",
        "at_least = 3.5 }",
        EVALUATE,
    ),
    ("requirements.needs.at_most", "at_most = 9 }", "at_most = 9 }", "at_most = 4 }", EVALUATE),
    ("requirements.needs.equals", "at_least = 2 }", "equals = 3 }", "equals = 4 }", EVALUATE),
    (
        "requirements.needs.one_of",
        "at_least = 2 }",
        "one_of = [3] }",
        "one_of = [3, 4] }",
        EVALUATE,
    ),
    (
        "requirements.unknown",
        "unknown = \"flag\"",
        "unknown = \"flag\"",
        "unknown = \"pass\"",
        "evaluate --set width=?@path=N",
    ),
    (
        "requirements.effect",
        "at_least = 2 }\nunknown = \"flag\"\neffect = \"flag\"",
        "at_least = 3.5 }\nunknown = \"flag\"\neffect = \"flag\"",
        "at_least = 3.5 }\nunknown = \"flag\"\neffect = \"exclude\"",
        EVALUATE,
    ),
    (
        "requirements.reason",
        "at_least = 2 }\nunknown = \"flag\"\neffect = \"flag\"\nreason = \"Room for two\"",
        "at_least = 3.5 }\nreason = \"Room for two\"",
        "at_least = 3.5 }\nreason = \"Room for three\"",
        EVALUATE,
    ),
    (
        "requirements.source",
        "at_least = 2 }\nunknown = \"flag\"\neffect = \"flag\"\nreason = \"Room for two\"\nsource = \"the manual\"",
        "at_least = 3.5 }\nsource = \"the manual\"",
        "at_least = 3.5 }\nsource = \"the rules\"",
        EVALUATE,
    ),
    ("adjustments", "[[2, 0], [4, 1]]", "[[2, 0], [4, 1]]", "[[2, 0], [4, 0.5]]", EVALUATE),
    (
        "adjustments.criterion",
        "criterion = \"fit\"",
        "criterion = \"fit\"",
        "criterion = \"fti\"",
        "check",
    ),
    (
        "adjustments.attribute",
        "criterion = \"noise\"\nattribute = \"surface\"",
        "criterion = \"noise\"\nattribute = \"surface\"",
        "criterion = \"noise\"\nattribute = \"serface\"",
        "check",
    ),
    (
        "adjustments.when",
        "attribute = \"width\"\nwhen = { path = [\"N\", \"S\"] }",
        "attribute = \"width\"\nwhen = { path = [\"N\", \"S\"] }",
        "attribute = \"width\"\nwhen = { path = \"N\" }",
        EVALUATE,
    ),
    ("adjustments.shift", "brick = 1", "brick = 1", "brick = 2", EVALUATE),
    ("adjustments.shift.points", "[4, 1]]", "[4, 1]]", "[4, -1]]", EVALUATE),
    ("adjustments.shift.values", "tar = 0", "tar = 0", "tar = 1", EVALUATE),
    (
        "adjustments.limits",
        "limits = { min = \"-\", max = \"+\" }",
        "limits = { min = \"-\", max = \"+\" }",
        "limits = { min = \"-\", max = \"++\" }",
        EVALUATE,
    ),
    ("adjustments.limits.max", "max = \"+\"", "max = \"+\"", "max = \"0\"", EVALUATE),
    (
        "adjustments.limits.min",
        "[[2, 0], [4, 1]] }\nlimits = { min = \"-\"",
        "[[2, 0], [4, -2]] }\nlimits = { min = \"-\"",
        "[[2, 0], [4, -2]] }\nlimits = { min = \"0\"",
        EVALUATE,
    ),
    ("adjustments.reason", "Wider fits better", "Wider fits better", "Wider is better", EXPLAIN),
    ("adjustments.source", "a guess", "a guess", "an estimate", EXPLAIN),
    ("weights", "money >= 0.2", "money >= 0.2", "money >= 0.5", "sensitivity robust"),
    ("weights.constraints", "money >= 0.2", "money >= 0.2", "money >= 0.5", "sensitivity robust"),
    (
        "weights.weights",
        "[weights]",
        "[weights]\nweights = \"sets.csv\"",
        "[weights]\nweights = \"others.csv\"",
        "sensitivity scenarios",
    ),
    (
        "weights.scenarios_are",
        "[weights]",
        "[weights]\nweights = \"leaves.csv\"\nscenarios_are = \"global\"",
        "[weights]\nweights = \"leaves.csv\"\nscenarios_are = \"local\"",
        "sensitivity scenarios",
    ),
    (
        "preferences",
        "by_more_than = 0.01",
        "by_more_than = 0.01",
        "by_more_than = 0.2",
        "sensitivity robust",
    ),
    (
        "preferences.better",
        "better = { town = \"Aalst\", path = \"S\" }",
        "better = { town = \"Aalst\", path = \"S\" }",
        "better = { town = \"Aalst\", path = \"E\" }",
        "sensitivity robust",
    ),
    (
        "preferences.worse",
        "worse = { town = \"Aalst\", path = \"N\" }",
        "worse = { town = \"Aalst\", path = \"N\" }",
        "worse = { town = \"Aalst\", path = \"E\" }",
        "sensitivity robust",
    ),
    (
        "preferences.by_more_than",
        "by_more_than = 0.01",
        "by_more_than = 0.01",
        "by_more_than = 0.1",
        "sensitivity robust",
    ),
    (
        "preferences.by_more_than.better",
        "by_more_than = 0.01",
        "by_more_than = { better = { town = \"Brugge\", path = \"E\" }, worse = { town = \"Brugge\", path = \"N\" } }",
        "by_more_than = { better = { town = \"Brugge\", path = \"S\" }, worse = { town = \"Brugge\", path = \"N\" } }",
        "sensitivity robust",
    ),
    (
        "preferences.by_more_than.worse",
        "by_more_than = 0.01",
        "by_more_than = { better = { town = \"Brugge\", path = \"E\" }, worse = { town = \"Brugge\", path = \"N\" } }",
        "by_more_than = { better = { town = \"Brugge\", path = \"E\" }, worse = { town = \"Aalst\", path = \"N\" } }",
        "sensitivity robust",
    ),
    (
        "preferences.equal",
        "equal = [{ town = \"Brugge\", path = \"S\" }",
        "equal = [{ town = \"Brugge\", path = \"S\" }",
        "equal = [{ town = \"Brugge\", path = \"N\" }",
        "sensitivity robust",
    ),
    (
        "preferences.reason",
        "Said in the council",
        "Said in the council",
        "Said by the mayor",
        "sensitivity robust",
    ),
    ("preferences.source", "the minutes", "the minutes", "a letter", "sensitivity robust"),
    ("claims", "S > N", "S > N", "S < N", "verify"),
    ("claims.id", "id = \"south\"", "id = \"south\"", "id = \"first\"", "verify"),
    ("claims.label", "South leads", "South leads", "South is first", "verify"),
    ("claims.claim", "S > N", "S > N", "S > E", "verify"),
    ("claims.for", "every town", "every town", "some town", "verify"),
    ("claims.under", "given weights", "given weights", "all weights", "verify"),
    ("claims.inputs", "inputs = \"nominal\"", "inputs = \"nominal\"", "inputs = \"all\"", "verify"),
    (
        "claims.must",
        "claim = \"S > N\"",
        "claim = \"S < N\"",
        "claim = \"S < N\"\nmust = true",
        "verify",
    ),
    ("claims.reason", "The mayor says so", "The mayor says so", "The council says so", "verify"),
    ("claims.source", "the paper", "the paper", "the radio", "verify --table claims --format csv"),
    ("claims.passage", "p9", "p9", "p8", "verify --table claims --format csv"),
    (
        "method",
        "[method.weighted-sum]",
        "[method.weighted-sum]",
        "[method.topsis]\nnormalization = \"min-max\"",
        EVALUATE,
    ),
];

/// Keys of `[[weighting]]`: two texts, put into a case without weights, and the command that tells
/// them apart.
const WEIGHTING_PROOFS: &[(&str, &str, &str, &str)] = &[
    (
        "weighting",
        "[[weighting]]\nof = \"money\"\nmethod = \"direct\"\njudgements = [\"cost = 1\", \"noise = 3\"]",
        "[[weighting]]\nmethod = \"direct\"\njudgements = [\"money = 1\", \"fit = 3\"]",
        EVALUATE,
    ),
    (
        "weighting.of",
        "[[weighting]]\nof = \"money\"\nmethod = \"equal\"",
        "[[weighting]]\nmethod = \"equal\"",
        "weights --format csv",
    ),
    (
        "weighting.method",
        "[[weighting]]\nmethod = \"roc\"\njudgements = [\"fit > money\"]",
        "[[weighting]]\nmethod = \"rank-sum\"\njudgements = [\"fit > money\"]",
        EVALUATE,
    ),
    (
        "weighting.parameters",
        "[[weighting]]\nmethod = \"srf\"\nparameters = { z = 2 }\njudgements = [\"fit > money\"]",
        "[[weighting]]\nmethod = \"srf\"\nparameters = { z = 6.5 }\njudgements = [\"fit > money\"]",
        EVALUATE,
    ),
    (
        "weighting.judgements",
        "[[weighting]]\nmethod = \"ahp\"\njudgements = [\"fit / money = 2\"]",
        "[[weighting]]\nmethod = \"ahp\"\njudgements = [\"fit / money = 1/3\"]",
        EVALUATE,
    ),
    (
        "weighting.matrix",
        "[[weighting]]\nof = \"money\"\nmethod = \"ahp\"\nmatrix = \"ratios.csv\"",
        "[[weighting]]\nof = \"money\"\nmethod = \"ahp\"\nmatrix = \"reversed.csv\"",
        EVALUATE,
    ),
    (
        "weighting.respondent",
        "[[weighting]]\nmethod = \"ahp\"\nrespondent = \"An\"\njudgements = [\"fit / money = 2\"]\n[[weighting]]\nmethod = \"ahp\"\nrespondent = \"Bo\"\njudgements = [\"fit / money = 4\"]",
        "[[weighting]]\nmethod = \"ahp\"\nrespondent = \"An\"\njudgements = [\"fit / money = 2\"]\n[[weighting]]\nmethod = \"ahp\"\nrespondent = \"Cis\"\njudgements = [\"fit / money = 4\"]",
        "weights",
    ),
    (
        "weighting.by",
        "[[weighting]]\nmethod = \"roc\"\nby = \"the council\"\njudgements = [\"fit > money\"]",
        "[[weighting]]\nmethod = \"roc\"\nby = \"the mayor\"\njudgements = [\"fit > money\"]",
        "weights",
    ),
    (
        "weighting.combine",
        "[[weighting]]\nmethod = \"ahp\"\nrespondent = \"An\"\ncombine = \"mean-of-weights\"\njudgements = [\"fit / money = 9\"]\n[[weighting]]\nmethod = \"ahp\"\nrespondent = \"Bo\"\njudgements = [\"fit / money = 1\"]",
        "[[weighting]]\nmethod = \"ahp\"\nrespondent = \"An\"\ncombine = \"geometric-mean-of-judgements\"\njudgements = [\"fit / money = 9\"]\n[[weighting]]\nmethod = \"ahp\"\nrespondent = \"Bo\"\njudgements = [\"fit / money = 1\"]",
        "weights --format csv",
    ),
];

/// Keys of nodes, at the top and on a node: what stands there, in two forms that differ in that key.
/// The sums of [`FULL`] know no nodes, so these have a case of their own.
const NODE_PROOFS: &[([&str; 2], &str, &str)] = &[
    (["aggregate", "criteria.aggregate"], "aggregate = \"min\"", "aggregate = \"max\""),
    (
        ["aggregate.name", "criteria.aggregate.name"],
        "aggregate = { name = \"min\" }",
        "aggregate = { name = \"max\" }",
    ),
    (
        ["aggregate.p", "criteria.aggregate.p"],
        "aggregate = { name = \"power\", p = 2 }",
        "aggregate = { name = \"power\", p = 9 }",
    ),
    (
        ["aggregate.floor", "criteria.aggregate.floor"],
        "aggregate = { name = \"harmonic\", floor = 0.1 }",
        "aggregate = { name = \"harmonic\", floor = 0.9 }",
    ),
    (
        ["aggregate.order_weights", "criteria.aggregate.order_weights"],
        "aggregate = { name = \"owa\", order_weights = [1, 0] }",
        "aggregate = { name = \"owa\", order_weights = [0, 1] }",
    ),
    (
        ["aggregate.alpha", "criteria.aggregate.alpha"],
        "aggregate = { name = \"owa\", alpha = 3 }",
        "aggregate = { name = \"owa\", alpha = 0.3 }",
    ),
    (
        ["aggregate.interactions", "criteria.aggregate.interactions"],
        "aggregate = { name = \"choquet\", interactions = [\"A & B = 0.8\"] }",
        "aggregate = { name = \"choquet\", interactions = [\"A & B = -0.8\"] }",
    ),
    (["missing", "criteria.missing"], "missing = \"drop\"", "missing = \"whole-scale\""),
];

/// A case with this at the top, or on its node; `A` and `B` stand for the two criteria there.
fn with_nodes(lines: &str, on_node: bool) -> Files {
    let names = if on_node { ["x", "y"] } else { ["n", "z"] };
    let lines = lines.replace("A & B", &format!("{} & {}", names[0], names[1]));
    let (top, node) = if on_node { ("", lines.as_str()) } else { (lines.as_str(), "") };
    let scale = "scale = { min = 0, max = 10 }";
    let case = format!(
        "format = 1\nid = \"nodes\"\ndata = [\"t.csv\"]\nmin_known = 0\n{top}\n[[keys]]\nid = \"o\"\n\
         [[criteria]]\nid = \"n\"\n{node}\n[[criteria]]\nid = \"x\"\nparent = \"n\"\n{scale}\n\
         [[criteria]]\nid = \"y\"\nparent = \"n\"\n{scale}\n[[criteria]]\nid = \"z\"\n{scale}\n"
    );
    Files::new(&[("case.toml", &case), ("t.csv", "o,x,y,z\nA,2,8,4\nB,?,3,9\n")])
}

/// Keys of nodes with rules: two forms of what the node says, which differ in that key.
const RULE_PROOFS: &[(&str, &str, &str)] = &[
    (
        "criteria.rules",
        "rules = [{ x = \"a\", then = \"no\" }, { x = \"b\", then = \"yes\" }]",
        "rules = [{ y = \"a\", then = \"no\" }, { y = \"b\", then = \"yes\" }]",
    ),
    (
        "criteria.complete",
        "rules = [{ x = \"a\", then = \"no\" }, { y = \"a\", then = \"no\" }]\ncomplete = \"from-weights\"",
        "rules = [{ x = \"a\", then = \"no\" }, { y = \"a\", then = \"no\" }]\ncomplete = \"linear\"",
    ),
];

/// A case with a node over two criteria with levels, which says this.
fn with_rules(lines: &str) -> Files {
    let levels = "scale = [\"a\", \"b\"]";
    let case = format!(
        "format = 1\nid = \"rules\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"o\"\n\
         [[criteria]]\nid = \"n\"\nscale = [\"no\", \"yes\"]\n{lines}\n\
         [[criteria]]\nid = \"x\"\nparent = \"n\"\n{levels}\n\
         [[criteria]]\nid = \"y\"\nparent = \"n\"\n{levels}\n"
    );
    Files::new(&[("case.toml", &case), ("t.csv", "o,x,y\nA,b,a\nB,b,b\n")])
}

/// Keys of actors: two texts, put at the end of the case, and the command that tells them apart.
const ACTOR_PROOFS: &[(&str, &str, &str, &str)] = &[
    ("actors", "[[actors]]\nid = \"a\"", "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"b\"", "check"),
    ("actors.id", "[[actors]]\nid = \"a\"", "[[actors]]\nid = \"b\"", "check"),
    (
        "actors.label",
        "[[actors]]\nid = \"a\"\nlabel = \"The shops\"",
        "[[actors]]\nid = \"a\"\nlabel = \"The schools\"",
        "check",
    ),
    (
        "actors.kind",
        "[[actors]]\nid = \"a\"\nkind = \"government\"",
        "[[actors]]\nid = \"a\"\nkind = \"industry\"",
        "check",
    ),
    (
        "actors.weights",
        "[[actors]]\nid = \"a\"\nweights = { money = 2, fit = 1 }",
        "[[actors]]\nid = \"a\"\nweights = { money = 1, fit = 4 }",
        "evaluate --actor a --format csv",
    ),
    (
        "actors.constraints",
        "[[actors]]\nid = \"a\"\nconstraints = \"money >= 0.5\"",
        "[[actors]]\nid = \"a\"\nconstraints = \"money <= 0.5\"",
        "evaluate --actor a --format csv",
    ),
    (
        "actors.criteria",
        "[[actors]]\nid = \"a\"\nconstraints = \"noise >= 0.5\"\ncriteria = [\"money\"]",
        "[[actors]]\nid = \"a\"\nconstraints = \"noise >= 0.5\"\ncriteria = [\"noise\", \"fit\"]",
        "evaluate --actor a --format csv",
    ),
    (
        "weighting.actor",
        "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"b\"\n[[weighting]]\nactor = \"a\"\nmethod = \"roc\"\njudgements = [\"fit > money\"]",
        "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"b\"\n[[weighting]]\nactor = \"b\"\nmethod = \"roc\"\njudgements = [\"fit > money\"]",
        "evaluate --actor a",
    ),
    (
        "preferences.actor",
        "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"b\"\n[[preferences]]\nactor = \"a\"\nbetter = { town = \"Aalst\", path = \"S\" }\nworse = { town = \"Aalst\", path = \"N\" }",
        "[[actors]]\nid = \"a\"\n[[actors]]\nid = \"b\"\n[[preferences]]\nactor = \"b\"\nbetter = { town = \"Aalst\", path = \"S\" }\nworse = { town = \"Aalst\", path = \"N\" }",
        "evaluate --actor a",
    ),
    (
        "actors.influence",
        "[[actors]]\nid = \"a\"\nweights = { money = 1, fit = 1 }\ninfluence = 1\n[[actors]]\nid = \"b\"",
        "[[actors]]\nid = \"a\"\nweights = { money = 1, fit = 1 }\ninfluence = 3\n[[actors]]\nid = \"b\"",
        "actors --table acceptance --format csv",
    ),
    (
        "actors.minimum",
        "[[actors]]\nid = \"a\"\nweights = { money = 1, fit = 1 }\nminimum = 0.1",
        "[[actors]]\nid = \"a\"\nweights = { money = 1, fit = 1 }\nminimum = 0.9",
        "actors --table acceptance --format csv",
    ),
    (
        "actors.source",
        "[[actors]]\nid = \"a\"\nsource = \"a letter\"",
        "[[actors]]\nid = \"a\"\nsource = \"a hearing\"",
        "actors --table actor_statements --format csv",
    ),
];

/// Benefits and burdens need a baseline, which is a key at the top of the file: two texts for the top,
/// of which `afweging actors` writes other impacts.
const IMPACT_PROOFS: &[(&str, &str, &str)] = &[
    (
        "actors.benefit",
        "baseline = { path = \"N\" }\nactors = [{ id = \"a\", weights = { money = 1, fit = 1 }, benefit = [\"fit\"] }]",
        "baseline = { path = \"N\" }\nactors = [{ id = \"a\", weights = { money = 1, fit = 1 }, benefit = [\"noise\"] }]",
    ),
    (
        "actors.burden",
        "baseline = { path = \"N\" }\nactors = [{ id = \"a\", weights = { money = 1, fit = 1 }, burden = [\"fit\"] }]",
        "baseline = { path = \"N\" }\nactors = [{ id = \"a\", weights = { money = 1, fit = 1 }, burden = [\"noise\"] }]",
    ),
    (
        "baseline",
        "baseline = { path = \"N\" }\nactors = [{ id = \"a\", weights = { money = 1, fit = 1 }, benefit = [\"fit\"] }]",
        "baseline = { path = \"O\" }\nactors = [{ id = \"a\", weights = { money = 1, fit = 1 }, benefit = [\"fit\"] }]",
    ),
];

/// Keys of `[portfolio]`: two texts, put at the end of the case, and the command that tells them apart.
const PORTFOLIO_PROOFS: &[(&str, &str, &str, &str)] = &[
    (
        "portfolio",
        "[portfolio]\nnone = { value = 0.0 }\n",
        "[portfolio]\nnone = { value = 2.0 }",
        "portfolio --format csv",
    ),
    (
        "portfolio.one_per",
        "[portfolio]\nnone = { value = 0.0 }\n",
        "[portfolio]\nnone = { value = 0.0 }\none_per = []",
        "portfolio --format csv",
    ),
    (
        "portfolio.none",
        "[portfolio]\nnone = { value = 0.0 }\n",
        "[portfolio]\nnone = { path = \"S\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.none.value",
        "[portfolio]\nnone = { value = 0.0 }",
        "[portfolio]\nnone = { value = 0.9 }",
        "portfolio --format csv",
    ),
    (
        "portfolio.value",
        "[portfolio]\nnone = { path = \"O\" }",
        "[portfolio]\nnone = { path = \"O\" }\nvalue = \"gain\"",
        "portfolio --format csv",
    ),
    (
        "portfolio.times",
        "[portfolio]\nnone = { value = 0.0 }\ntimes = \"width\"",
        "[portfolio]\nnone = { value = 0.0 }\ntimes = \"shade\"",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits",
        "[portfolio]\nnone = { value = 0.0 }\n",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits.id",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"y\"\ncount = {}\nat_most = 1",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.sum",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"noise\"\nat_most = 9",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = 9",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.count",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = { town = \"Aalst\" }\nat_most = 0",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = { town = \"Brugge\" }\nat_most = 0",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits.count.attribute",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"surface\" }\neach_at_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"width\" }\neach_at_most = 1",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.count.is",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"surface\", is = \"tar\" }\nat_most = 0",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = { attribute = \"surface\", is = \"brick\" }\nat_most = 0",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits.joint_share",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\njoint_share = \"shade\"\nat_most = 0.9",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\njoint_share = \"shelter\"\nat_most = 0.9",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.by",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"path\"\neach_at_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"surface\"\neach_at_most = 1",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.at_most",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 2",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits.at_least",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_least = 0",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_least = 1",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.each_at_most",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\neach_at_most = 0",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\neach_at_most = 1",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits.each_at_least",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\neach_at_least = 0",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\neach_at_least = 1",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.share_at_most",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\nshare_at_most = 0.5",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\nshare_at_most = 0.9",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.chance",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"noise\"\nat_most = 12",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"noise\"\nat_most = 12\nchance = 0.9",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.limits.unknown",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"width\"\nat_most = 3\nunknown = \"1..2\"",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"width\"\nat_most = 3",
        "portfolio --table why_not --format csv",
    ),
    (
        "portfolio.limits.step",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = 60\nstep = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = 60\nstep = 30",
        "portfolio --table shadow --format csv",
    ),
    (
        "portfolio.limits.active",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nactive = false",
        "portfolio --format csv",
    ),
    (
        "portfolio.limits.effect",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\neffect = \"enforce\"",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\neffect = \"flag\"",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules",
        "[portfolio]\nnone = { value = 0.0 }\n",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.id",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"y\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "portfolio --table limits --format csv",
    ),
    (
        "portfolio.rules.if",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { path = \"N\", town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.if.attribute",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { attribute = \"surface\", is = \"tar\" }\nnot = { path = [\"N\", \"S\", \"E\"] }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { attribute = \"width\", is = 2.5 }\nnot = { path = [\"N\", \"S\", \"E\"] }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.if.is",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { attribute = \"surface\", is = \"tar\" }\nnot = { attribute = \"surface\", is = \"tar\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { attribute = \"surface\", is = \"brick\" }\nnot = { attribute = \"surface\", is = \"tar\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.then",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Brugge\" }\nthen = { town = \"Aalst\", path = \"N\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Brugge\" }\nthen = { town = \"Aalst\", path = \"S\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.then.attribute",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Brugge\" }\nthen = { town = \"Aalst\", attribute = \"width\", is = 3 }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Brugge\" }\nthen = { town = \"Aalst\", attribute = \"surface\", is = \"tar\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.then.is",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Brugge\" }\nthen = { town = \"Aalst\", attribute = \"surface\", is = \"brick\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Brugge\" }\nthen = { town = \"Aalst\", attribute = \"surface\", is = \"tar\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.not",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\", path = \"E\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.not.attribute",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\", attribute = \"surface\", is = \"brick\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\", attribute = \"width\", is = 2.5 }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.not.is",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\", attribute = \"surface\", is = \"brick\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\", attribute = \"surface\", is = \"tar\" }",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.together",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\" }, { town = \"Brugge\" }]\nvalue = 0.5",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\" }, { town = \"Brugge\", path = \"E\" }]\nvalue = 0.5",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.together.attribute",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\", attribute = \"surface\", is = \"brick\" }, { town = \"Brugge\" }]\nvalue = 0.9",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\", attribute = \"width\", is = 4 }, { town = \"Brugge\" }]\nvalue = 0.9",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.together.is",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\", attribute = \"surface\", is = \"brick\" }, { town = \"Brugge\" }]\nvalue = 0.9",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\", attribute = \"surface\", is = \"tar\" }, { town = \"Brugge\" }]\nvalue = 0.9",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.value",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\" }, { town = \"Brugge\" }]\nvalue = 0.5",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\ntogether = [{ town = \"Aalst\" }, { town = \"Brugge\" }]\nvalue = 0.25",
        "portfolio --table total --format csv",
    ),
    (
        "portfolio.rules.active",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }\nactive = false",
        "portfolio --format csv",
    ),
    (
        "portfolio.rules.effect",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }\neffect = \"flag\"",
        "portfolio --format csv",
    ),
];

/// Keys of `[pathway]`, and texts of limits and rules: two texts, put at the end of the case, and the
/// command that tells them apart.
const PATHWAY_PROOFS: &[(&str, &str, &str, &str)] = &[
    (
        "pathway",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.9 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.start",
        "[pathway]\nstart = { path = \"S\" }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = { path = \"N\" }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100 --table waiting --format csv",
    ),
    (
        "pathway.start.attribute",
        "[pathway]\nstart = { attribute = \"shade\", is = 0.1 }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = { attribute = \"shelter\", is = 0.1 }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100 --table waiting --format csv",
    ),
    (
        "pathway.start.is",
        "[pathway]\nstart = { attribute = \"shade\", is = 0.1 }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = { attribute = \"shade\", is = 0.2 }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100 --table waiting --format csv",
    ),
    (
        "pathway.none",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = { path = \"S\" }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.none.value",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.9 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.one_per",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\none_per = []\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.discount",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\ndiscount = 0.1\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.until",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nuntil = 5\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100 --table path_totals --format csv",
    ),
    (
        "pathway.periods",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.periods]]\nid = \"p3\"\nfrom = 2032\nyears = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.periods.id",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"early\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.periods.from",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2030\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2032\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.periods.years",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 4",
        "pathway --draws 100 --table path_totals --format csv",
    ),
    (
        "pathway.periods.label",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nlabel = \"First\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.id",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"y\"\nto = { path = \"S\" }\ncost = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.label",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1\nlabel = \"Pay\"",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.kind",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1\nkind = \"assumed\"",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.reason",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1\nreason = \"It costs\"",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.source",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1\nsource = \"the budget\"",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.active",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1\nactive = false",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.cost",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 2",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.transitions.allowed",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nallowed = false",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.takes",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ntakes = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.to",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"E\" }\ncost = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.to.attribute",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { attribute = \"surface\", is = \"tar\" }\nallowed = false",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { attribute = \"width\", is = 3 }\nallowed = false",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.to.is",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { attribute = \"surface\", is = \"tar\" }\nallowed = false",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { attribute = \"surface\", is = \"brick\" }\nallowed = false",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.from",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 1\nfrom = { path = \"N\" }",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.from.attribute",
        "[pathway]\nstart = { path = \"N\" }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = [\"N\", \"S\", \"E\"] }\ncost = -1\nfrom = { attribute = \"shade\", is = 0.1 }",
        "[pathway]\nstart = { path = \"N\" }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = [\"N\", \"S\", \"E\"] }\ncost = -1\nfrom = { attribute = \"surface\", is = \"tar\" }",
        "pathway --draws 100 --table path_totals --format csv",
    ),
    (
        "pathway.transitions.from.is",
        "[pathway]\nstart = { path = \"N\" }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = [\"N\", \"S\", \"E\"] }\ncost = -1\nfrom = { attribute = \"surface\", is = \"tar\" }",
        "[pathway]\nstart = { path = \"N\" }\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = [\"N\", \"S\", \"E\"] }\ncost = -1\nfrom = { attribute = \"surface\", is = \"brick\" }",
        "pathway --draws 100 --table path_totals --format csv",
    ),
    (
        "pathway.transitions.after",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { path = \"N\" }",
        "pathway --draws 100",
    ),
    (
        "pathway.transitions.after.attribute",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { attribute = \"shade\", is = 0.1 }",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { attribute = \"shelter\", is = [0.4, 0.5] }",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.transitions.after.is",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { attribute = \"shade\", is = 0.1 }",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { attribute = \"shade\", is = 0.4 }",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.transitions.after_periods",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { path = \"N\" }",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nafter = { path = \"N\" }\nafter_periods = 2",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.transitions.needs",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\ncost = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"\n[[pathway.transitions]]\nid = \"x\"\nto = { path = \"S\" }\nneeds = \"law\"",
        "pathway --draws 100",
    ),
    (
        "pathway.stays",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.id",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"y\"\nin = { path = \"S\" }\nat_most = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.label",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1\nlabel = \"Short\"",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.kind",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1\nkind = \"assumed\"",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.reason",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1\nreason = \"By law\"",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.source",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1\nsource = \"the law\"",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.active",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1\nactive = false",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.at_most",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 2",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.at_least",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_least = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_least = 2",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.stays.in",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"S\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { path = \"E\" }\nat_most = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.in.attribute",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { attribute = \"surface\", is = \"tar\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { attribute = \"width\", is = 3 }\nat_most = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.stays.in.is",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { attribute = \"surface\", is = \"tar\" }\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.stays]]\nid = \"x\"\nin = { attribute = \"surface\", is = \"brick\" }\nat_most = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.readiness",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"",
        "pathway --draws 100",
    ),
    (
        "pathway.readiness.fact",
        "[[facts]]\nid = \"other\"\nholds = \"no\"\n[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"",
        "[[facts]]\nid = \"other\"\nholds = \"no\"\n[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"other\"\nfrom = \"2029\"",
        "pathway --draws 100",
    ),
    (
        "pathway.readiness.from",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"never\"",
        "pathway --draws 100",
    ),
    (
        "pathway.readiness.reason",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"\nreason = \"So it is said\"",
        "pathway --draws 100",
    ),
    (
        "pathway.readiness.source",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.readiness]]\nfact = \"law\"\nfrom = \"2029\"\nsource = \"the gazette\"",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.id",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"y\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.label",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1\nlabel = \"People\"",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.reason",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1\nreason = \"They must learn\"",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.source",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1\nsource = \"a guess\"",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.active",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1\nactive = false",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.built_by",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"E\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.capacities.built_by.attribute",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { attribute = \"shade\", is = 0.1 }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { attribute = \"shelter\", is = [0.4, 0.5] }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.capacities.built_by.is",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { attribute = \"shade\", is = 0.1 }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { attribute = \"shade\", is = 0.4 }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.capacities.builds",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 0.5\nneeded_by = { path = \"S\" }\nneeds = 1",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.capacities.needed_by",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"E\" }\nneeds = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.needed_by.attribute",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { attribute = \"surface\", is = \"tar\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { attribute = \"width\", is = 3 }\nneeds = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.needed_by.is",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { attribute = \"surface\", is = \"tar\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { attribute = \"surface\", is = \"brick\" }\nneeds = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.needs",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 2",
        "pathway --draws 100 --table next_paths --format csv",
    ),
    (
        "pathway.capacities.start",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1\nstart = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.capacities.shared",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.capacities]]\nid = \"x\"\nbuilt_by = { path = \"N\" }\nbuilds = 1\nneeded_by = { path = \"S\" }\nneeds = 1\nshared = true",
        "pathway --draws 100",
    ),
    (
        "pathway.limits",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.id",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"y\"\ncount = {}\nat_most = 1",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.label",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nlabel = \"Few\"",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.kind",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nkind = \"assumed\"",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.reason",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nreason = \"Money\"",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.source",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nsource = \"the budget\"",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.periods",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nperiods = [\"p1\"]",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.active",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nactive = false",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.effect",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\neffect = \"flag\"",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.at_most",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 2",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.at_least",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_least = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_least = 2",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.by",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"path\"\neach_at_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"surface\"\neach_at_most = 1",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.each_at_most",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"path\"\neach_at_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"path\"\neach_at_most = 2",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.each_at_least",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\neach_at_least = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\neach_at_least = 1",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.share_at_most",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\nshare_at_most = 0.5",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nby = \"town\"\nshare_at_most = 0.9",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.count",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = { town = \"Aalst\" }\nat_most = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = { town = \"Brugge\" }\nat_most = 0",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.count.attribute",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = { attribute = \"surface\", is = \"tar\" }\nat_most = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = { attribute = \"width\", is = 3 }\nat_most = 0",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.count.is",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = { attribute = \"surface\", is = \"tar\" }\nat_most = 0",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = { attribute = \"surface\", is = \"brick\" }\nat_most = 0",
        "pathway --draws 100",
    ),
    (
        "pathway.limits.sum",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\nsum = \"noise\"\nat_most = 9",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\nsum = \"cost\"\nat_most = 9",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.joint_share",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\njoint_share = \"shade\"\nat_most = 0.9",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\njoint_share = \"shelter\"\nat_most = 0.9",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.chance",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\nsum = \"noise\"\nat_most = 12",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\nsum = \"noise\"\nat_most = 12\nchance = 0.9",
        "pathway --draws 100 --table pathway_limits --format csv",
    ),
    (
        "pathway.limits.unknown",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.0 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x2\"\nto = { path = [\"N\", \"S\"] }\nallowed = false\n[[pathway.limits]]\nid = \"x\"\nsum = \"width\"\nat_most = 90\nunknown = \"1..2\"",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.0 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.transitions]]\nid = \"x2\"\nto = { path = [\"N\", \"S\"] }\nallowed = false\n[[pathway.limits]]\nid = \"x\"\nsum = \"width\"\nat_most = 90",
        "pathway --draws 100",
    ),
    (
        "portfolio.limits.label",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nlabel = \"Few\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.limits.kind",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nkind = \"assumed\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.limits.reason",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nreason = \"Money\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.limits.source",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nsource = \"the budget\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.rules.label",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }\nlabel = \"Either\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.rules.kind",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }\nkind = \"assumed\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.rules.reason",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }\nreason = \"Rivals\"",
        "portfolio --draws 100",
    ),
    (
        "portfolio.rules.source",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }",
        "[portfolio]\nnone = { value = 0.0 }\n[[portfolio.rules]]\nid = \"x\"\nif = { town = \"Aalst\" }\nnot = { town = \"Brugge\" }\nsource = \"the minutes\"",
        "portfolio --draws 100",
    ),
    (
        "pathway.limits.step",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1",
        "[pathway]\nstart = \"none\"\nnone = { value = 0.4 }\n[[pathway.periods]]\nid = \"p1\"\nfrom = 2027\nyears = 2\n[[pathway.periods]]\nid = \"p2\"\nfrom = 2029\nyears = 3\n[[pathway.limits]]\nid = \"x\"\ncount = {}\nat_most = 1\nstep = 1",
        "check",
    ),
];

/// Keys of `[[categories]]` and `[[examples]]`: two texts behind `FULL`, and the command that tells
/// them apart.
const SORTING_PROOFS: &[(&str, &str, &str, &str)] = &[
    ("categories", MR_SORT, MR_SORT_OF_ONE, "evaluate --table assignment --format csv"),
    (
        "categories.id",
        MR_SORT,
        "[method.mr-sort]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"top\"\nprofile = { cost = 50, noise = 5, fit = \"0\" }",
        "evaluate --table assignment --format csv",
    ),
    (
        "categories.label",
        MR_SORT,
        "[method.mr-sort]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\nlabel = \"The best\"\nprofile = { cost = 50, noise = 5, fit = \"0\" }",
        "evaluate --method mr-sort",
    ),
    ("categories.profile", MR_SORT, MR_SORT_OF_ONE, "evaluate --table assignment --format csv"),
    ("examples", UTADIS, UTADIS_OTHER, UTADIS_TABLE),
    (
        "examples.alternative",
        UTADIS,
        "[method.utadis]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n[[examples]]\nalternative = { town = \"Aalst\", path = \"S\" }\ncategory = \"low\"",
        UTADIS_TABLE,
    ),
    ("examples.category", UTADIS, UTADIS_OTHER, UTADIS_TABLE),
    (
        "examples.reason",
        UTADIS,
        "[method.utadis]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n[[examples]]\nalternative = { town = \"Aalst\", path = \"N\" }\ncategory = \"low\"\nreason = \"Seen\"",
        UTADIS_TABLE,
    ),
    (
        "examples.source",
        UTADIS,
        "[method.utadis]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n[[examples]]\nalternative = { town = \"Aalst\", path = \"N\" }\ncategory = \"low\"\nsource = \"the council\"",
        UTADIS_TABLE,
    ),
];

const MR_SORT: &str = "[method.mr-sort]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\nprofile = { cost = 50, noise = 5, fit = \"0\" }";
const MR_SORT_OF_ONE: &str = "[method.mr-sort]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\nprofile = { cost = 1, noise = 1, fit = \"++\" }";
const UTADIS: &str = "[method.utadis]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n[[examples]]\nalternative = { town = \"Aalst\", path = \"N\" }\ncategory = \"low\"";
const UTADIS_OTHER: &str = "[method.utadis]\n[[categories]]\nid = \"low\"\n[[categories]]\nid = \"high\"\n[[examples]]\nalternative = { town = \"Aalst\", path = \"N\" }\ncategory = \"high\"";
const UTADIS_TABLE: &str = "evaluate --table utadis-examples --format csv";

/// A case with figures alone, that every method takes.
const METHODS: &str = r#"format = 1
id = "m"
data = ["m.csv"]
[[keys]]
id = "option"
[[criteria]]
id = "place"
weight = 3
[[criteria]]
id = "cost"
direction = "min"
weight = 3
scale = { min = 0, max = 100 }
thresholds = { function = "v-shape-indifference", indifference = 4, preference = 20, veto = 45 }
[[criteria]]
id = "noise"
parent = "place"
direction = "min"
weight = 2
scale = { min = 0, max = 20 }
thresholds = { function = "v-shape-indifference", indifference = 1, preference = 4, veto = 9 }
[[criteria]]
id = "size"
weight = 2
scale = { min = 0, max = 10 }
thresholds = { function = "v-shape-indifference", indifference = 0.5, preference = 2, veto = 6 }
[[criteria]]
id = "light"
parent = "place"
weight = 1
scale = { min = 0, max = 40 }
thresholds = { function = "v-shape-indifference", indifference = 2, preference = 8, veto = 30 }
"#;

/// Categories with profiles and examples, for methods that sort.
const CATEGORIES: &str = r#"[[categories]]
id = "low"
[[categories]]
id = "middle"
profile = { cost = 60, noise = 10, size = 4, light = 10 }
[[categories]]
id = "high"
profile = { cost = 38, noise = 6, size = 6, light = 20 }
[[examples]]
alternative = { option = "A" }
category = "low"
[[examples]]
alternative = { option = "G" }
category = "middle"
[[examples]]
alternative = { option = "D" }
category = "high"
"#;

const OPTIONS: &str = "option,cost,noise,size,light\n\
    A,60,12,3,8\n\
    B,30,4,5,20\n\
    C,75,3,8,31\n\
    D,45,9,6,12\n\
    E,20,15,2,25\n\
    F,52,7,7,5\n\
    G,38,6,6,20\n\
    H,66,10,9,16\n";

/// What a method must be told before it runs.
const TOLD: &[(&str, &str)] = &[
    ("ervd", "reference = { cost = 50, noise = 10, size = 5, light = 20 }"),
    ("owa", "alpha = 2"),
    ("choquet", "interactions = [\"cost & size = 0.3\"]"),
    ("power-mean", "power = 0.5"),
];

/// Parameters of methods: the method, the parameter, and two texts of its table that differ in it.
const METHOD_PROOFS: &[(&str, &str, &str, &str)] = &[
    ("weighted-sum", "normalization", "", "normalization = \"vector\""),
    ("weighted-product", "normalization", "normalization = \"sum\"", "normalization = \"linear\""),
    ("topsis", "normalization", "normalization = \"vector\"", "normalization = \"min-max\""),
    ("vikor", "v", "v = 0.1", "v = 0.9"),
    ("waspas", "lambda", "lambda = 0.1", "lambda = 0.9"),
    ("cocoso", "lambda", "lambda = 0.1", "lambda = 0.9"),
    ("codas", "tau", "tau = 0", "tau = 0.5"),
    ("spotis", "expected", "", "expected = { light = 20 }"),
    ("rafsi", "ideal", "", "ideal = { cost = 10 }"),
    ("rafsi", "anti_ideal", "", "anti_ideal = { cost = 90 }"),
    ("rafsi", "times", "times = 6", "times = 9"),
    ("rim", "ideal", "", "ideal = { light = [10, 20] }"),
    (
        "ervd",
        "reference",
        "reference = { cost = 50, noise = 10, size = 5, light = 20 }",
        "reference = { cost = 50, noise = 10, size = 5, light = 10 }",
    ),
    (
        "ervd",
        "lambda",
        "reference = { cost = 50, noise = 10, size = 5, light = 20 }\nlambda = 2",
        "reference = { cost = 50, noise = 10, size = 5, light = 20 }\nlambda = 3",
    ),
    (
        "ervd",
        "alpha",
        "reference = { cost = 50, noise = 10, size = 5, light = 20 }\nalpha = 1",
        "reference = { cost = 50, noise = 10, size = 5, light = 20 }\nalpha = 0.5",
    ),
    ("gra", "zeta", "zeta = 0.5", "zeta = 0.1"),
    ("todim", "theta", "theta = 1", "theta = 3"),
    ("ahp", "synthesis", "synthesis = \"distributive\"", "synthesis = \"ideal\""),
    ("electre-i", "concordance", "concordance = 0.6", "concordance = 0.9"),
    ("electre-i", "discordance", "discordance = 0", "discordance = 0.9"),
    ("electre-i", "scaled_by", "scaled_by = \"widest\"", "scaled_by = \"criterion\""),
    ("electre-is", "concordance", "concordance = 0.55", "concordance = 0.9"),
    ("electre-ii", "c_plus", "c_plus = 0.6", "c_plus = 1"),
    ("electre-ii", "c_zero", "c_zero = 0.5", "c_zero = 0.64"),
    (
        "electre-ii",
        "c_minus",
        "c_plus = 0.9\nc_zero = 0.9\nc_minus = 0.5",
        "c_plus = 0.9\nc_zero = 0.9\nc_minus = 0.9",
    ),
    ("electre-ii", "d_plus", "d_plus = 0.65", "d_plus = 0.4"),
    ("electre-ii", "d_minus", "d_minus = 0.35", "d_minus = 0"),
    ("electre-ii", "majority", "majority = \"strict\"", "majority = \"at-least\""),
    ("electre-ii", "scaled_by", "scaled_by = \"widest\"", "scaled_by = \"criterion\""),
    ("electre-iii", "s_alpha", "s_alpha = 0.3", "s_alpha = 0.5"),
    ("electre-iii", "s_beta", "s_beta = -0.15", "s_beta = -0.3"),
    (
        "electre-iii",
        "affine_thresholds",
        "",
        "affine_thresholds = { cost = { indifference = [0.1, 0], preference = [0.2, 0] } }",
    ),
    ("promethee-iii", "alpha", "alpha = 0.1", "alpha = 0.6"),
    ("electre-tri-b", "cut", "cut = 0.6", "cut = 0.95"),
    ("electre-tri-b", "rule", "rule = \"pessimistic\"", "rule = \"optimistic\""),
    ("mr-sort", "majority", "majority = 0.5", "majority = 0.9"),
    ("mr-sort", "veto", "veto = true", "veto = false"),
    ("flowsort", "rule", "rule = \"net\"", "rule = \"minus\""),
    ("flowsort", "ends", "ends = \"scale\"", "ends = \"none\""),
    ("flowsort", "at_limit", "at_limit = \"below\"", "at_limit = \"above\""),
    ("utadis", "pieces", "pieces = 1", "pieces = 3"),
    ("utadis", "margin", "margin = 0.001", "margin = 0.05"),
    ("utadis", "gap", "gap = 0", "gap = 0.1"),
    ("owa", "order_weights", "order_weights = [1, 1, 1, 3]", "order_weights = [3, 1, 1, 1]"),
    ("owa", "alpha", "alpha = 0.5", "alpha = 2"),
    (
        "choquet",
        "interactions",
        "interactions = [\"cost & size = 0.3\"]",
        "interactions = [\"cost & size = -0.3\"]",
    ),
    ("power-mean", "power", "power = 0.5", "power = -1"),
    ("power-mean", "floor", "power = 0", "power = 0\nfloor = 0.4"),
];

/// Keys that change nothing yet, and how `check` says so.
const IDLE: &[(&str, &str, &str, &str)] = &[(
    "criteria.thresholds.veto",
    "inflection = 2",
    "inflection = 2, veto = 5",
    "`veto` has no effect on `noise`: no method of this case reads a veto",
)];

fn files(case: &str) -> Files {
    let dated: String = TABLE
        .lines()
        .enumerate()
        .map(|(at, line)| format!("{line},{}\n", if at == 0 { "as_of" } else { "2022-01-01" }))
        .collect();
    Files::new(&[
        ("case.toml", case),
        ("t.csv", TABLE),
        ("dated.csv", &dated),
        ("sets.csv", "scenario,money,fit\none,1,3\ntwo,3,1\n"),
        ("others.csv", "scenario,money,fit\nthree,1,2\n"),
        ("leaves.csv", "scenario,cost,noise,fit\none,1,2,3\n"),
        ("ratios.csv", "criterion,cost,noise\ncost,1,3\n"),
        ("reversed.csv", "criterion,cost,noise\ncost,1,1/3\n"),
    ])
}

/// Both streams and the status of a run.
fn said(files: &Files, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_afweging"))
        .current_dir(files.folder.path())
        .args(args)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!("{:?}\n{}\n{}", output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// The command on `./case.toml`: the case is named after the command's words.
fn on_case(files: &Files, command: &str) -> String {
    let mut args: Vec<&str> = command.split(' ').collect();
    args.insert(if args[0] == "sensitivity" { 2 } else { 1 }, "./case.toml");
    said(files, &args)
}

fn changed(from: &str, to: &str) -> String {
    assert!(FULL.contains(from), "{from}");
    FULL.replacen(from, to, 1)
}

/// `FULL` without weights, and with these tables instead.
fn weighted_by(weightings: &str) -> String {
    let unweighted: String = FULL
        .lines()
        .filter(|line| !line.starts_with("weight = "))
        .map(|line| format!("{line}\n"))
        .collect();
    unweighted.replacen("[weights]", &format!("{weightings}\n[weights]"), 1)
}

/// Every key of the schema, as `criteria.scale.min`; what is free text or names of the user's own
/// is not gone into.
fn keys(schema: &Value, root: &Value, path: &str, out: &mut BTreeSet<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        return keys(&root["$defs"][name.rsplit('/').next().unwrap()], root, path, out);
    }
    if let Some(properties) = schema["properties"].as_object() {
        let names: Vec<&str> = properties.keys().map(String::as_str).collect();
        if names == ["en", "nl"] {
            return;
        }
        for (name, of) in properties {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            keys(of, root, &path, out);
            out.insert(path);
        }
    }
    if schema["items"].is_object() {
        keys(&schema["items"], root, path, out);
    }
    for several in ["anyOf", "oneOf", "allOf"] {
        schema[several].as_array().into_iter().flatten().for_each(|one| keys(one, root, path, out));
    }
}

/// The whole file format, key by key: two files that differ in one key alone are told apart by a
/// command, or `check` and every analysis say that the key has no effect.
#[test]
fn every_key_has_an_effect_or_is_said_to_have_none() {
    let plain = files(FULL);
    let start = on_case(&plain, "check");
    assert!(start.starts_with("Some(0)"), "{start}");
    let schema: Value = serde_json::from_str(&afweging::case::schema()).unwrap();
    let mut all = BTreeSet::new();
    keys(&schema, &schema, "", &mut all);
    assert!(all.len() > 90, "{all:?}");
    let proved = PROOFS
        .iter()
        .map(|proof| proof.0)
        .chain(WEIGHTING_PROOFS.iter().map(|proof| proof.0))
        .chain(ACTOR_PROOFS.iter().map(|proof| proof.0))
        .chain(IMPACT_PROOFS.iter().map(|proof| proof.0))
        .chain(PORTFOLIO_PROOFS.iter().map(|proof| proof.0))
        .chain(PATHWAY_PROOFS.iter().map(|proof| proof.0))
        .chain(SORTING_PROOFS.iter().map(|proof| proof.0))
        .chain(NODE_PROOFS.iter().flat_map(|proof| proof.0))
        .chain(RULE_PROOFS.iter().map(|proof| proof.0))
        .chain(IDLE.iter().map(|idle| idle.0))
        .map(str::to_owned);
    // Methods and their parameters have a test of their own, below.
    let of_methods = Method::names().iter().map(|name| format!("method.{name}"));
    let of_parameters =
        METHOD_PROOFS.iter().map(|(method, parameter, ..)| format!("method.{method}.{parameter}"));
    let of_profiles = ["method.flowsort.profiles".to_owned()];
    let proved: BTreeSet<String> =
        proved.chain(of_methods).chain(of_parameters).chain(of_profiles).collect();
    // What stands inside a table that has no effect has none.
    let missing: Vec<&String> = all
        .iter()
        .filter(|key| {
            !proved.contains(*key)
                && !IDLE.iter().any(|idle| key.starts_with(&format!("{}.", idle.0)))
        })
        .collect();
    assert!(missing.is_empty(), "no proof that these keys do something: {missing:?}");
    let unknown: Vec<&String> = proved.iter().filter(|key| !all.contains(*key)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    for (key, from, one, other, command) in PROOFS {
        let (one, other) = (
            on_case(&files(&changed(from, one)), command),
            on_case(&files(&changed(from, other)), command),
        );
        assert_ne!(one, other, "{key}: {command}");
        assert!(!one.contains("panicked") && !other.contains("panicked"), "{key}: {one}{other}");
    }
    for (key, one, other, command) in WEIGHTING_PROOFS {
        let [one, other] =
            [one, other].map(|tables| on_case(&files(&weighted_by(tables)), command));
        // Both are sound: what differs is what the key does, and no complaint about it.
        assert!(one.starts_with("Some(0)") && other.starts_with("Some(0)"), "{key}: {one}{other}");
        assert_ne!(one, other, "{key}: {command}");
    }
    for (key, one, other, command) in
        ACTOR_PROOFS.iter().chain(PATHWAY_PROOFS).chain(SORTING_PROOFS)
    {
        let of = |lines: &&str| on_case(&files(&format!("{FULL}{lines}\n")), command);
        let [one, other] = [one, other].map(of);
        assert!(one.starts_with("Some(0)") && other.starts_with("Some(0)"), "{key}: {one}{other}");
        assert_ne!(one, other, "{key}: {command}");
    }
    for (keys, one, other) in NODE_PROOFS {
        for (key, on_node) in keys.iter().zip([false, true]) {
            let [one, other] =
                [one, other].map(|lines| on_case(&with_nodes(lines, on_node), EVALUATE));
            assert!(
                one.starts_with("Some(0)") && other.starts_with("Some(0)"),
                "{key}: {one}{other}"
            );
            assert_ne!(one, other, "{key}");
        }
    }
    for (key, one, other) in RULE_PROOFS {
        let [one, other] = [one, other].map(|lines| on_case(&with_rules(lines), EVALUATE));
        assert!(one.starts_with("Some(0)") && other.starts_with("Some(0)"), "{key}: {one}{other}");
        assert_ne!(one, other, "{key}");
    }
    for (key, one, other) in IMPACT_PROOFS {
        let of = |lines: &&str| {
            let case = changed("format = 1", &format!("format = 1\n{lines}"));
            on_case(&files(&case), "actors --table impacts --format csv")
        };
        let [one, other] = [one, other].map(of);
        assert!(one.starts_with("Some(0)") && other.starts_with("Some(0)"), "{key}: {one}{other}");
        assert_ne!(one, other, "{key}");
    }
    for (key, from, to, words) in IDLE {
        let files = files(&changed(from, to));
        for command in [
            "check",
            "evaluate",
            "explain --of Aalst/S",
            "sensitivity sweep",
            "sensitivity robust",
            "verify",
        ] {
            let text = on_case(&files, command);
            assert!(text.contains(words), "{key}: {command}: {text}");
        }
    }
}

/// Every method gives another result than the weighted sum, and every parameter of a method changes
/// the result of that method.
#[test]
fn every_method_and_every_parameter_has_an_effect() {
    let run = |name: &str, categories: &str, lines: &str| {
        let case = format!("{METHODS}{categories}[method.{name}]\n{lines}\n");
        let files = Files::new(&[("case.toml", &case), ("m.csv", OPTIONS)]);
        Command::new(env!("CARGO_BIN_EXE_afweging"))
            .current_dir(files.folder.path())
            .args(["evaluate", "./case.toml", "--format", "json"])
            .output()
            .unwrap()
    };
    // A profile of the worst category is typical of it; it is no limit.
    let typical = CATEGORIES.replacen(
        "id = \"low\"",
        "id = \"low\"\nprofile = { cost = 80, noise = 14, size = 2, light = 2 }",
        1,
    );
    for (lines, is_right) in [("profiles = \"central\"", true), ("profiles = \"limiting\"", false)]
    {
        assert_eq!(run("flowsort", &typical, lines).status.success(), is_right, "{lines}");
        assert_eq!(run("flowsort", CATEGORIES, lines).status.success(), !is_right, "{lines}");
    }
    let tables = |name: &str, lines: &str| -> Value {
        let sorts = Method::named(name).unwrap().sorts();
        let output = run(name, if sorts { CATEGORIES } else { "" }, lines);
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{name}: {lines}: {complaint}");
        let mut answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        answer["tables"].take()
    };
    let sum = tables("weighted-sum", "");
    assert_eq!(sum["ranking"].as_array().map(Vec::len), Some(8));
    for name in Method::names().iter().filter(|name| **name != "weighted-sum") {
        let told = TOLD.iter().find(|(method, _)| method == name);
        let own = tables(name, told.map_or("", |(_, lines)| lines));
        // Not by its name alone. `hierarchical` adds up here too, and says what nodes are worth.
        let nodes = own["nodes"].as_array().is_some_and(|rows| !rows.is_empty());
        let differs = without_method(&own["ranking"]) != without_method(&sum["ranking"]);
        assert!(differs || nodes, "{name}");
    }
    for (method, parameter, one, other) in METHOD_PROOFS {
        assert_ne!(tables(method, one), tables(method, other), "{method}.{parameter}");
    }
}

/// A table without the names of methods.
fn without_method(table: &Value) -> Value {
    let mut table = table.clone();
    let rows = table.as_array_mut().into_iter().flatten();
    rows.filter_map(Value::as_object_mut).for_each(|row| drop(row.remove("method")));
    table
}

#[test]
fn every_key_of_a_portfolio_has_an_effect() {
    for (key, one, other, command) in PORTFOLIO_PROOFS {
        let of = |lines: &&str| on_case(&files(&format!("{FULL}{lines}\n")), command);
        let [one, other] = [one, other].map(of);
        assert!(one.starts_with("Some(0)") && other.starts_with("Some(0)"), "{key}: {one}{other}");
        assert_ne!(one, other, "{key}: {command}");
    }
}

/// Keys that have an effect elsewhere, and none where they stand.
#[test]
fn keys_without_effect_where_they_stand_are_named() {
    let cases = [
        (
            "id = \"law\"",
            "id = \"rule\"\nholds = \"yes\"\n[[facts]]\nid = \"law\"",
            "the fact `rule` has no effect: no requirement asks for it",
        ),
        (
            "id = \"money\"",
            "id = \"money\"\nunit = \"EUR\"",
            "`unit` has no effect on `money`, which is a node",
        ),
        (
            "id = \"money\"",
            "id = \"money\"\nsource = \"x\"",
            "`source` has no effect on `money`, which is a node",
        ),
        (
            "function = \"level\", ",
            "",
            "`indifference`, `preference` have no effect on `cost`: these thresholds name no function",
        ),
        (
            "inflection = 2",
            "inflection = 2, preference = 3",
            "`preference` has no effect on `noise`: the function `gaussian` uses `inflection`",
        ),
    ];
    for (from, to, words) in cases {
        let text = on_case(&files(&changed(from, to)), "check");
        assert!(text.starts_with("Some(0)") && text.contains(words), "{words}: {text}");
    }
}

/// A weight that was forgotten is not 1: siblings have weights all, or none.
#[test]
fn a_forgotten_weight_is_an_error_that_says_which() {
    let head = "format = 1\nid = \"t\"\ndata = [\"t.csv\"]\n[[keys]]\nid = \"k\"\n";
    let run = |weights: &[(&str, &str)]| {
        let criteria: String = weights
            .iter()
            .map(|(id, rest)| format!("[[criteria]]\nid = \"{id}\"\n{rest}"))
            .collect();
        let files = Files::new(&[
            ("case.toml", &format!("{head}{criteria}")),
            ("t.csv", "k,a,b,c\nX,1,0,0\nY,0,1,1\n"),
        ]);
        on_case(&files, "evaluate")
    };
    let one = run(&[("a", "weight = 0.2\n"), ("b", "weight = 0.15\n"), ("c", "")]);
    assert!(
        one.starts_with("Some(1)")
            && one.contains("`c` has no weight, while its siblings `a` and `b` have one"),
        "{one}"
    );
    assert!(
        one.contains("./case.toml:13:6")
            && one.contains("weight = 1 and weight = 0 are weights too"),
        "{one}"
    );
    let two = run(&[("a", ""), ("b", "weight = 3\n"), ("c", "")]);
    assert!(two.contains("`a` and `c` have no weight, while their sibling `b` has one"), "{two}");
    // Sibling set by sibling set: a node's children are no siblings of the node.
    let node = run(&[
        ("n", ""),
        ("a", "parent = \"n\"\nweight = 2\n"),
        ("b", "parent = \"n\"\nweight = 1\n"),
        ("c", ""),
    ]);
    assert!(node.starts_with("Some(0)"), "{node}");
    let below = run(&[
        ("n", "weight = 1\n"),
        ("a", "parent = \"n\"\nweight = 2\n"),
        ("b", "parent = \"n\"\n"),
        ("c", "weight = 1\n"),
    ]);
    assert!(below.contains("`b` has no weight, while its sibling `a` has one"), "{below}");
    // 0 and 1 can be written: then X scores 0.2 and Y 0.15 of 0.35.
    let written = run(&[("a", "weight = 0.2\n"), ("b", "weight = 0.15\n"), ("c", "weight = 0\n")]);
    assert!(
        written.starts_with("Some(0)") && written.contains("0.57") && written.contains("0.43"),
        "{written}"
    );
    for weights in [
        [("a", ""), ("b", ""), ("c", "")],
        [("a", "weight = 1\n"), ("b", "weight = 1\n"), ("c", "weight = 1\n")],
    ] {
        assert!(run(&weights).starts_with("Some(0)"), "all or none");
    }
}

/// What is said twice is refused: which of the two would count is anybody's guess.
#[test]
fn nothing_is_said_twice() {
    let files = files(FULL);
    let twice: &[(&[&str], &str)] = &[
        (
            &["--weights", "money=9,money=0.5"],
            "--weights money: `money` is given more than one weight",
        ),
        (
            &["--weights", "money=9", "--weights", "money=9"],
            "`money` is given more than one weight",
        ),
        (
            &["--set", "noise=1@path=N", "--set", "noise=2@path=N"],
            "`noise` of Aalst/N is set already, by --set noise=1@path=N",
        ),
        // The second covers one cell of the first.
        (
            &["--set", "noise=1", "--set", "noise=2@path=N,town=Brugge"],
            "`noise` of Brugge/N is set already, by --set noise=1",
        ),
        (
            &["--set", "law=yes", "--set", "law=no"],
            "the fact `law` is set already, by --set law=yes",
        ),
        (&["--set", "noise=1@path=N,path=S"], "`path` is named twice"),
        (
            &["--method", "vikor", "--param", "vikor.v=0.1", "--param", "vikor.v=0.9"],
            "`vikor.v` is given more than once",
        ),
        (&["--seed", "1", "--seed", "2"], "cannot be used multiple times"),
    ];
    for (options, words) in twice {
        let args: Vec<&str> = ["evaluate", "./case.toml"].iter().chain(*options).copied().collect();
        let text = said(&files, &args);
        assert!(text.starts_with("Some(2)") && text.contains(words), "{args:?}: {text}");
    }
    let factor = said(
        &files,
        &["sensitivity", "drivers", "./case.toml", "--normalizations", "vector,vector"],
    );
    assert!(
        factor.starts_with("Some(2)") && factor.contains("`vector` is given more than once"),
        "{factor}"
    );
    // Different cells and different weights are no repetition.
    let fine = [
        "evaluate",
        "./case.toml",
        "--set",
        "noise=1@path=N",
        "--set",
        "noise=2@path=S",
        "--weights",
        "money=9",
        "--weights",
        "fit=1",
    ];
    assert!(said(&files, &fine).starts_with("Some(0)"));
    let in_the_file = [
        (
            "id = \"noise\"\nparent",
            "id = \"noise\"\ncolumn = \"fit\"\nparent",
            "the column `fit` is used by two criteria",
        ),
        ("{ id = \"S\"", "{ id = \" N\"", "is there twice"),
        ("\"-\", \"0\"", "\"-\", \"- \"", "is there twice"),
        ("\"100\" =", "\"0.0\" =", "two anchors describe one position, `0.0`"),
    ];
    for (from, to, words) in in_the_file {
        let text = on_case(&self::files(&changed(from, to)), "check");
        assert!(text.starts_with("Some(1)") && text.contains(words), "{words}: {text}");
    }
}

/// A case says of itself how far it has come; one that does not has no banner, in no format.
#[test]
fn a_case_without_a_status_carries_no_banner() {
    let bare = files(&changed("status = \"draft\"\nnotice = \"A notice\"\n", ""));
    let full = files(FULL);
    for format in ["table", "csv", "markdown", "json"] {
        let (bare, full) = (
            on_case(&bare, &format!("evaluate --format {format}")),
            on_case(&full, &format!("evaluate --format {format}")),
        );
        assert!(full.contains("draft") && full.contains("A notice"), "{full}");
        assert!(
            !bare.contains("illustrative") && !bare.contains("\n[") && !bare.contains("> \n"),
            "{bare}"
        );
    }
    assert!(on_case(&bare, "evaluate --format json").contains("\"status\": null"));
    for case in ["flemish-cluster-policy", "fighter-aircraft", "power-stations", "drina-hydropower"]
    {
        assert!(said(&bare, &["evaluate", case]).contains("[illustrative]"), "{case}");
    }
}

/// A list of ids is enough where values need no label; words and signs of other programs get the
/// right one.
#[test]
fn other_ways_to_write_it_work_or_get_the_right_word() {
    let plain = changed(
        "[{ id = \"N\", label = \"North\" }, { id = \"S\", label = \"South\" }, { id = \"E\", label = \"East\" }, { id = \"O\", label = \"Old\", role = \"reference\" }]",
        "[\"N\", \"S\", { id = \"E\", label = \"East\" }, \"O\"]",
    );
    assert!(on_case(&files(&plain), "check").starts_with("Some(0)"));
    let typo = on_case(&files(&plain.replace("[\"N\", ", "[\"M\", ")), "check");
    assert!(typo.contains("t.csv:2:7: ") || typo.contains("t.csv:2:7"), "{typo}");
    let twice = on_case(&files(&plain.replace("[\"N\", ", "[\"S\", ")), "check");
    assert!(twice.contains("case.toml:18:16") && twice.contains("is there twice"), "{twice}");
    let more = [
        "\"maximize\"",
        "\"Maximise\"",
        "\"benefit\"",
        "\"gain\"",
        "\"higher\"",
        "\"+\"",
        "1",
        "+1",
    ];
    let less = ["\"minimize\"", "\"cost\"", "\"lower\"", "\"-\"", "-1"];
    let words = more.map(|word| (word, "max")).into_iter().chain(less.map(|word| (word, "min")));
    for (word, right) in words.chain([("\"mni\"", "min"), ("\"mx\"", "max")]) {
        let text = on_case(
            &files(&changed("direction = \"min\"", &format!("direction = {word}"))),
            "check",
        );
        let named = text.contains(&format!("direction = \"{right}\""))
            || text.contains(&format!("did you mean `{right}`?"));
        assert!(
            text.starts_with("Some(1)") && named && text.contains("case.toml:27:13"),
            "{word}: {text}"
        );
    }
    for (sign, right) in [(">", ">="), ("<", "<="), ("==", "="), ("≥", ">="), ("=<", "<=")] {
        let text = on_case(&files(&changed("money >= 0.2", &format!("money {sign} 0.2"))), "check");
        assert!(
            text.starts_with("Some(1)") && text.contains(&format!("write `{right}`")),
            "{sign}: {text}"
        );
    }
}

/// Who nearly says what is meant hears what to type.
#[test]
fn a_command_line_that_is_nearly_right_is_answered_with_the_right_one() {
    let files = files(FULL);
    let cases: &[(&[&str], i32, &[&str])] = &[
        (&["case.toml"], 2, &["'case.toml' is not a command", "afweging evaluate case.toml"]),
        (&["--lang", "nl", "case.toml"], 2, &["afweging evaluate case.toml"]),
        (&["fighter-aircraft"], 2, &["afweging evaluate fighter-aircraft"]),
        (&["sweep"], 2, &["afweging sensitivity sweep"]),
        (&["acceptability", "case.toml"], 2, &["afweging sensitivity acceptability"]),
        (&["stability"], 2, &["afweging sensitivity stability"]),
        (&["methods"], 2, &["afweging sensitivity methods", "afweging list methods"]),
        (&["reversal"], 2, &["afweging sensitivity reversal"]),
        (&["robust"], 2, &["afweging sensitivity robust"]),
        (&["scenarios"], 2, &["afweging sensitivity scenarios"]),
        (&["targets"], 2, &["afweging sensitivity targets"]),
        (&["drivers"], 2, &["afweging sensitivity drivers"]),
        (&["cases"], 2, &["afweging list cases"]),
        (&["swep"], 2, &["afweging sensitivity sweep"]),
        (&["--lang", "nl", "check"], 2, &["opties komen erna"]),
        (
            &["sensitivity", "case.toml"],
            2,
            &["'case.toml' is a case, not a study", "afweging sensitivity sweep case.toml"],
        ),
        (&["check", "."], 2, &["this is a folder", "name ./case.toml"]),
        (
            &["list"],
            0,
            &[
                "afweging list cases",
                "afweging list methods",
                "afweging list normalizations",
                "afweging list studies",
            ],
        ),
        (
            &["explain", "./case.toml"],
            2,
            &["--of is missing", "Aalst/N, Aalst/S, Aalst/E", "--of Aalst/N"],
        ),
        (
            &["evaluate", "./case.toml", "--weights", "noise=0,3"],
            2,
            &["`0,3` is not a number", "write `noise=0.3`"],
        ),
        (
            &["evaluate", "./case.toml", "--weights", "noise"],
            2,
            &["`noise` is not id=weight", "money, cost, noise, fit"],
        ),
    ];
    for (args, status, words) in cases {
        let text = said(&files, args);
        assert!(text.starts_with(&format!("Some({status})")), "{args:?}: {text}");
        for word in *words {
            assert!(text.contains(word), "{args:?}: no `{word}` in {text}");
        }
        assert!(!text.contains("neutrality"), "{args:?}: {text}");
    }
    // What is suggested works.
    assert!(said(&files, &["evaluate", "./case.toml"]).starts_with("Some(0)"));
}

/// Preferences that no weights meet make a case unsound, as constraints do.
#[test]
fn check_fails_on_preferences_that_contradict_each_other() {
    let conflict = "[[preferences]]\nbetter = { town = \"Aalst\", path = \"N\" }\nworse = { town = \"Aalst\", path = \"S\" }\n[[claims]]";
    let text = on_case(&files(&changed("[[claims]]", conflict)), "check");
    assert!(text.starts_with("Some(1)") && text.contains("error: no weights meet these"), "{text}");
    assert!(text.contains("This case is not sound"), "{text}");
}

/// No sentence names a criterion or an alternative by its id where it has a label.
#[test]
fn sentences_use_labels() {
    let files = files(FULL);
    for command in [
        "sensitivity sweep",
        "sensitivity stability",
        "sensitivity robust",
        "sensitivity acceptability --draws 1000",
        "sensitivity methods --force",
        "sensitivity reversal",
        "verify",
        "explain --of Aalst/S --over Aalst/N",
        "evaluate",
    ] {
        let text = on_case(&files, command);
        let sentences =
            text.lines().filter(|line| line.starts_with("- ") || line.starts_with("  "));
        for line in sentences {
            for id in [" S ", " N ", " E ", " cost ", "cost@", "noise@", "fit@", "path="] {
                assert!(!line.contains(id), "{command}: `{id}` in {line}");
            }
        }
    }
}
