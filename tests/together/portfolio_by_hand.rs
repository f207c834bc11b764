//! Portfolios that can be checked by hand, or against a published answer.

use crate::common::Files;
use crate::common::portfolios::amount;
use afweging::method::Method;
use afweging::problem::{
    Amount, Choice, Direction, Limit, NoneValue, PortfolioModel, PortfolioRule, Problem, Quantity,
};
use afweging::study::{
    InForce, LimitChange, LimitSide, NotChosen, Portfolio, PortfolioRequest, RowSource, Tables,
    WhyReason, evaluate, portfolio,
};
use approx::assert_relative_eq;
use rayon::ThreadPoolBuilder;

/// Alternatives A, B, C ... with these values, each in or out by itself.
fn values(values: &[f64]) -> Problem {
    let mut builder =
        Problem::builder().criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0));
    for (at, value) in values.iter().enumerate() {
        builder = builder.alternative(letter(at), [*value]);
    }
    builder.build().unwrap()
}

fn letter(at: usize) -> String {
    char::from(b'A' + at as u8).to_string()
}

fn each_by_itself(problem: &Problem) -> PortfolioModel {
    PortfolioModel::new(problem, ["alternative"], NoneValue::Value(0.0)).unwrap()
}

fn sure(figures: &[f64]) -> Vec<Amount> {
    figures.iter().map(|figure| Amount::sure(*figure)).collect()
}

fn ask<T>(problem: &Problem, model: &PortfolioModel, look: impl FnOnce(&Portfolio) -> T) -> T {
    ask_for(problem, model, &PortfolioRequest::default(), look)
}

fn ask_for<T>(
    problem: &Problem,
    model: &PortfolioModel,
    request: &PortfolioRequest,
    look: impl FnOnce(&Portfolio) -> T,
) -> T {
    let evaluation = evaluate(problem, &Method::default()).unwrap();
    look(&portfolio(&evaluation, model, request).unwrap())
}

/// The letters of what is chosen.
fn chosen(study: &Portfolio) -> String {
    let best = study.best.chosen.as_ref().expect("there is a best portfolio");
    best.alternatives.iter().flatten().map(|at| letter(*at)).collect()
}

fn value(study: &Portfolio) -> f64 {
    study.best.chosen.as_ref().unwrap().value
}

fn limit(limit: usize, side: LimitSide) -> RowSource {
    RowSource::Limit { limit, part: 0, side }
}

/// PROMETHEE V: Brans & Mareschal 1992, with the data of tests/goldens. Net flows are gains over an
/// alternative of flow 0.
#[test]
fn promethee_v_selects_within_the_budget() {
    let text = include_str!("../goldens/studies/promethee5_budget_selection.json");
    let golden: serde_json::Value = serde_json::from_str(text).unwrap();
    let figures = |name: &str| -> Vec<f64> {
        let list = golden["parameters"][name].as_array().unwrap();
        list.iter().map(|figure| figure.as_f64().unwrap()).collect()
    };
    let (flows, mut costs) = (figures("net_flows"), figures("cost"));
    let mut builder =
        Problem::builder().criterion_with("flow", Direction::Max, 1.0, |c| c.scale(-1.0, 1.0));
    for (at, flow) in flows.iter().enumerate() {
        builder = builder.alternative(format!("a{}", at + 1), [*flow]);
    }
    let problem = builder.alternative("nothing", [0.0]).reference("nothing").build().unwrap();
    let nothing = flows.len();
    costs.push(0.0);
    let model =
        PortfolioModel::new(&problem, ["alternative"], NoneValue::Alternative(nothing)).unwrap();
    // Scores run from 0 to 1 over a scale of length 2.
    let model = model
        .gain()
        .times("length", sure(&vec![2.0; nothing + 1]))
        .limit(Limit::sum("budget", "cost", sure(&costs)).at_most(150.0));
    ask(&problem, &model, |study| {
        let best = study.best.chosen.as_ref().unwrap();
        let names: Vec<String> =
            best.alternatives.iter().flatten().map(|at| problem.full_name(*at)).collect();
        let expected = golden["expected"]["selected"].as_array().unwrap();
        assert_eq!(names, expected.iter().map(|x| x.as_str().unwrap()).collect::<Vec<_>>());
        assert_relative_eq!(
            best.value,
            golden["expected"]["objective"].as_f64().unwrap(),
            epsilon = 1e-9
        );
        assert!(study.best.optimal);
    });
}

