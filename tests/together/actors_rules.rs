//! Rules by which many actors come to one answer: against figures by hand, a golden case, and grids
//! of influence worked out here.

use crate::common::{Random, project};
use afweging::method::Method;
use afweging::problem::{
    Actor, Direction, Matrix, Panel, PreferenceFunction, Problem, Says, Thresholds,
};
use afweging::rank_aggregation::KemenyRequest;
use afweging::study::{
    CompromiseRule, GroupRanking, GroupRankings, GroupRule, InfluenceRule, PanelEvaluation,
    coalitions, compromises, group_rankings, influences,
};
use afweging::table::Table;

fn raw() -> Method {
    Method::named("weighted-sum").unwrap().with_parameter("normalization", "none").unwrap()
}

/// A problem with these figures, more being better, and these weights.
fn crisp(rows: &[Vec<f64>], weights: &[f64]) -> Problem {
    let figures = Matrix::from_fn(rows.len(), weights.len(), |i, j| rows[i][j]);
    Problem::crisp(&figures, &vec![Direction::Max; weights.len()], weights).unwrap()
}

/// Actors who each look at a criterion of their own, so that its figures are their scores.
fn own_criterion(rows: &[Vec<f64>], influence: &[f64]) -> Panel {
    let actor = |at: usize| {
        let weights: Vec<f64> =
            (0..influence.len()).map(|other| f64::from(u8::from(other == at))).collect();
        Actor::new(&format!("a{at}"), crisp(rows, &weights)).with_influence(influence[at])
    };
    Panel::new((0..influence.len()).map(actor).collect()).unwrap()
}

fn of_rule<'a>(rankings: &'a GroupRankings, rule: GroupRule) -> &'a GroupRanking {
    rankings.groups[0].iter().find(|ranking| ranking.rule == rule).unwrap()
}

fn points(ranking: &GroupRanking) -> Vec<f64> {
    ranking.standings.iter().map(|standing| standing.points.unwrap()).collect()
}

fn ranks(ranking: &GroupRanking) -> Vec<usize> {
    ranking.standings.iter().map(|standing| standing.rank.unwrap()).collect()
}

fn assert_all_near(ours: &[f64], expected: &[f64]) {
    let near = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9;
    assert!(
        ours.len() == expected.len() && ours.iter().zip(expected).all(near),
        "{ours:?} is not {expected:?}"
    );
}

fn texts(table: &Table, column: &str) -> Vec<String> {
    (0..table.rows()).map(|row| table.get(row, column).as_text().unwrap_or("").to_owned()).collect()
}

fn numbers(table: &Table, column: &str) -> Vec<Option<f64>> {
    (0..table.rows()).map(|row| table.get(row, column).as_number()).collect()
}

/// PROMETHEE II is linear in the weights: the mean of the net flows is the net flow at the mean
/// weights, and both are those of the golden case.
#[test]
fn golden_mamca_promethee_gdss() {
    let path = project("tests/goldens/studies/mamca_promethee_gdss_constructed.json");
    let golden: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let numbers = |value: &serde_json::Value| -> Vec<f64> {
        value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
    };
    let given = &golden["parameters"];
    let (q, p, s) = (numbers(&given["q"]), numbers(&given["p"]), numbers(&given["s"]));
    let function = |j: usize| match given["functions"][j].as_str().unwrap() {
        "ushape" => PreferenceFunction::UShape,
        "vshape" => PreferenceFunction::VShape,
        "vshape_indiff" => PreferenceFunction::VShapeIndifference,
        "level" => PreferenceFunction::Level,
        "gaussian" => PreferenceFunction::Gaussian,
        _ => PreferenceFunction::Usual,
    };
    let actor = |at: usize| {
        let weights = numbers(&given["criteria_weights"][at]);
        let mut builder = Problem::builder();
        for (j, weight) in weights.into_iter().enumerate() {
            let min = golden["directions"][j] == "min";
            let direction = if min { Direction::Min } else { Direction::Max };
            let function = function(j);
            let needs = |name, figure: f64| function.needs().contains(&name).then_some(figure);
            let thresholds = Thresholds {
                indifference: needs("indifference", q[j]),
                preference: needs("preference", p[j]),
                inflection: needs("inflection", s[j]),
                veto: None,
                function: Some(function),
            };
            builder = builder
                .criterion_with(format!("C{j}"), direction, weight, |c| c.thresholds(thresholds));
        }
        for (i, row) in golden["matrix"].as_array().unwrap().iter().enumerate() {
            builder = builder.alternative(format!("A{i}"), numbers(row));
        }
        Actor::new(given["actors"][at].as_str().unwrap(), builder.build().unwrap())
    };
    let panel = Panel::new((0..3).map(actor).collect()).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &Method::named("promethee-ii").unwrap()).unwrap();
    let rankings = group_rankings(&evaluation, &KemenyRequest::default());
    let expected = &golden["expected"];
    let expected_ranks: Vec<usize> =
        numbers(&expected["group_ranks"]).iter().map(|rank| *rank as usize).collect();
    for rule in [GroupRule::MeanWeights, GroupRule::MeanScores] {
        let ranking = of_rule(&rankings, rule);
        assert_all_near(&points(ranking), &numbers(&expected["group_net_flow"]));
        assert_eq!(ranks(ranking), expected_ranks);
    }
    // Borda points from the printed ranks of the actors: 6 less each.
    let borda: Vec<f64> = (0..6)
        .map(|at| (0..3).map(|actor| 6.0 - numbers(&expected["actor_ranks"][actor])[at]).sum())
        .collect();
    assert_all_near(&points(of_rule(&rankings, GroupRule::Borda)), &borda);
}

