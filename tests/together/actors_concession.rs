//! What it would take for an actor to accept an alternative, against all subsets of rivals one by
//! one, linear programs that are written out in full, and evaluations at every witness.

use crate::common::Random;
use afweging::lp::{NoAnswer, Program, Relation, Row};
use afweging::method::Method;
use afweging::problem::{Actor, Direction, Panel, Problem, Says, weights};
use afweging::study::{
    ActorConcession, ActorsRequest, Concessions, Demand, PanelEvaluation, Tables, concessions,
    evaluate,
};

fn asking(accept: usize) -> ActorsRequest {
    ActorsRequest { accept: Some(accept), ..ActorsRequest::default() }
}

/// One actor's view of a table of figures on scales from 0 to 1.
#[derive(Clone)]
struct View {
    figures: Vec<Vec<f64>>,
    directions: Vec<Direction>,
    weights: Vec<f64>,
    /// `c0` weighs at least so many times `c1`.
    constraint: Option<f64>,
    minimum: Option<f64>,
}

impl View {
    fn problem(&self) -> Problem {
        let mut builder = Problem::builder();
        for (j, (direction, weight)) in self.directions.iter().zip(&self.weights).enumerate() {
            builder =
                builder.criterion_with(format!("c{j}"), *direction, *weight, |c| c.scale(0.0, 1.0));
        }
        for (i, row) in self.figures.iter().enumerate() {
            builder = builder.alternative(format!("A{i:02}"), row.iter().copied());
        }
        if let Some(times) = self.constraint {
            builder = builder.constraint(format!("c0 >= {times} * c1"));
        }
        builder.build().unwrap()
    }

    fn actor(&self, id: &str) -> Actor {
        let actor = Actor::new(id, self.problem());
        match self.minimum {
            Some(minimum) => actor.with_minimum(minimum),
            None => actor,
        }
    }

    fn value(&self, i: usize, j: usize) -> f64 {
        match self.directions[j] {
            Direction::Min => 1.0 - self.figures[i][j],
            _ => self.figures[i][j],
        }
    }

    fn values(&self, i: usize) -> Vec<f64> {
        (0..self.weights.len()).map(|j| self.value(i, j)).collect()
    }

    fn score(&self, i: usize) -> f64 {
        dot(&self.values(i), &self.weights)
    }

    /// Evaluated from the start: whether the alternative is acceptable.
    fn accepts(&self, at: usize, k: usize) -> bool {
        let problem = self.problem();
        let evaluation = evaluate(&problem, &Method::default()).unwrap();
        let group = &evaluation.groups[0];
        let standing = group.standing(group.eligible()[at]);
        standing.rank.unwrap() <= k
            && self.minimum.is_none_or(|minimum| standing.score.unwrap() >= minimum - 1e-9)
    }