/// Urban water (Lahtinen et al. 2017, as listed in the facts of the case): 48 of the 512 sets of
/// nine actions meet budget, exclusions, the follow-up and the joint saving.
#[test]
fn forty_eight_sets_of_actions_for_urban_water() {
    let problem = values(&[0.5; 9]);
    let cost = [1.0, 1.0, 2.0, 10.0, 8.0, 11.0, 43.0, 23.0, 20.0];
    let saved = [0.03, 0.07, 0.04, 0.15, 0.10, 0.38, 0.15, 0.34, 0.46];
    let model = each_by_itself(&problem)
        .limit(Limit::sum("budget", "cost", sure(&cost)).at_most(45.0))
        .limit(Limit::joint_share("water", "saved", sure(&saved)).at_least(0.5))
        .rule(PortfolioRule::requires("follow-up", [4], [3]))
        .rule(PortfolioRule::excludes("a", [3], [5]))
        .rule(PortfolioRule::excludes("b", [6], [7]))
        .rule(PortfolioRule::excludes("c", [6], [8]));
    let request = PortfolioRequest { best: 512, ..PortfolioRequest::default() };
    ask_for(&problem, &model, &request, |study| {
        assert!(study.best.optimal);
        assert_eq!(1 + study.next_best.len(), 48);
    });
}

#[test]
fn what_has_an_unknown_cost_cannot_be_chosen_while_it_is_summed() {
    let problem = values(&[0.9, 0.5, 0.4]);
    let costs = || vec![amount(None), Amount::sure(1.0), Amount::sure(1.0)];
    let budget = || Limit::sum("budget", "cost", costs()).at_most(2.0);
    ask(&problem, &each_by_itself(&problem).limit(budget()), |study| {
        assert_eq!(chosen(study), "BC");
        let why = &study.why_not[0];
        assert_eq!(why.reason, WhyReason::NotChosen(NotChosen::UnknownFigure(vec![0])));
        assert_eq!((why.possible, why.loss), (None, None));
        // Without the limit nobody asks.
        let without = study.shadow.iter().find(|row| row.change == LimitChange::Without).unwrap();
        assert_relative_eq!(without.value.unwrap(), 1.8, epsilon = 1e-12);
        let table = study.table_named("why_not").unwrap();
        assert_eq!(table.get(0, "reason").as_text(), Some("unknown_figure"));
    });
    // Told, not kept: what it adds up to is not known, and neither is whether it is kept.
    ask(&problem, &each_by_itself(&problem).limit(budget().flagged()), |study| {
        assert_eq!(chosen(study), "ABC");
        let row = &study.limits[0];
        assert_eq!((row.in_force, row.used, row.met), (InForce::Flagged, None, None));
    });
    ask(&problem, &each_by_itself(&problem).limit(budget().off()), |study| {
        assert_eq!((chosen(study), study.limits[0].in_force), ("ABC".to_owned(), InForce::Off));
        assert!(study.shadow.is_empty());
    });
}

#[test]
fn ranges_count_at_the_end_that_is_worse() {
    let problem = values(&[0.5, 0.4]);
    let costs = || vec![amount(Some((3.0, 5.0))), amount(Some((3.0, 4.0)))];
    let model = |limit: Limit| each_by_itself(&problem).limit(limit);
    // 5 + 4 is above 8, though 4 + 3.5 is not.
    ask(&problem, &model(Limit::sum("cost", "cost", costs()).at_most(8.0)), |study| {
        assert_eq!(chosen(study), "A");
        assert_eq!((study.limits[0].used, study.limits[0].slack), (Some(5.0), Some(3.0)));
        // One more is enough for both.
        let looser = study.why_not[0].looser[0];
        assert_eq!((looser.source, looser.by), (limit(0, LimitSide::AtMost), 1.0));
    });
    // 3 + 3 is below 7, though 5 + 4 is not.
    ask(&problem, &model(Limit::sum("cost", "cost", costs()).at_least(7.0)), |study| {
        assert_eq!(study.best.feasible, Some(false));
        let conflict = study.conflict.as_ref().unwrap();
        assert_eq!(conflict.members, [limit(0, LimitSide::AtLeast)]);
        assert_eq!(conflict.relaxations[0].alone, Some(1.0));
        assert_relative_eq!(conflict.relaxations[0].together.unwrap(), 1.0, epsilon = 1e-9);
    });
}

