//! Unknown texts: what is said of them is said of texts, one by one. Checked by filling in every
//! text.

use crate::common::{Files, Random};
use afweging::case::{Case, WhatIf};
use afweging::problem::PlaceInGroup;
use afweging::study::{
    Evaluation, InformationRequest, Outcome, RobustRequest, Verdict, VerifyRequest, evaluate,
    information, robust, verify,
};

const A: PlaceInGroup = PlaceInGroup::new(0);
const B: PlaceInGroup = PlaceInGroup::new(1);

/// Three criteria on a scale 0 .. 10; `A` has the figures `a`, `B` those of `b`, which each text
/// shifts as told.
fn three(a: &str, b: &str, shifts: [[f64; 3]; 3], role: &str, claim: &str) -> Case {
    let mut toml =
        format!("format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n{claim}[[keys]]\nid = \"plan\"\n");
    for (at, shift) in shifts.iter().enumerate() {
        let [t0, t1, t2] = shift;
        toml += &format!("[[criteria]]\nid = \"c{at}\"\nscale = {{ min = 0, max = 10 }}\n");
        toml += &format!(
            "[[adjustments]]\ncriterion = \"c{at}\"\nattribute = \"role\"\nwhen = {{ plan = \"B\" }}\nshift = {{ values = {{ t0 = {t0}, t1 = {t1}, t2 = {t2} }} }}\n"
        );
    }
    let data = format!("plan,c0,c1,c2,role\nA,{a},t0\nB,{b},{role}\n");
    Files::new(&[("case.toml", &toml), ("d.csv", &data)])
        .open()
        .unwrap_or_else(|error| panic!("{error}"))
}

const ONE_EACH: [[f64; 3]; 3] = [[4.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 4.0]];

fn evaluated(case: &Case) -> Evaluation<'_> {
    evaluate(&case.problem, &case.methods[0]).unwrap()
}

/// Each text lifts another criterion by 4: B is 14/30 = 0.467 whichever it is, behind A at 0.5.
/// Half-way between two texts it would be lifted by 2 and 2, and in the middle of all shifts by 2,
/// 2 and 2, which no text does.
#[test]
fn no_score_lies_where_no_text_puts_it() {
    let claim = "[[claims]]\nid = \"ahead\"\nclaim = \"A > B\"\nunder = \"given weights\"\n";
    let case = three("5,5,5", "3,3,4", ONE_EACH, "?", claim);
    let evaluation = evaluated(&case);
    let group = &evaluation.groups[0];
    let (low, high) = group.standing(B).bounds.unwrap();
    for figure in [group.standing(B).score.unwrap(), low, high] {
        assert!((figure - 14.0 / 30.0).abs() < 1e-12, "{:?}", group.standing(B));
    }
    assert_eq!(
        (group.standing(A).rank, group.standing(B).rank, group.standing(B).ranks),
        (Some(1), Some(2), Some((2, 2)))
    );
    let pair = group.comparisons(0.5).next().unwrap();
    assert_eq!((pair.ahead, pair.verdict), (A, Verdict::Certain));
    let bounds = pair.bounds.unwrap();
    assert!(
        (bounds.0 - 1.0 / 30.0).abs() < 1e-12 && (bounds.1 - 1.0 / 30.0).abs() < 1e-12,
        "{bounds:?}"
    );
}

/// What ties whatever the text is a tie, and neither is behind.
#[test]
fn a_tie_at_every_text_is_a_tie() {
    // 10/30 and 4/30 more, against 14/30.
    let case = three("5,5,4", "3,3,4", ONE_EACH, "?", "");
    let evaluation = evaluated(&case);
    let group = &evaluation.groups[0];
    assert_eq!([A, B].map(|place| group.standing(place).rank), [Some(1), Some(1)]);
    assert_eq!([A, B].map(|place| group.standing(place).ranks), [Some((1, 1)), Some((1, 1))]);
    assert_eq!(group.comparisons(0.5).next().unwrap().verdict, Verdict::Tie);
}