/// By hand. Scores: a0 ranks A B C, a1 ranks B C A, a2 ranks C A B: a circle, and a1 counts twice.
#[test]
fn rules_by_hand() {
    let rows = [vec![3.0, 1.0, 2.0], vec![2.0, 3.0, 1.0], vec![1.0, 2.0, 3.0]];
    let panel = own_criterion(&rows, &[1.0, 2.0, 1.0]);
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let rankings = group_rankings(&evaluation, &KemenyRequest::default());
    // Influence as 3/4, 3/2 and 3/4 of an actor. A: 2, 0 and 1 points; B: 1, 2, 0; C: 0, 1, 2.
    let borda = of_rule(&rankings, GroupRule::Borda);
    assert_all_near(&points(borda), &[2.25, 3.75, 3.0]);
    assert_eq!(ranks(borda), [3, 1, 2]);
    // A over B 2 to 2, B over C 3 to 1, C over A 3 to 1.
    let copeland = of_rule(&rankings, GroupRule::Copeland);
    assert_all_near(&points(copeland), &[-1.0, 1.0, 0.0]);
    // B C A loses 2 + 1 + 1 of 12, which is 3 of 9.
    let kemeny = of_rule(&rankings, GroupRule::Kemeny);
    assert_eq!(kemeny.kemeny.as_ref().unwrap().orders, [[1, 2, 0]]);
    assert_all_near(&points(kemeny), &[3.0; 3]);
    assert_eq!(ranks(kemeny), [3, 1, 2]);
    // A: (3 + 2 + 2) / 4; B: (2 + 6 + 1) / 4; C: (1 + 4 + 3) / 4.
    for rule in [GroupRule::MeanWeights, GroupRule::MeanScores] {
        assert_all_near(&points(of_rule(&rankings, rule)), &[1.75, 2.25, 2.0]);
    }
    let table = rankings.table();
    assert_eq!(table.rows(), 15);
    assert_eq!(texts(&table, "rule")[6], "kemeny");
    assert_eq!(numbers(&table, "proved")[5..7], [None, Some(1.0)]);
    let orders = rankings.kemeny_orders();
    assert_eq!(numbers(&orders, "place"), [Some(1.0), Some(2.0), Some(3.0)]);

    let half = |_: usize, actor: usize, at: usize| {
        let shares = [[0.9, 0.2, 0.5], [0.1, 1.0, 0.5], [0.5, 0.3, 0.5]];
        Some((shares[actor][at], (actor == 1).then_some(0.01)))
    };
    let answer = compromises(&evaluation, &half);
    let values = |rule: CompromiseRule| {
        let of = answer.groups[0].iter().find(|it| it.rule == rule).unwrap();
        let values: Vec<f64> = of.standings.iter().map(|it| it.value).collect();
        (values, of.standings.iter().map(|it| it.rank).collect::<Vec<_>>())
    };
    // Everybody is once in the last place, 2 behind.
    assert_eq!(values(CompromiseRule::LeastRegret), (vec![2.0, 2.0, 2.0], vec![1, 1, 1]));
    let acceptable = values(CompromiseRule::BestWorstAcceptability);
    assert_eq!(acceptable, (vec![0.1, 0.2, 0.5], vec![3, 2, 1]));
    // A: 2 moves for a1 and 1 for a2, so 2 * 1.5 + 0.75.
    let (moves, order) = values(CompromiseRule::FewestMoves);
    assert_all_near(&moves, &[3.75, 2.25, 3.0]);
    assert_eq!(order, [3, 1, 2]);
    let table = answer.table();
    assert_eq!(table.rows(), 9);
    // The first of a rule comes first; only A owes its value to the sampled actor.
    let errors = numbers(&table, "value_se");
    assert_eq!(errors.iter().flatten().count(), 1);

    // Any two of 1, 2 and 1 with the 2 decide; 1 and 1 are no more than half, and so is the 2.
    let sets = coalitions(&evaluation).unwrap().table();
    assert_eq!(texts(&sets, "actors"), ["a0; a1", "a1; a2", "a1", "a0; a2"]);
    assert_eq!(texts(&sets, "kind"), ["winning", "winning", "blocking", "blocking"]);
    assert_eq!(numbers(&sets, "influence"), [Some(0.75), Some(0.75), Some(0.5), Some(0.5)]);
}