    /// The score that is needed for rank k, and for the minimum.
    fn needed(&self, at: usize, k: usize) -> f64 {
        let mut rivals: Vec<f64> =
            (0..self.figures.len()).filter(|i| *i != at).map(|i| self.score(i)).collect();
        rivals.sort_by(|a, b| b.total_cmp(a));
        let by_rank = rivals.get(k - 1).copied().unwrap_or(f64::NEG_INFINITY);
        by_rank.max(self.minimum.unwrap_or(f64::NEG_INFINITY))
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A view with weights that meet its constraint.
fn view(random: &mut Random, figures: &[Vec<f64>], directions: &[Direction]) -> View {
    let n = directions.len();
    let constraint = (n > 1 && random.chance(0.4)).then(|| [0.5, 1.0, 2.0][random.below(3)]);
    let weights = loop {
        let raw: Vec<f64> =
            (0..n).map(|_| if random.chance(0.15) { 0.0 } else { random.unit() }).collect();
        let sum: f64 = raw.iter().sum();
        if sum > 0.0 && constraint.is_none_or(|times| raw[0] >= times * raw[1]) {
            break raw.iter().map(|x| x / sum).collect();
        }
    };
    let minimum = random.chance(0.3).then(|| 0.2 + 0.6 * random.unit());
    View {
        figures: figures.to_vec(),
        directions: directions.to_vec(),
        weights,
        constraint,
        minimum,
    }
}

fn table(random: &mut Random, m: usize, n: usize) -> Vec<Vec<f64>> {
    // Equal figures among them.
    let mut figure = || match random.chance(0.3) {
        true => [0.0, 0.5, 1.0][random.below(3)],
        false => random.unit(),
    };
    (0..m).map(|_| (0..n).map(|_| figure()).collect()).collect()
}

/// Views of one table; some actors have figures of their own.
fn views(random: &mut Random, m: usize, n: usize, actors: usize) -> Vec<View> {
    let directions: Vec<Direction> =
        (0..n).map(|_| if random.chance(0.3) { Direction::Min } else { Direction::Max }).collect();
    let shared = table(random, m, n);
    let one = |_| {
        let own = if random.chance(0.3) { table(random, m, n) } else { shared.clone() };
        view(random, &own, &directions)
    };
    (0..actors).map(one).collect()
}

fn panel(views: &[View]) -> Panel {
    let actor = |(at, view): (usize, &View)| view.actor(&format!("actor{at}"));
    Panel::new(views.iter().enumerate().map(actor).collect()).unwrap()
}

fn with_concessions(panel: &Panel, accept: usize, look: impl FnOnce(&Concessions)) {
    let evaluation = PanelEvaluation::new(panel, &Method::default()).unwrap();
    look(&concessions(&evaluation, &asking(accept)).unwrap());
}

/// The nearest weights at which these rivals are not ahead, or none: variables w', then |w' - w|.
fn nearest_with(view: &View, at: usize, caught: &[usize], within: bool) -> Option<f64> {
    let n = view.weights.len();
    let mut program = Program { bounds: vec![(0.0, 1.0); 2 * n], rows: Vec::new() };
    let mut add = |on_weights: Vec<f64>, relation, bound| {
        let mut coefficients = on_weights;
        coefficients.resize(2 * n, 0.0);
        program.rows.push(Row { coefficients, relation, bound });
    };
    add(vec![1.0; n], Relation::Equal, 1.0);
    for rival in caught {
        let row = (0..n).map(|j| view.value(at, j) - view.value(*rival, j)).collect();
        add(row, Relation::AtLeast, 0.0);
    }
    if let Some(minimum) = view.minimum {
        add(view.values(at), Relation::AtLeast, minimum);
    }
    if let Some(times) = view.constraint.filter(|_| within) {
        let mut row = vec![0.0; n];
        (row[0], row[1]) = (1.0, -times);
        add(row, Relation::AtLeast, 0.0);
    }
    for (j, weight) in view.weights.iter().enumerate() {
        for sign in [1.0, -1.0] {
            let mut row = vec![0.0; 2 * n];
            (row[j], row[n + j]) = (-sign, 1.0);
            add(row, Relation::AtLeast, -sign * weight);
        }
    }
    let objective: Vec<f64> = (0..2 * n).map(|at| if at < n { 0.0 } else { 0.5 }).collect();
    match program.minimise(&objective) {
        Ok(x) => Some(dot(&x, &objective)),
        Err(NoAnswer::Infeasible) => None,
        Err(other) => panic!("{other:?}"),
    }
}

/// The least share over all sets of rivals that stay ahead.
fn nearest(view: &View, at: usize, k: usize, within: bool) -> Option<f64> {
    let rivals: Vec<usize> = (0..view.figures.len()).filter(|i| *i != at).collect();
    let sets = 0..1usize << rivals.len();
    let shares = sets.filter(|set| (set.count_ones() as usize) < k).filter_map(|set| {
        let caught: Vec<usize> =
            (0..rivals.len()).filter(|i| set >> i & 1 == 0).map(|i| rivals[i]).collect();
        nearest_with(view, at, &caught, within)
    });
    shares.min_by(f64::total_cmp)
}

fn check_weights(view: &View, at: usize, k: usize, own: &ActorConcession) {
    let within = nearest(view, at, k, true);
    let wanted = within.or_else(|| nearest(view, at, k, false));
    match (&own.weights, wanted) {
        (Demand::Impossible, None) => {}
        (Demand::Change(change), Some(share)) => {
            assert!(change.exact);
            assert!((change.share - share).abs() < 1e-7, "{} {share}", change.share);
            assert_eq!(change.within_statements, view.constraint.map(|_| within.is_some()));
            assert!((change.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            assert!(change.weights.iter().all(|w| *w >= 0.0));
            let moved: f64 =
                change.weights.iter().zip(&view.weights).map(|(a, b)| (a - b).abs()).sum();
            assert!((moved / 2.0 - change.share).abs() < 1e-12);
            // Anybody can multiply it out.
            let there = View { weights: change.weights.clone(), constraint: None, ..view.clone() };
            assert!(there.accepts(at, k), "{:?}", change.weights);
            if let (Some(times), Some(true)) = (view.constraint, change.within_statements) {
                assert!(change.weights[0] >= times * change.weights[1] - 1e-9);
            }
        }
        (found, wanted) => panic!("{found:?} {wanted:?}"),
    }
}

fn check_improvement(view: &View, at: usize, k: usize, own: &ActorConcession) {
    let gap = view.needed(at, k) - view.score(at);
    let n = view.weights.len();
    // Within the room that each criterion has.
    let program = Program {
        bounds: view.values(at).iter().map(|v| (0.0, 1.0 - v)).collect(),
        rows: vec![Row {
            coefficients: view.weights.clone(),
            relation: Relation::AtLeast,
            bound: gap,
        }],
    };
    let improved = |raises: &[(usize, f64)]| {
        let mut better = view.clone();
        for (leaf, figure) in raises {
            better.figures[at][*leaf] = *figure;
        }
        better.accepts(at, k)
    };
    match (&own.improvement, program.minimise(&vec![1.0; n])) {
        (Demand::Impossible, Err(NoAnswer::Infeasible)) => assert!(own.alone.is_empty()),
        (Demand::Change(change), Ok(x)) => {
            assert!((change.total - x.iter().sum::<f64>()).abs() < 1e-7);
            let sum: f64 = change.raises.iter().map(|raise| raise.to - raise.from).sum();
            assert!((change.total - sum).abs() < 1e-12);
            let figures: Vec<(usize, f64)> =
                change.raises.iter().map(|raise| (raise.leaf, raise.figure_to.unwrap())).collect();
            assert!(improved(&figures), "{change:?}");
            for j in 0..n {
                let enough = view.weights[j] * (1.0 - view.value(at, j));
                let alone = own.alone.iter().find(|raise| raise.leaf == j);
                if (enough - gap).abs() > 1e-9 {
                    assert_eq!(alone.is_some(), enough > gap, "{j}");
                }
                if let Some(raise) = alone {
                    assert!((view.weights[j] * (raise.to - raise.from) - gap).abs() < 1e-9);
                    assert!(improved(&[(j, raise.figure_to.unwrap())]));
                }
            }
        }
        (found, wanted) => panic!("{found:?} {wanted:?}"),
    }
}

/// The least raise for all, by a program with a variable for each actor and criterion.
fn check_common(views: &[View], at: usize, k: usize, found: &Demand<(f64, Vec<(usize, f64)>)>) {
    let n = views[0].weights.len();
    let size = n * (1 + views.len());
    let mut program = Program { bounds: vec![(0.0, 1.0); size], rows: Vec::new() };
    for (actor, view) in views.iter().enumerate() {
        let own = |j: usize| n * (actor + 1) + j;
        let mut sum = vec![0.0; size];
        for j in 0..n {
            sum[own(j)] = view.weights[j];
            program.bounds[own(j)].1 = 1.0 - view.value(at, j);
            let mut no_more = vec![0.0; size];
            (no_more[own(j)], no_more[j]) = (1.0, -1.0);
            program.rows.push(Row {
                coefficients: no_more,
                relation: Relation::AtMost,
                bound: 0.0,
            });
        }
        let bound = view.needed(at, k) - view.score(at);
        program.rows.push(Row { coefficients: sum, relation: Relation::AtLeast, bound });
    }
    let objective: Vec<f64> = (0..size).map(|at| f64::from(u8::from(at < n))).collect();
    match (found, program.minimise(&objective)) {
        (Demand::Impossible, Err(NoAnswer::Infeasible)) => {}
        (Demand::Change((total, raises)), Ok(x)) => {
            assert!((total - dot(&x, &objective)).abs() < 1e-7, "{total}");
            for view in views {
                let gain: f64 = raises
                    .iter()
                    .map(|(j, by)| view.weights[*j] * by.min(1.0 - view.value(at, *j)))
                    .sum();
                assert!(view.score(at) + gain >= view.needed(at, k) - 1e-8);
            }
        }
        (found, wanted) => panic!("{found:?} {wanted:?}"),
    }
}

#[test]
fn as_near_and_as_little_as_all_subsets_of_rivals_allow() {
    let mut random = Random(41);
    let (mut changes, mut impossible, mut beyond, mut common) = (0, 0, 0, 0);
    for case in 0..60 {
        let (m, n) = (1 + case % 6, 1 + random.below(4));
        let views = views(&mut random, m, n, 3);
        let panel = panel(&views);
        for k in 1..=m {
            with_concessions(&panel, k, |found| {
                let group = &found.groups[0];
                for at in 0..m {
                    assert_eq!(group.actors[at].len(), views.len());
                    for own in &group.actors[at] {
                        let view = &views[own.actor];
                        assert_eq!(own.accepts, view.accepts(at, k), "{case} {k} {at}");
                        if own.accepts {
                            assert_eq!(own.weights, Demand::Nothing);
                            assert_eq!(own.improvement, Demand::Nothing);
                            continue;
                        }
                        check_weights(view, at, k, own);
                        check_improvement(view, at, k, own);
                        changes += usize::from(own.weights.change().is_some());
                        impossible += usize::from(own.weights == Demand::Impossible);
                        let within = own.weights.change().and_then(|it| it.within_statements);
                        beyond += usize::from(within == Some(false));
                    }
                    let all = group.common[at].as_ref().unwrap();
                    assert_eq!(all.accepted, views.iter().all(|view| view.accepts(at, k)));
                    if !all.accepted {
                        let plain = match &all.improvement {
                            Demand::Change(it) => Demand::Change((it.total, it.raises.clone())),
                            Demand::Impossible => Demand::Impossible,
                            other => panic!("{other:?}"),
                        };
                        check_common(&views, at, k, &plain);
                        common += 1;
                    }
                }
            });
        }
    }
    assert!(
        changes > 200 && impossible > 50 && beyond > 5 && common > 100,
        "{changes} {impossible} {beyond} {common}"
    );
}

/// Net flows are linear in the weights too; figures have no value functions there.
#[test]
fn net_flows_are_met_by_other_weights_too() {
    let mut random = Random(5);
    let mut changes = 0;
    for _ in 0..10 {
        let views = views(&mut random, 5, 3, 2);
        let panel = panel(&views);
        let method = Method::named("promethee-ii").unwrap();
        let evaluation = PanelEvaluation::new(&panel, &method).unwrap();
        for accept in 1..=2 {
            let found = concessions(&evaluation, &asking(accept)).unwrap();
            for (at, own) in found.groups[0]
                .actors
                .iter()
                .enumerate()
                .flat_map(|(at, all)| all.iter().map(move |own| (at, own)))
            {
                let Some(change) = own.weights.change() else { continue };
                assert_eq!(own.improvement, Demand::Undefined);
                let mut problem = views[own.actor].problem();
                problem.set_weights(&change.weights).unwrap();
                let there = evaluate(&problem, &method).unwrap();
                let group = &there.groups[0];
                let standing = group.standing(group.eligible()[at]);
                assert!(standing.rank.unwrap() <= accept);
                // A minimum is a score of the weighted sum, and asks nothing of net flows.
                changes += 1;
            }
        }
    }
    assert!(changes > 20, "{changes}");
}

/// Two criteria that weigh 3 to 1; B is best on the lighter one and 0.2 behind.
fn by_hand(weights: [f64; 2]) -> View {
    View {
        figures: vec![vec![0.6, 0.2], vec![0.2, 0.6], vec![0.1, 0.1]],
        directions: vec![Direction::Max; 2],
        weights: weights.to_vec(),
        constraint: None,
        minimum: None,
    }
}

#[test]
fn small_changes_by_hand() {
    let view = by_hand([0.75, 0.25]);
    with_concessions(&panel(std::slice::from_ref(&view)), 1, |found| {
        let group = &found.groups[0];
        // A leads by 0.5 to 0.3. They are level at equal weights.
        let [own] = &group.actors[1][..] else { panic!() };
        let change = own.weights.change().unwrap();
        assert!((change.share - 0.25).abs() < 1e-12);
        assert_eq!(change.within_statements, None);
        // 0.2 of score are 0.2 / 0.75 on the first; on the second there is room for 0.1 of score.
        let improvement = own.improvement.change().unwrap();
        assert!((improvement.total - 0.2 / 0.75).abs() < 1e-12);
        assert_eq!(own.alone.len(), 1);
        assert!((own.alone[0].figure_to.unwrap() - (0.2 + 0.2 / 0.75)).abs() < 1e-12);
        // C is dominated.
        assert_eq!(group.actors[2][0].weights, Demand::Impossible);
        let table = found.table();
        assert_eq!(table.rows(), 6);
        assert_eq!(table.get(0, "accepts").as_number(), Some(1.0));
        assert_eq!(table.get(0, "weight_change").as_number(), Some(0.0));
        assert_eq!(table.get(2, "actor").as_text(), Some("actor0"));
        assert_eq!(table.get(3, "actor").as_text(), None);
        assert_eq!(table.get(4, "weights").as_text(), Some("impossible"));
        assert_eq!(table.get(4, "weight_change").as_number(), None);
        assert_eq!(table.get(4, "weight_change_exact").as_number(), Some(1.0));
        let moved = found.weights_table();
        assert_eq!(moved.rows(), 2);
        assert!((moved.get(0, "weight_to").as_number().unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(found.tables(), ["concession", "concession_weights", "concession_improvements"]);
    });
    with_concessions(&panel(&[view]), 2, |found| {
        assert!(found.groups[0].actors[1][0].accepts);
        assert_eq!(found.groups[0].actors[2][0].weights, Demand::Impossible);
    });
}

/// The weight moves to the third criterion, though it would have less far to go to the second.
#[test]
fn no_weight_goes_to_what_an_actor_does_not_look_at() {
    // B is level with A where w0 * 0.4 = w1 * 0.4 + w2 * 0.2.
    for constraint in [None, Some(1.0)] {
        let view = View {
            figures: vec![vec![0.6, 0.2, 0.2], vec![0.2, 0.6, 0.4]],
            directions: vec![Direction::Max; 3],
            weights: vec![1.0, 0.0, 0.0],
            constraint,
            minimum: None,
        };
        for (unseen, nearest) in [(vec![], [0.5, 0.5, 0.0]), (vec![1], [1.0 / 3.0, 0.0, 2.0 / 3.0])]
        {
            let actor = view.actor("p").not_looking_at(unseen);
            with_concessions(&Panel::new(vec![actor]).unwrap(), 1, |found| {
                let change = found.groups[0].actors[1][0].weights.change().unwrap();
                assert_eq!(change.within_statements, constraint.map(|_| true));
                assert!((change.share - (1.0 - nearest[0])).abs() < 1e-9, "{change:?}");
                for (weight, wanted) in change.weights.iter().zip(nearest) {
                    assert!((weight - wanted).abs() < 1e-9, "{change:?}");
                }
            });
        }
        // Who looks at the first alone can never accept B, whatever it says.
        let actor = view.actor("p").not_looking_at(vec![1, 2]);
        with_concessions(&Panel::new(vec![actor]).unwrap(), 1, |found| {
            assert_eq!(found.groups[0].actors[1][0].weights, Demand::Impossible);
        });
    }
}

/// Who says nothing of weights does not rank, and is asked nothing.
#[test]
fn who_has_no_ranking_concedes_nothing() {
    let view = by_hand([0.75, 0.25]);
    let silent = || Actor::new("silent", view.problem()).saying(Says::Nothing);
    with_concessions(&Panel::new(vec![silent(), view.actor("other")]).unwrap(), 1, |found| {
        assert!(found.groups[0].actors.iter().all(|all| all.len() == 1 && all[0].actor == 1));
        assert!(found.groups[0].common.iter().all(Option::is_some));
    });
    with_concessions(&Panel::new(vec![silent()]).unwrap(), 1, |found| {
        assert!(found.groups[0].actors.iter().all(Vec::is_empty));
        assert_eq!(found.table().rows(), 0);
    });
    let panel = Panel::new(vec![silent()]).unwrap();
    let evaluation = PanelEvaluation::new(&panel, &Method::default()).unwrap();
    assert!(concessions(&evaluation, &asking(0)).is_err());
}

/// A level is taken whole, and a figure that should fall falls.
#[test]
fn improvements_are_told_in_the_units_of_the_criterion() {
    let problem = Problem::builder()
        .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 200.0))
        .criterion_with("quality", Direction::Max, 3.0, |c| c.levels(["-", "0", "+", "++"]))
        .alternative("A", [100.0, 2.0])
        .alternative("B", [80.0, 0.0])
        .build()
        .unwrap();
    assert_eq!(weights::global(problem.tree()), [0.25, 0.75]);
    let panel = Panel::new(vec![Actor::new("one", problem)]).unwrap();
    with_concessions(&panel, 1, |found| {
        // A has 0.125 + 0.5 and B 0.15: 0.475 short, which is 0.633 on quality, or 1.9 levels.
        let [own] = &found.groups[0].actors[1][..] else { panic!() };
        assert_eq!(own.alone.len(), 1);
        assert!((own.alone[0].to - 0.475 / 0.75).abs() < 1e-12);
        assert_eq!(own.alone[0].figure_to, Some(2.0));
        let table = found.improvements_table();
        assert_eq!(table.get(0, "performance_from").as_text(), Some("-"));
        assert_eq!(table.get(0, "performance_to").as_text(), Some("+"));
    });
    let price = Problem::builder()
        .criterion_with("price", Direction::Min, 1.0, |c| c.scale(0.0, 200.0))
        .alternative("A", [100.0])
        .alternative("B", [150.0])
        .build()
        .unwrap();
    with_concessions(&Panel::new(vec![Actor::new("one", price)]).unwrap(), 1, |found| {
        let own = &found.groups[0].actors[1][0];
        assert!((own.alone[0].figure_to.unwrap() - 100.0).abs() < 1e-9);
        assert_eq!(own.weights, Demand::Impossible);
    });
}

/// 30 alternatives, 15 actors, rank 15: nearly the hardest there is. The same answer whatever the
/// number of threads, and every witness is one.
#[test]
fn thirty_alternatives_and_fifteen_actors_take_no_time() {
    let mut random = Random(77);
    let (m, n) = (30, 8);
    let figures: Vec<Vec<f64>> = (0..m).map(|_| (0..n).map(|_| random.unit()).collect()).collect();
    let views: Vec<View> = (0..15)
        .map(|_| {
            let raw: Vec<f64> = (0..n).map(|_| -random.unit().ln()).collect();
            View {
                figures: figures.clone(),
                directions: vec![Direction::Max; n],
                weights: weights::normalise(&raw),
                constraint: None,
                minimum: None,
            }
        })
        .collect();
    let panel = panel(&views);
    let evaluation = PanelEvaluation::new(&panel, &Method::default()).unwrap();
    let start = std::time::Instant::now();
    let found = concessions(&evaluation, &asking(15)).unwrap();
    println!("30 x 15 at rank 15: {:?}", start.elapsed());
    for (at, own) in found.groups[0]
        .actors
        .iter()
        .enumerate()
        .flat_map(|(at, all)| all.iter().map(move |own| (at, own)))
    {
        let Demand::Change(change) = &own.weights else {
            assert!(own.accepts || own.weights == Demand::Impossible, "{own:?}");
            continue;
        };
        assert!(change.exact);
        let there = View { weights: change.weights.clone(), ..views[own.actor].clone() };
        assert!(there.accepts(at, 15));
    }
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let again = one.install(|| concessions(&evaluation, &asking(15)).unwrap());
    assert_eq!(found.table(), again.table());
    assert_eq!(found.weights_table(), again.weights_table());
}