/// Two texts that miss a target on either side by as much: whatever it is 0.6, and never on the
/// target between them.
#[test]
fn a_single_shift_does_not_pass_between_texts() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n[[criteria]]\nid = \"c\"\nscale = { min = 0, max = 10 }\ndirection = { target = 5 }\n[[adjustments]]\ncriterion = \"c\"\nattribute = \"role\"\nshift = { values = { lead = 2, partner = -2 } }\n";
    let case = Files::new(&[("case.toml", toml), ("d.csv", "plan,c,role\nA,5,?\nB,5,?\n")])
        .open()
        .unwrap();
    let evaluation = evaluated(&case);
    let group = &evaluation.groups[0];
    let (low, high) = group.standing(A).bounds.unwrap();
    assert!((low - 0.6).abs() < 1e-12 && (high - 0.6).abs() < 1e-12 && group.exact, "{low} {high}");
    assert_eq!(group.comparisons(0.5).next().unwrap().verdict, Verdict::Tie);
    let study = robust(&evaluation, &RobustRequest::default()).unwrap();
    let pair = study.groups[0].preference(0, 1);
    assert!(pair.exact && pair.min.abs() < 1e-12 && pair.max.abs() < 1e-12, "{pair:?}");
}

/// The text that stands for it is the one in the middle: `some` where shifts are 0, 1 and 3 (the
/// middle is 1.5).
#[test]
fn the_score_takes_the_text_nearest_to_the_middle() {
    let case = three("5,5,5", "3,3,3", [[0.0, 3.0, 1.0], [0.0; 3], [0.0; 3]], "?", "");
    let score = evaluated(&case).groups[0].standing(B).score.unwrap();
    assert!((score - 10.0 / 30.0).abs() < 1e-12, "{score}");
}

/// A witness names the text: filled in, it gives the difference that the witness tells.
#[test]
fn a_witness_names_the_text() {
    let claim = "[[claims]]\nid = \"ahead\"\nclaim = \"A >= B\"\nunder = \"given weights\"\n";
    // 14/30 and 0, 1 or 9 more, against 0.5.
    let shifts = [[0.0, 1.0, 6.0], [0.0, 0.0, 3.0], [0.0; 3]];
    let case = three("5,5,5", "4,6,4", shifts, "?", claim);
    let evaluation = evaluated(&case);
    let study =
        verify(&evaluation, &VerifyRequest { draws: 1_000, seed: 1, no_attributes: None }).unwrap();
    let answer = &study.claims[0].answers[0];
    assert_eq!(answer.outcome, Outcome::Refuted);
    let table = study.witnesses();
    let row =
        (0..table.rows()).find(|row| table.get(*row, "kind").as_text() == Some("input")).unwrap();
    assert_eq!(table.get(row, "text").as_text(), Some("t2"));
    assert_eq!(table.get(row, "value").as_number(), None);
    let filled = three("5,5,5", "4,6,4", shifts, "t2", "");
    let filled = evaluated(&filled);
    let score = |place: PlaceInGroup| filled.groups[0].standing(place).score.unwrap();
    let difference = score(A) - score(B);
    assert!(
        (answer.witness.as_ref().unwrap().difference.unwrap() - difference).abs() < 1e-12,
        "{answer:?} {difference}"
    );
}

/// Nothing in the table says that the attribute is a text: its draws are texts all the same. A
/// misses its target at both (0.6), and would be on it, ahead of B at 0.8, half-way.
#[test]
fn an_attribute_of_which_nothing_is_known_is_drawn_text_by_text() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n[[criteria]]\nid = \"c\"\nscale = { min = 0, max = 10 }\ndirection = { target = 5 }\n[[adjustments]]\ncriterion = \"c\"\nattribute = \"role\"\nwhen = { plan = \"A\" }\nshift = { values = { lead = 2, partner = -2 } }\n";
    let case = Files::new(&[("case.toml", toml), ("d.csv", "plan,c,role\nA,5,?\nB,6,?\n")])
        .open()
        .unwrap();
    let evaluation = evaluated(&case);
    let request = InformationRequest { weights: None, uniform_sets: true, draws: 4_096, seed: 1 };
    let study = information(&evaluation, &request).unwrap();
    let fact =
        study.facts.iter().find(|fact| case.problem.input_id(fact.input) == "role@plan=A").unwrap();
    assert_eq!((fact.can_change_leader, fact.largest_gain), (Some(false), Some(0.0)), "{fact:?}");
    assert_eq!(fact.decisiveness.unwrap().value, 0.0);
}