#[test]
fn a_figure_of_one_makes_a_joint_share_whole() {
    let problem = values(&[0.2, 0.3, 0.4]);
    let shares = || sure(&[1.0, 0.5, 0.5]);
    let model = |limit: Limit| each_by_itself(&problem).limit(limit);
    let joint = || Limit::joint_share("share", "saved", shares());
    // 1 - 0.5 * 0.5 = 0.75 of two halves; with A it is 1.
    ask(&problem, &model(joint().at_most(0.8)), |study| {
        assert_eq!(chosen(study), "BC");
        assert_relative_eq!(study.limits[0].used.unwrap(), 0.75, epsilon = 1e-12);
        // A brings all: the bound would have to be 1.
        let why = &study.why_not[0];
        assert_relative_eq!(why.looser[0].by, 0.2, epsilon = 1e-12);
    });
    let two = |limit: Limit| model(limit).limit(Limit::count("two", 0..3).at_most(1.0));
    for bound in [0.6, 0.999, 1.0] {
        ask(&problem, &two(joint().at_least(bound)), |study| {
            assert_eq!((chosen(study), study.limits[0].used), ("A".to_owned(), Some(1.0)));
            assert_eq!(study.limits[0].met, Some(true));
        });
    }
    ask(&problem, &model(joint().at_most(1.0)), |study| assert_eq!(chosen(study), "ABC"));
}

#[test]
fn no_part_has_more_than_its_share() {
    let problem = values(&[0.9, 0.8, 0.1, 0.05]);
    let parts = || [("east", vec![0, 1]), ("west", vec![2, 3])];
    let costs = sure(&[3.0, 3.0, 2.0, 1.0]);
    let limit = Limit::sum("balance", "cost", costs).split_by(parts()).share_at_most(0.6);
    // East alone is all of it; 3 of 3 + 2 is 0.6, and 6 of 6 + 3 is more.
    ask(&problem, &each_by_itself(&problem).limit(limit), |study| {
        assert_eq!(chosen(study), "ACD");
        let [east, west] = &study.limits[..] else { panic!("two parts") };
        assert_eq!((east.used, west.used), (Some(0.5), Some(0.5)));
        let table = study.table_named("limits").unwrap();
        assert_eq!(table.get(1, "part").as_text(), Some("west"));
        assert_eq!(table.get(1, "side").as_text(), Some("share_at_most"));
        // With B: 6 of 9, if the share of east may be so much.
        let b = study.why_not.iter().find(|why| why.alternative == 1).unwrap();
        assert_eq!(b.reason, WhyReason::Limits);
        assert_relative_eq!(b.looser[0].by, 2.0 / 3.0 - 0.6, epsilon = 1e-9);
    });
    let each = Limit::count("each", []).split_by(parts()).at_least(1.0).at_most(1.0);
    ask(&problem, &each_by_itself(&problem).limit(each), |study| assert_eq!(chosen(study), "AC"));
}

#[test]
fn what_perhaps_belongs_to_a_part_counts_where_that_is_worse() {
    let problem = values(&[0.9, 0.5]);
    let mut most = Limit::count("new", [1]).at_most(1.0);
    most.parts[0].may_be = vec![0];
    ask(&problem, &each_by_itself(&problem).limit(most), |study| assert_eq!(chosen(study), "A"));
    let mut least = Limit::count("new", [1]).at_least(1.0);
    least.parts[0].may_be = vec![0];
    let one = Limit::count("one", 0..2).at_most(1.0);
    let model = each_by_itself(&problem).limit(least).limit(one);
    ask(&problem, &model, |study| assert_eq!(chosen(study), "B"));
}

#[test]
fn a_tie_is_said() {
    let problem = values(&[0.3, 0.3, 0.2]);
    let model = each_by_itself(&problem).limit(Limit::count("one", 0..3).at_most(1.0));
    ask(&problem, &model, |study| {
        assert_eq!((chosen(study).as_str(), study.best.tied), ("B", Some(true)));
        assert_eq!((study.next_best[0].loss, study.next_best[0].place), (0.0, 2));
        assert_eq!(study.next_best[0].changes, [0, 1]);
        assert_eq!((&study.why_not[0].reason, study.why_not[0].loss), (&WhyReason::Tie, Some(0.0)));
        assert_eq!(study.why_not[1].reason, WhyReason::Limits);
    });
}