/// Those who say nothing rank nothing and count in no rule, but they do count in a coalition.
#[test]
fn an_actor_without_a_ranking_counts_in_coalitions_only() {
    let rows = [vec![3.0, 1.0], vec![2.0, 2.0]];
    let actors = |says: Says| {
        vec![
            Actor::new("a", crisp(&rows, &[1.0, 0.0])),
            Actor::new("b", crisp(&rows, &[0.0, 1.0])).with_influence(3.0).saying(says),
        ]
    };
    let panel = Panel::new(actors(Says::Nothing)).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let rankings = group_rankings(&evaluation, &KemenyRequest::default());
    assert_all_near(&points(of_rule(&rankings, GroupRule::Borda)), &[1.0, 0.0]);
    assert!(influences(&evaluation).groups[0].is_empty());
    assert_eq!(texts(&coalitions(&evaluation).unwrap().table(), "actors"), ["b", "b"]);
    let panel = Panel::new(actors(Says::Weights)).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let rankings = group_rankings(&evaluation, &KemenyRequest::default());
    assert_all_near(&points(of_rule(&rankings, GroupRule::Borda)), &[0.5, 1.5]);
    // One actor has nobody left with influence where the other has it all.
    let answer = influences(&evaluation);
    let borda = answer.groups[0]
        .iter()
        .find(|of| of.rule == InfluenceRule::Borda && of.actor == 1)
        .unwrap();
    assert_eq!((borda.present, &borda.first_at_present), (0.75, &vec![1]));
    assert_eq!(borda.nearest_switch().map(|it| it.0), Some(0.5));
}

/// Actors with figures of their own have no mean weights.
#[test]
fn own_scores_leave_no_mean_weights() {
    let problem = |x: f64| crisp(&[vec![x, 1.0], vec![2.0, 2.0]], &[1.0, 1.0]);
    let panel =
        Panel::new(vec![Actor::new("a", problem(5.0)), Actor::new("b", problem(0.0))]).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let rankings = group_rankings(&evaluation, &KemenyRequest::default());
    let rules: Vec<GroupRule> = rankings.groups[0].iter().map(|ranking| ranking.rule).collect();
    assert!(!rules.contains(&GroupRule::MeanWeights) && rules.contains(&GroupRule::MeanScores));
}

/// Who has the most at a share, worked out from the figures.
fn first_at(rows: &[Vec<f64>], shares: &[f64], rule: InfluenceRule) -> Vec<usize> {
    let m = rows.len();
    let actors = 0..shares.len();
    let ahead =
        |actor: usize, a: usize, b: usize| f64::from(u8::from(rows[a][actor] > rows[b][actor]));
    let figure = |a: usize| -> f64 {
        let over = |of: &dyn Fn(usize) -> f64| -> f64 {
            actors.clone().map(|actor| shares[actor] * of(actor)).sum()
        };
        let others = || (0..m).filter(move |b| *b != a);
        match rule {
            InfluenceRule::FewestMoves => {
                -over(&|actor| others().map(|b| ahead(actor, b, a)).sum::<f64>())
            }
            InfluenceRule::Borda => over(&|actor| {
                others().map(|b| ahead(actor, a, b) - ahead(actor, b, a)).sum::<f64>()
            }),
            InfluenceRule::Copeland => others()
                .map(|b| over(&|actor| ahead(actor, a, b) - ahead(actor, b, a)))
                .map(|margin| f64::from(i8::from(margin > 1e-9) - i8::from(margin < -1e-9)))
                .sum(),
            _ => over(&|actor| rows[a][actor]),
        }
    };
    let figures: Vec<f64> = (0..m).map(figure).collect();
    let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (0..m).filter(|a| most - figures[*a] <= 1e-9).collect()
}