/// Adjustments that know no text in common cannot both read an unknown one.
#[test]
fn a_text_that_no_adjustment_pair_knows_is_an_error() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"plan\"\n[[criteria]]\nid = \"c\"\nscale = { min = 0, max = 10 }\n[[adjustments]]\ncriterion = \"c\"\nattribute = \"role\"\nshift = { values = { lead = 2 } }\n[[adjustments]]\ncriterion = \"c\"\nattribute = \"role\"\nshift = { values = { partner = -2 } }\n";
    let error = Files::new(&[("case.toml", toml), ("d.csv", "plan,c,role\nA,5,?\n")])
        .open()
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("`role` is not known, and no text has a shift in all 2 adjustments"),
        "{error}"
    );
}

/// Files of a random case; a text that is not known is written `@0`, `@1` ...
struct Template {
    toml: String,
    tables: Vec<(String, String)>,
    unknown: usize,
}

impl Template {
    fn open(&self, texts: Option<&[&str]>) -> afweging::Result<Case> {
        let fill = |table: &str| {
            (0..self.unknown).fold(table.to_owned(), |table, at| {
                table.replace(&format!("@{at}"), texts.map_or("?", |texts| texts[at]))
            })
        };
        let tables: Vec<(String, String)> =
            self.tables.iter().map(|(name, table)| (name.clone(), fill(table))).collect();
        let mut files: Vec<(&str, &str)> =
            tables.iter().map(|(name, table)| (name.as_str(), table.as_str())).collect();
        files.push(("case.toml", &self.toml));
        Files::new(&files).open_with(&WhatIf::default())
    }
}

const ROLES: [&str; 4] = ["lead", "partner", "guest", "none"];
const SORTS: [&str; 2] = ["big", "small"];

/// Two plans in one place: one text of the place, which both share, one of each plan, a numeric
/// attribute at times; scales with a target.
fn template(random: &mut Random) -> Template {
    let leaves = 1 + random.below(3);
    let mut toml = String::from(
        "format = 1\nid = \"t\"\nmin_known = 0.0\ndata = [\"plans.csv\", \"place.csv\"]\n",
    );
    toml += "[[keys]]\nid = \"plan\"\n[[keys]]\nid = \"place\"\nvalues = [{ id = \"here\" }]\n";
    let (mut head, mut used) = (String::from("plan,place"), (false, false, false));
    for leaf in 0..leaves {
        let direction = ["\"max\"", "\"min\"", "{ target = 4 }"][random.below(3)];
        toml += &format!(
            "[[criteria]]\nid = \"c{leaf}\"\nweight = {}\ndirection = {direction}\nscale = {{ min = 0, max = 10, outside = \"clamp\" }}\n",
            1 + random.below(4)
        );
        head += &format!(",c{leaf}");
        let mut add = |random: &mut Random, attribute: &str, shift: String| {
            toml += &format!(
                "[[adjustments]]\ncriterion = \"c{leaf}\"\nattribute = \"{attribute}\"\nshift = {{ {shift} }}\n"
            );
            if random.chance(0.4) {
                toml += &format!("when = {{ plan = \"{}\" }}\n", ["A", "B"][random.below(2)]);
            }
            if random.chance(0.2) {
                toml += "limits = { min = 2, max = 8 }\n";
            }
        };
        let values = |random: &mut Random, texts: &[&str]| {
            let shift = |text: &&str| format!("{text} = {:?}", random.figure(-5.0, 5.0));
            format!("values = {{ {} }}", texts.iter().map(shift).collect::<Vec<_>>().join(", "))
        };
        if random.chance(0.7) {
            // Not every adjustment knows all texts.
            let known = &ROLES[..3 + random.below(2)];
            let shift = values(random, known);
            add(random, "role", shift);
            used.0 = true;
        }
        if random.chance(0.5) {
            let shift = values(random, &SORTS);
            add(random, "sort", shift);
            used.1 = true;
        }
        if random.chance(0.2) {
            let shift = format!(
                "points = [[0, 0], [1, {:?}], [2, {:?}]]",
                random.figure(-5.0, 5.0),
                random.figure(-5.0, 5.0)
            );
            add(random, "size", shift);
            used.2 = true;
        }
    }
    let mut unknown = 0;
    let mut cell = || {
        unknown += 1;
        format!("@{}", unknown - 1)
    };
    let place = match (used.0, used.2) {
        (false, false) => "place,note\nhere,x\n".to_owned(),
        (true, false) => format!("place,role\nhere,{}\n", cell()),
        (false, true) => "place,size\nhere,0..2\n".to_owned(),
        (true, true) => format!("place,role,size\nhere,{},0..2\n", cell()),
    };
    if used.1 {
        head += ",sort";
    }
    let mut plans = head + "\n";
    for plan in ["A", "B"] {
        plans += &format!("{plan},here");
        for _ in 0..leaves {
            let (x, y) = (random.below(10), random.below(10));
            plans += &if random.chance(0.3) && x != y {
                format!(",{}..{}", x.min(y), x.max(y))
            } else {
                format!(",{x}")
            };
        }
        if used.1 {
            plans += &format!(",{}", cell());
        }
        plans += "\n";
    }
    Template {
        toml,
        tables: vec![("plans.csv".into(), plans), ("place.csv".into(), place)],
        unknown,
    }
}