#[test]
fn values_are_scores_or_gains_and_are_multiplied() {
    let problem = Problem::builder()
        .criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0))
        .alternative_in("x", "S0", [0.4])
        .alternative_in("x", "S1", [0.7])
        .alternative_in("y", "S0", [0.2])
        .alternative_in("y", "S1", [0.6])
        .reference("S0")
        .build()
        .unwrap();
    let at = |name: &str| (0..4).find(|at| problem.full_name(*at) == name).unwrap();
    let mut times = sure(&[0.0; 4]);
    for (name, members) in [("S0/x", 10.0), ("S1/x", 10.0), ("S0/y", 1.0), ("S1/y", 1.0)] {
        times[at(name)] = Amount::sure(members);
    }
    let base = PortfolioModel::new(&problem, ["group"], NoneValue::Value(0.0)).unwrap();
    let choices = base.choices.iter().map(|choice| {
        let group = &problem.keys()[1].values[choice.values[0]].id;
        let none = NoneValue::Alternative(at(&format!("S0/{group}")));
        Choice { none, ..choice.clone() }
    });
    let base = PortfolioModel { choices: choices.collect(), ..base };
    let one = Limit::count("one", 0..4).at_most(1.0);
    let model = base.clone().times("members", times.clone()).limit(one);
    // As scores: x gives 7 or 4, y gives 0.6 or 0.2; as gains 3 and 0.4.
    ask(&problem, &model, |study| {
        assert_relative_eq!(value(study), 7.2, epsilon = 1e-12);
        assert_eq!(study.best.chosen.as_ref().unwrap().alternatives, [Some(at("S1/x")), None]);
    });
    ask(&problem, &model.clone().gain(), |study| {
        assert_relative_eq!(value(study), 3.0, epsilon = 1e-12);
        // y loses 3 - 0.4; its score would have to be that much higher, its multiplier being 1.
        let why = &study.why_not[0];
        assert_relative_eq!(why.loss.unwrap(), 2.6, epsilon = 1e-12);
        assert_relative_eq!(why.value_needed.unwrap(), 2.6, epsilon = 1e-12);
        let table = study.table_named("portfolio").unwrap();
        let row = (0..table.rows()).find(|row| table.get(*row, "none").as_number() == Some(1.0));
        let row = row.unwrap();
        assert_eq!(table.get(row, "group").as_text(), Some("y"));
        assert_eq!(table.get(row, "alternative").as_text(), None);
        assert_eq!(table.get(row, "chosen").as_number(), Some(1.0));
    });
    // A multiplier that is not known leaves an alternative without a value.
    times[at("S1/y")] = amount(None);
    let model = base.times("members", times.clone());
    ask(&problem, &model, |study| {
        let table = study.table_named("why_not").unwrap();
        assert_eq!(table.get(0, "reason").as_text(), Some("unknown_times"));
    });
    // And none without a worth stops the study, with a remedy.
    times[at("S0/y")] = amount(None);
    let model = PortfolioModel { times: Some(times), ..model };
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let error = portfolio(&evaluation, &model, &PortfolioRequest::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "portfolio, none of `y`: `S0/y` stands for none, and nothing is known of its `members`; \
         say what none is worth: none = { value = 0.0 }"
    );
}

#[test]
fn what_requirements_exclude_or_has_no_score_is_not_chosen() {
    let files = Files::new(&[
        (
            "case.toml",
            r#"
            format = 1
            id = "small"
            title = "Small"
            data = ["data.csv"]
            min_known = 0.9
            [[keys]]
            id = "plan"
            [[criteria]]
            id = "worth"
            direction = "max"
            scale = { min = 0, max = 1 }
            weight = 1
            [[criteria]]
            id = "cost"
            direction = "min"
            scale = { min = 0, max = 20 }
            weight = 1
            [[requirements]]
            id = "cheap"
            needs = { criterion = "cost", at_most = 10 }
            effect = "exclude"
            reason = "There is no more"
            "#,
        ),
        ("data.csv", "plan,worth,cost\nA,0.9,15\nB,?,5\nC,0.5,5\n"),
    ]);
    let case = files.open().unwrap();
    let problem = &case.problem;
    let model = PortfolioModel::new(problem, ["plan"], NoneValue::Value(0.0)).unwrap();
    ask(problem, &model, |study| {
        assert_eq!(chosen(study), "C");
        let reasons = study.why_not.iter().map(|why| why.reason.name()).collect::<Vec<_>>();
        assert_eq!(reasons, ["requirement", "no_score"]);
    });
}