#[test]
fn intervals_of_influence_are_those_of_a_grid() {
    let mut random = Random(21);
    let (mut switches, mut ties) = (0, 0);
    for round in 0..150 {
        let (m, k) = (2 + random.below(5), 2 + random.below(4));
        let rows: Vec<Vec<f64>> =
            (0..m).map(|_| (0..k).map(|_| random.below(5) as f64).collect()).collect();
        let mut influence: Vec<f64> = (0..k).map(|_| random.below(4) as f64).collect();
        influence[random.below(k)] += 1.0;
        let panel = own_criterion(&rows, &influence);
        let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
        let answer = influences(&evaluation);
        assert_eq!(answer.groups[0].len(), 5 * k);
        let total: f64 = influence.iter().sum();
        for of in &answer.groups[0] {
            let rest = total - influence[of.actor];
            let shares = |share: f64| -> Vec<f64> {
                let other = |own: f64| if rest > 0.0 { own / rest } else { 1.0 / (k - 1) as f64 };
                (0..k)
                    .map(|at| match at == of.actor {
                        true => share,
                        false => (1.0 - share) * other(influence[at]),
                    })
                    .collect()
            };
            let what = format!("{round} {:?} {} {rows:?} {influence:?}", of.rule, of.actor);
            assert!((of.present - influence[of.actor] / total).abs() < 1e-12, "{what}");
            let at_present = first_at(&rows, &shares(of.present), of.rule);
            assert_eq!(of.first_at_present, at_present, "{what}");
            assert_eq!(of.intervals.first().unwrap().from, 0.0);
            assert_eq!(of.intervals.last().unwrap().to, 1.0);
            for pair in of.intervals.windows(2) {
                assert_eq!(pair[0].to, pair[1].from, "{what}");
                assert_ne!(pair[0].first, pair[1].first, "{what}");
                switches += 1;
            }
            for interval in &of.intervals {
                ties += usize::from(interval.first.len() > 1);
                let width = interval.to - interval.from;
                if width == 0.0 {
                    let there = first_at(&rows, &shares(interval.from), of.rule);
                    assert_eq!(there, interval.first, "{what}");
                }
            }
            // The grid is of odd thousandths: majorities of small whole influences turn elsewhere, or
            // at a point that is skipped.
            for step in 0..50 {
                let share = (20 * step + 7) as f64 / 1_000.0;
                let near = |interval: &&afweging::study::InfluenceInterval| {
                    share > interval.from + 1e-9 && share < interval.to - 1e-9
                };
                let Some(interval) = of.intervals.iter().find(near) else { continue };
                let there = first_at(&rows, &shares(share), of.rule);
                // At a single share inside an interval others may tie with its first.
                let is_more = interval.first.iter().all(|at| there.contains(at));
                assert!(is_more, "{what}: {there:?} at {share}, {interval:?}");
                if there != interval.first {
                    let beside = first_at(&rows, &shares(share + 1e-6), of.rule);
                    assert_eq!(beside, interval.first, "{what} beside {share}");
                }
            }
        }
    }
    assert!(switches > 300 && ties > 100, "{switches} switches, {ties} ties");
}

/// By hand: a0 prefers A by 3 to 1, a1 prefers B by 2 to 1. The mean scores 3t + (1 - t) and
/// t + 2 (1 - t) meet at t = 1/3, and ranks at a half.
#[test]
fn influence_by_hand() {
    let panel = own_criterion(&[vec![3.0, 1.0], vec![1.0, 2.0]], &[1.0, 3.0]);
    let evaluation = PanelEvaluation::new(&panel, &raw()).unwrap();
    let answer = influences(&evaluation);
    let table = answer.table();
    // Five rules, two actors and two intervals each.
    assert_eq!(table.rows(), 20);
    let of = |rule: InfluenceRule, actor: usize| {
        answer.groups[0].iter().find(|of| of.rule == rule && of.actor == actor).unwrap()
    };
    for rule in [InfluenceRule::MeanScores, InfluenceRule::MeanWeights] {
        assert!((of(rule, 0).nearest_switch().unwrap().0 - 1.0 / 3.0).abs() < 1e-12);
        assert_eq!(of(rule, 0).intervals[0].first, [1]);
        assert!((of(rule, 1).nearest_switch().unwrap().0 - 2.0 / 3.0).abs() < 1e-12);
    }
    for rule in [InfluenceRule::FewestMoves, InfluenceRule::Borda, InfluenceRule::Copeland] {
        assert_eq!(of(rule, 0).nearest_switch().map(|it| it.0), Some(0.5));
        assert_eq!(of(rule, 0).present, 0.25);
    }
    assert_eq!(texts(&table, "actor")[..4], ["a0", "a0", "a1", "a1"]);
    assert_eq!(numbers(&table, "influence_to")[..2], [Some(0.5), Some(1.0)]);
}