/// All ways to fill in `count` texts.
fn fillings(count: usize) -> Vec<Vec<&'static str>> {
    let all = ROLES.iter().chain(&SORTS).copied();
    (0..count).fold(vec![Vec::new()], |fillings, _| {
        fillings
            .iter()
            .flat_map(|start| all.clone().map(move |text| [start.clone(), vec![text]].concat()))
            .collect()
    })
}

#[test]
fn bounds_are_those_over_all_texts() {
    let mut random = Random(11);
    let (mut cases, mut several, mut narrowed) = (0, 0, 0);
    while cases < 60 {
        let template = template(&mut random);
        let unknown = match template.open(None) {
            Ok(case) if template.unknown > 0 => case,
            Ok(_) => continue,
            Err(error) => panic!("{error}\n{}", template.toml),
        };
        cases += 1;
        let evaluation = evaluated(&unknown);
        let group = &evaluation.groups[0];
        let told = || format!("{}\n{:?}", template.toml, template.tables);
        let lead = group.score_difference(A, B).unwrap();
        assert!(group.exact && lead.exact, "{}", told());
        let preference =
            robust(&evaluation, &RobustRequest::default()).unwrap().groups[0].preference(0, 1);
        let nothing = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut over_texts, mut of_score, mut over_weights) = (nothing, nothing, nothing);
        let mut nominal_is_a_text = false;
        let mut fitting = 0;
        for texts in fillings(template.unknown) {
            // A text that some adjustment has no shift for is an error where it stands in the
            // table: it is none that it can be.
            let Ok(filled) = template.open(Some(&texts)) else { continue };
            fitting += 1;
            let evaluation = evaluated(&filled);
            let group_filled = &evaluation.groups[0];
            let wide = |ends: &mut (f64, f64), low: f64, high: f64| {
                *ends = (ends.0.min(low), ends.1.max(high))
            };
            let of = group_filled.score_difference(A, B).unwrap();
            wide(&mut over_texts, of.min, of.max);
            let bounds = group_filled.standing(A).bounds.unwrap();
            wide(&mut of_score, bounds.0, bounds.1);
            let of =
                robust(&evaluation, &RobustRequest::default()).unwrap().groups[0].preference(0, 1);
            wide(&mut over_weights, of.min, of.max);
            let same = |place: PlaceInGroup| {
                (group.standing(place).computed.unwrap()
                    - group_filled.standing(place).computed.unwrap())
                .abs()
                    < 1e-9
            };
            nominal_is_a_text |= same(A) && same(B);
        }
        assert!(fitting > 0 && nominal_is_a_text, "{}", told());
        several += usize::from(fitting > 1);
        let bounds = group.standing(A).bounds.unwrap();
        let pairs = [
            (lead.min, over_texts.0),
            (lead.max, over_texts.1),
            (bounds.0, of_score.0),
            (bounds.1, of_score.1),
        ];
        for (ours, truth) in pairs {
            assert!((ours - truth).abs() < 1e-9, "{ours} for {truth}: {}", told());
        }
        for (ours, truth) in [(preference.min, over_weights.0), (-preference.max, -over_weights.1)]
        {
            let off = truth - ours;
            assert!(
                if preference.exact { off.abs() < 1e-9 } else { off > -1e-9 },
                "{ours} for {truth}: {}",
                told()
            );
            narrowed += usize::from(preference.exact);
        }
    }
    assert!(
        several > 30 && narrowed > 80,
        "{several} cases with several texts, {narrowed} exact bounds over the weights"
    );
}