#[test]
fn rules_that_are_not_kept_are_told() {
    let problem = values(&[0.5, 0.3]);
    let rule = PortfolioRule::excludes("either", [0], [1]);
    ask(&problem, &each_by_itself(&problem).rule(rule.clone().flagged()), |study| {
        assert_eq!(chosen(study), "AB");
        assert_eq!(
            (study.limits[0].in_force, study.limits[0].met),
            (InForce::Flagged, Some(false))
        );
    });
    ask(&problem, &each_by_itself(&problem).rule(rule), |study| {
        assert_eq!(chosen(study), "A");
        let why = &study.why_not[0];
        assert_eq!((why.possible, &why.reason), (Some(true), &WhyReason::Rules));
        assert_relative_eq!(why.loss.unwrap(), 0.2, epsilon = 1e-12);
    });
    // Nothing requires itself, and what excludes what it is among excludes the others.
    let itself = PortfolioRule::requires("itself", [0, 1], [0, 1]);
    ask(&problem, &each_by_itself(&problem).rule(itself), |study| assert_eq!(chosen(study), "AB"));
    let one = PortfolioRule::excludes("one", [0, 1], [0, 1]);
    ask(&problem, &each_by_itself(&problem).rule(one), |study| assert_eq!(chosen(study), "A"));
    let together = PortfolioRule::together("lab", [vec![0], vec![1]], -0.4);
    ask(&problem, &each_by_itself(&problem).rule(together), |study| {
        assert_eq!((chosen(study).as_str(), study.best.added), ("A", 0.0));
        assert_eq!(study.limits[0].met, Some(false));
    });
}

/// Costs of 10 with a standard deviation of 2: the sum of n has mean 10 n and deviation 2 sqrt(n).
/// P(sum of 3 <= 36) = Phi(6 / 3.464) = 0.958; of 4 <= 36: Phi(-1) = 0.159.
#[test]
fn a_limit_is_kept_with_its_probability() {
    let problem = values(&[0.5, 0.4, 0.3, 0.2, 0.1]);
    let costs = || vec![drawn(Quantity::Normal(10.0, 2.0)); 5];
    let budget = |chance: f64| Limit::sum("budget", "cost", costs()).at_most(36.0).chance(chance);
    ask(&problem, &each_by_itself(&problem).limit(budget(0.9)), |study| {
        assert_eq!(chosen(study), "ABC");
        let row = &study.limits[0];
        let chance = row.chance.unwrap();
        assert!((chance.value - 0.958).abs() < 4.0 * chance.std_error, "{chance:?}");
        assert_relative_eq!(
            chance.std_error,
            (0.958f64 * 0.042 / 10_000.0).sqrt(),
            max_relative = 0.1
        );
        // What the sum stays below in nine of ten draws: 30 + 1.2816 * 3.4641.
        assert!((row.used.unwrap() - 34.44).abs() < 0.2, "{row:?}");
        assert_eq!((row.met, study.draws()), (Some(true), Some(10_000)));
        assert!(study.best.optimal && study.best.chance_complete);
    });
    // 0.958 is not enough for 0.99: two of them are (Phi(16 / 2.83) is nearly 1).
    ask(&problem, &each_by_itself(&problem).limit(budget(0.99)), |study| {
        assert_eq!(chosen(study), "AB");
    });
    // At least 34 with probability 0.9: four have mean 40 and deviation 4, Phi(1.5) = 0.933.
    let least = Limit::sum("size", "cost", costs()).at_least(34.0).chance(0.9);
    let few = Limit::count("few", 0..5).at_most(4.0);
    let model = each_by_itself(&problem).limit(least).limit(few);
    ask(&problem, &model, |study| {
        assert_eq!(chosen(study), "ABCD");
        let chance = study.limits[0].chance.unwrap();
        assert!((chance.value - 0.933).abs() < 4.0 * chance.std_error, "{chance:?}");
    });
    // Nothing reaches it with three.
    let least = Limit::sum("size", "cost", costs()).at_least(34.0).chance(0.9);
    let few = Limit::count("few", 0..5).at_most(3.0);
    ask(&problem, &each_by_itself(&problem).limit(least).limit(few), |study| {
        assert_eq!(study.best.feasible, Some(false));
        let members = &study.conflict.as_ref().unwrap().members;
        assert_eq!(members, &[limit(0, LimitSide::AtLeast), limit(1, LimitSide::AtMost)]);
    });
}

fn drawn(quantity: Quantity) -> Amount {
    Amount { spread: quantity.spread().unwrap(), quantity, input: None }
}

/// Chances against every set of eight, with figures whose sums are normal. Sets whose probability is
/// near the one that is asked are left to the draws.
#[test]
fn chances_are_as_every_set_says() {
    let values_of = [0.31, 0.47, 0.22, 0.58, 0.13, 0.39, 0.26, 0.44];
    let (means, deviations) =
        ([4.0, 6.0, 3.0, 8.0, 2.0, 5.0, 3.0, 7.0], [1.0, 2.0, 0.5, 3.0, 1.0, 1.5, 2.0, 0.5]);
    let problem = values(&values_of);
    let costs = means.iter().zip(deviations).map(|(mean, sd)| drawn(Quantity::Normal(*mean, sd)));
    let costs: Vec<Amount> = costs.collect();
    for bound in [9.0, 15.5, 20.0, 27.0] {
        let limit = Limit::sum("budget", "cost", costs.clone()).at_most(bound).chance(0.8);
        let sum = |set: u32, of: &dyn Fn(usize) -> f64| {
            (0..8).filter(|at| set >> at & 1 == 1).map(of).sum::<f64>()
        };
        // 0.8416 is the 80 % point of the standard normal. Counted in deviations, a set with room
        // of 0.05 keeps the bound in 81.4 % of all cases: 3.5 standard errors of 10 000 draws.
        let room = |set: u32| {
            let deviation = sum(set, &|at| deviations[at] * deviations[at]).sqrt();
            (bound - sum(set, &|at| means[at]) - 0.8416 * deviation) / deviation.max(1e-9)
        };
        let worth = |set: &u32| sum(*set, &|at| values_of[at]);
        let best = |least: f64| {
            (0u32..256)
                .filter(|set| room(*set) >= least)
                .map(|set| worth(&set))
                .reduce(f64::max)
                .unwrap()
        };
        ask(&problem, &each_by_itself(&problem).limit(limit), |study| {
            let own = value(study);
            assert!(study.best.chance_complete && study.best.optimal);
            assert!(own >= best(0.05) - 1e-9 && own <= best(-0.05) + 1e-9, "{bound}: {own}");
        });
    }
}

/// Of a share of all neither more nor less helps: each failing set is ruled out alone.
#[test]
fn a_share_is_kept_with_its_probability() {
    let problem = values(&[0.9, 0.5, 0.4]);
    let costs = vec![drawn(Quantity::Uniform(4.0, 8.0)), Amount::sure(3.0), Amount::sure(3.0)];
    let limit = Limit::sum("balance", "cost", costs)
        .split_by([("a", vec![0]), ("b", vec![1, 2])])
        .share_at_most(0.6)
        .chance(0.8);
    // B and C without A are all of it; A with both has x / (x + 6) <= 0.6 for x <= 9: always. B and
    // C have 6 / (x + 6) <= 0.6 for x >= 4: always.
    ask(&problem, &each_by_itself(&problem).limit(limit.clone()), |study| {
        assert_eq!(chosen(study), "ABC");
        assert_eq!(study.limits[0].chance.unwrap().value, 1.0);
    });
    // With two of them at most: A and B, x / (x + 3) <= 0.6 for x <= 4.5, one draw of eight.
    let two = Limit::count("two", 0..3).at_most(2.0);
    ask(&problem, &each_by_itself(&problem).limit(limit).limit(two), |study| {
        assert_eq!(chosen(study), "");
    });
}

#[test]
fn one_input_is_one_figure_in_every_draw() {
    let problem = Problem::builder()
        .criterion_with("worth", Direction::Max, 1.0, |c| c.scale(0.0, 1.0))
        .criterion_with("cost", Direction::Min, 0.0, |c| c.scale(0.0, 100.0))
        .alternative_in("all", "A", [0.5, 1.0])
        .alternative_in("all", "B", [0.4, 1.0])
        .shared([("group", "all")], "cost", Quantity::Uniform(0.0, 10.0))
        .build()
        .unwrap();
    let input = problem.cell(0, 1).input;
    assert_eq!(input, problem.cell(1, 1).input);
    let cost = Amount { input: Some(input), ..drawn(Quantity::Uniform(0.0, 10.0)) };
    let limit = |shared: bool| {
        let other = Amount { input: cost.input.filter(|_| shared), ..cost.clone() };
        Limit::sum("budget", "cost", vec![cost.clone(), other]).at_most(16.5).chance(0.9)
    };
    // Twice one figure is at most 16.5 in 82.5 % of the draws; a sum of two in 1 - 0.35^2 / 2 = 94 %.
    ask(&problem, &each_by_itself(&problem).limit(limit(true)), |study| {
        assert_eq!(chosen(study), "A");
    });
    ask(&problem, &each_by_itself(&problem).limit(limit(false)), |study| {
        assert_eq!(chosen(study), "AB");
    });
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let twin = crate::common::portfolios::Twin::random(&mut crate::common::Random(11), 6, 4);
    let problem = twin.problem();
    let costs = |at: usize| drawn(Quantity::Normal(3.0 + (at % 5) as f64, 1.0));
    let limit = Limit::sum("drawn", "cost", (0..24).map(costs).collect()).at_most(17.0).chance(0.8);
    let model = twin.model(&problem).limit(limit);
    let tables = |threads: usize| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            ask(&problem, &model, |study| {
                study.named_tables().iter().map(|table| table.make()).collect::<Vec<_>>()
            })
        })
    };
    assert_eq!(tables(1), tables(2));
}

#[test]
fn a_search_that_is_cut_short_claims_nothing() {
    let of: Vec<f64> = (0..20).map(|at| 0.3 + 0.017 * (at * at % 23) as f64).collect();
    let problem = values(&of);
    let costs: Vec<f64> = (0..20).map(|at| 3.0 + (at * 7 % 11) as f64 * 0.37).collect();
    let model = each_by_itself(&problem)
        .limit(Limit::sum("budget", "cost", sure(&costs)).at_most(31.3))
        .limit(Limit::count("some", 0..20).at_least(3.0));
    let whole = ask(&problem, &model, value);
    let request = PortfolioRequest { most_nodes: 1, ..PortfolioRequest::default() };
    ask_for(&problem, &model, &request, |study| {
        let best = &study.best;
        if let Some(chosen) = &best.chosen {
            assert!(chosen.value <= whole + 1e-9);
        }
        if !best.optimal {
            assert!(best.bound.unwrap() >= whole - 1e-9);
            assert!(study.why_not.iter().all(|why| why.loss.is_none()));
            assert!(study.shadow.iter().all(|row| row.gain.is_none()));
        }
    });
}

#[test]
fn a_model_that_does_not_fit_is_refused() {
    let problem = values(&[0.5, 0.3]);
    let evaluation = evaluate(&problem, &Method::default()).unwrap();
    let wrong = |model: PortfolioModel| {
        portfolio(&evaluation, &model, &PortfolioRequest::default()).unwrap_err().to_string()
    };
    let base = || each_by_itself(&problem);
    let short = Limit::sum("budget", "cost", sure(&[1.0])).at_most(1.0);
    assert_eq!(wrong(base().limit(short)), "limit `budget`: every alternative needs its figure");
    let far = PortfolioRule::requires("far", [0], [7]);
    assert_eq!(wrong(base().rule(far)), "rule `far`: there is no such alternative");
    let joint = Limit::joint_share("share", "saved", sure(&[0.5, 1.5])).at_least(0.5);
    assert_eq!(wrong(base().limit(joint)), "limit `share`: its figures are from 0 to 1");
    let chance = Limit::count("few", 0..2).at_most(1.0).chance(0.3);
    assert_eq!(wrong(base().limit(chance)), "limit `few`: `chance` is above 0.5 and below 1");
    let bound = Limit::count("few", 0..2).at_most(f64::NAN);
    assert_eq!(wrong(base().limit(bound)), "limit `few`: a bound must be a number");
    let request = PortfolioRequest { best: 0, ..PortfolioRequest::default() };
    let error = portfolio(&evaluation, &base(), &request).unwrap_err();
    assert_eq!(error.to_string(), "`best` = 0: from 1 to 1000 portfolios can be shown");
}

/// Nothing to choose from is no error.
#[test]
fn choices_without_alternatives() {
    let problem = values(&[0.5]);
    let model = PortfolioModel { choices: Vec::new(), ..each_by_itself(&problem) };
    ask(&problem, &model, |study| {
        assert_eq!((value(study), study.best.optimal), (0.0, true));
        study.named_tables().iter().for_each(|table| {
            table.make();
        });
    });
}
