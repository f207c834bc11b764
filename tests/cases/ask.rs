//! Questions about the weights: what is settled and what a question leaves against brute force,
//! simulated people, contradictions, and files of answers.

use crate::common::{Files, Random};
use afweging::case::Case;
use afweging::case::answers::{self, Typed};
use afweging::error::Source;
use afweging::method::Method;
use afweging::problem::{
    Answer, Direction, Matrix, Problem, Question, QuestionKind, Reply, WeightConstraint,
};
use afweging::study::{
    CanBeFirst, Interview, InterviewRequest, Mend, RobustRequest, ShareLeft, Weighed, evaluate,
    robust,
};
use std::sync::Arc;

fn weighted_sum() -> Method {
    Method::named("weighted-sum").unwrap()
}

/// Figures between 0 and 1, each criterion from 0 to 1 over what is seen.
fn problem(rows: &[Vec<f64>]) -> Problem {
    let figures = Matrix::from_fn(rows.len(), rows[0].len(), |i, j| rows[i][j]);
    let n = rows[0].len();
    Problem::crisp(&figures, &vec![Direction::Max; n], &vec![1.0; n]).unwrap()
}

fn random_rows(random: &mut Random, m: usize, n: usize) -> Vec<Vec<f64>> {
    (0..m).map(|_| (0..n).map(|_| (random.unit() * 100.0).round() / 100.0).collect()).collect()
}

/// Values on the range seen: by arithmetic of the test's own.
fn values(rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let n = rows[0].len();
    let end = |j: usize, pick: fn(f64, f64) -> f64, from: f64| {
        rows.iter().map(|row| row[j]).fold(from, pick)
    };
    let value = |row: &Vec<f64>, j: usize| {
        let (low, high) = (end(j, f64::min, f64::INFINITY), end(j, f64::max, f64::NEG_INFINITY));
        if low < high { (row[j] - low) / (high - low) } else { 1.0 }
    };
    rows.iter().map(|row| (0..n).map(|j| value(row, j)).collect()).collect()
}

fn simplex(random: &mut Random, n: usize) -> Vec<f64> {
    let raw: Vec<f64> = (0..n).map(|_| -(1.0 - random.unit()).ln()).collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|x| x / sum).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The alternatives with the highest score, rounding aside.
fn leaders(values: &[Vec<f64>], weights: &[f64]) -> Vec<usize> {
    let scores: Vec<f64> = values.iter().map(|row| dot(row, weights)).collect();
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (0..scores.len()).filter(|at| best - scores[*at] < 1e-9).collect()
}

fn meets(problem: &Problem, constraints: &[WeightConstraint], weights: &[f64]) -> bool {
    constraints.iter().all(|it| it.violation(problem.tree(), weights) <= 1e-12)
}

/// What somebody with these weights answers.
fn truthful(problem: &Problem, question: &Question, weights: &[f64]) -> Answer {
    let replies = match question {
        Question::Ranks { of } => orders(of).into_iter().map(Reply::Order).collect(),
        _ => vec![Reply::First, Reply::Second],
    };
    let answers =
        replies.into_iter().map(|reply| Answer { question: question.clone(), reply, date: None });
    let holds = |answer: &Answer| meets(problem, &answer.constraints(problem).unwrap(), weights);
    answers.into_iter().find(holds).expect("one of the answers is true")
}

fn orders(of: &[usize]) -> Vec<Vec<Vec<usize>>> {
    if of.is_empty() {
        return vec![Vec::new()];
    }
    let mut out = Vec::new();
    for at in 0..of.len() {
        let mut rest = of.to_vec();
        let first = rest.remove(at);
        out.extend(orders(&rest).into_iter().map(|order| [vec![vec![first]], order].concat()));
    }
    out
}

/// How a person is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Engine,
    FileOrder,
    AtRandom,
}

/// How many questions it takes until it is proved who is first, counting a ranking as the questions
/// that it takes the place of. Every proof is held against the hidden weights.
fn asked(
    rows: &[Vec<f64>],
    hidden: &[f64],
    way: Way,
    kinds: &[QuestionKind],
    random: &mut Random,
) -> usize {
    let problem = problem(rows);
    let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
    let request =
        InterviewRequest { kinds: kinds.to_vec(), steps: 8, ..InterviewRequest::default() };
    let mut interview = Interview::new(&evaluation, request).unwrap();
    let mut count = 0;
    while !interview.is_settled() {
        let open = interview.open();
        let chosen: Option<Weighed> = match way {
            Way::FileOrder => open.first().cloned(),
            Way::AtRandom if !open.is_empty() => Some(open[random.below(open.len())].clone()),
            _ => None,
        };
        let Some(next) = chosen.or_else(|| interview.next()) else { return usize::MAX };
        count += match &next.question {
            Question::Ranks { of } => of.len() - 1,
            _ => 1,
        };
        let answer = truthful(&problem, &next.question, hidden);
        interview.take(answer).unwrap().expect("what is true does not contradict itself");
        assert!(count < 400, "{way:?} goes on and on");
    }
    let proved = interview.settled()[0].leaders.clone().unwrap();
    let first = leaders(&values(rows), hidden);
    assert!(proved.iter().any(|place| first.contains(&place.index())), "{proved:?} {first:?}");
    count
}

fn quartiles(mut of: Vec<usize>) -> [usize; 3] {
    of.sort_unstable();
    [of[of.len() / 4], of[of.len() / 2], of[3 * of.len() / 4]]
}

/// People with hidden weights, on random cases of 3 to 6 criteria and 4 to 10 alternatives.
#[test]
fn simulated_people_are_asked_fewer_questions() {
    let without_pairs = [QuestionKind::Swing, QuestionKind::TradeOff];
    for (name, kinds) in
        [("all kinds", &QuestionKind::ALL[..]), ("swing, trade-off", &without_pairs)]
    {
        let mut random = Random(14);
        let mut counts = [Vec::new(), Vec::new(), Vec::new()];
        for _ in 0..200 {
            let (m, n) = (4 + random.below(7), 3 + random.below(4));
            let rows = random_rows(&mut random, m, n);
            let hidden = simplex(&mut random, n);
            for (at, way) in [Way::Engine, Way::FileOrder, Way::AtRandom].into_iter().enumerate() {
                counts[at].push(asked(&rows, &hidden, way, kinds, &mut random));
            }
        }
        let failed = counts.clone().map(|of| of.iter().filter(|it| **it == usize::MAX).count());
        let [engine, file, at_random] = counts.map(quartiles);
        println!(
            "{name}: engine {engine:?}, file order {file:?}, at random {at_random:?}, unproved {failed:?}"
        );
        assert!(engine[1] <= file[1] && engine[1] <= at_random[1]);
    }
}

#[test]
fn who_can_be_first_is_what_the_robust_study_says() {
    let mut random = Random(3);
    let mut closed = 0;
    for round in 0..60 {
        let (m, n) = (2 + random.below(6), 2 + random.below(4));
        let mut rows = random_rows(&mut random, m, n);
        if round % 7 == 0 {
            // Two with the same figures.
            rows.push(rows[0].clone());
        }
        let problem = problem(&rows);
        let hidden = simplex(&mut random, n);
        let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
        let request = InterviewRequest { steps: 4, ..InterviewRequest::default() };
        let mut interview = Interview::new(&evaluation, request).unwrap();
        for _ in 0..3 {
            let mut bounded = problem.clone();
            let told: Vec<WeightConstraint> = interview
                .answers()
                .flat_map(|answer| answer.constraints(&problem).unwrap())
                .map(|it| WeightConstraint { preference: false, ..it })
                .collect();
            bounded.set_constraints(told).unwrap();
            let evaluation = evaluate(&bounded, &weighted_sum()).unwrap();
            let study = robust(&evaluation, &RobustRequest::default()).unwrap();
            let (group, settled) = (&study.groups[0], &interview.settled()[0]);
            let mut open = 0;
            for (a, standing) in group.standings.iter().enumerate() {
                let twin = (0..rows.len()).any(|b| b != a && rows[b] == rows[a]);
                let alone = settled.alternatives[a].first == CanBeFirst::Possible;
                if twin {
                    assert!(standing.potentially_first() || !alone);
                } else {
                    assert_eq!(standing.alone, Some(alone), "{rows:?} {a}");
                }
                closed += usize::from(!alone);
                for b in a + 1..rows.len() {
                    let pair = group.preference(a, b);
                    open += usize::from(pair.min < -1e-9 && pair.max > 1e-9);
                }
            }
            assert_eq!(settled.open_pairs, Some(open), "{rows:?}");
            let Some(next) = interview.next() else { break };
            let answer = truthful(&problem, &next.question, &hidden);
            interview.take(answer).unwrap().unwrap();
        }
    }
    assert!(closed > 100);
}

/// The entropy of first place over points of the weights that agree with what was told, as it is
/// expected to be once the answer is known.
fn at_points(
    points: &[Vec<f64>],
    values: &[Vec<f64>],
    told: &dyn Fn(&[f64]) -> bool,
    answer: &dyn Fn(&[f64]) -> usize,
) -> f64 {
    let mut joint: std::collections::BTreeMap<usize, Vec<f64>> = Default::default();
    let mut all = 0.0;
    for weights in points.iter().filter(|weights| told(weights)) {
        let first = leaders(values, weights)[0];
        joint.entry(answer(weights)).or_insert_with(|| vec![0.0; values.len()])[first] += 1.0;
        all += 1.0;
    }
    let of_answer = |cells: &Vec<f64>| {
        let sum: f64 = cells.iter().sum();
        cells.iter().filter(|c| **c > 0.0).map(|c| -c / all * (c / sum).log2()).sum::<f64>()
    };
    joint.values().map(of_answer).sum()
}

/// The middles of the cells of a fine grid over three weights; of four, points drawn at random.
fn fine_points(random: &mut Random, n: usize) -> Vec<Vec<f64>> {
    if n > 3 {
        return (0..60_000).map(|_| simplex(random, n)).collect();
    }
    let steps = 400;
    let cells = (0..steps).flat_map(|i| (0..steps - i).map(move |j| [i, j, steps - 1 - i - j]));
    let middle =
        |cell: [usize; 3]| cell.iter().map(|x| (*x as f64 + 1.0 / 3.0) / steps as f64).collect();
    cells.map(middle).collect()
}

#[test]
fn expected_doubt_is_that_of_fine_points() {
    let mut random = Random(8);
    let mut compared = 0;
    for round in 0..8 {
        let n = 3 + round % 2;
        let rows = random_rows(&mut random, 4, n);
        let problem = problem(&rows);
        let own = values(&rows);
        let points = fine_points(&mut random, n);
        let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
        let request = InterviewRequest { steps: 4, ..InterviewRequest::default() };
        let mut interview = Interview::new(&evaluation, request).unwrap();
        let hidden = simplex(&mut random, n);
        for _ in 0..2 {
            let told: Vec<WeightConstraint> =
                interview.answers().flat_map(|it| it.constraints(&problem).unwrap()).collect();
            let inside = |weights: &[f64]| meets(&problem, &told, weights);
            let Some(doubt) = interview.doubt() else { panic!("simplices fill it") };
            assert_eq!(doubt.error, None);
            let wanted = at_points(&points, &own, &inside, &|_| 0);
            assert!((doubt.bits - wanted).abs() < 0.03, "{} {wanted}", doubt.bits);
            for weighed in interview.open().into_iter().step_by(3) {
                let question = &weighed.question;
                let key = |weights: &[f64]| match question {
                    Question::Ranks { of } => {
                        let mut order: Vec<usize> = (0..of.len()).collect();
                        order.sort_by(|a, b| weights[of[*b]].total_cmp(&weights[of[*a]]));
                        order.iter().fold(0, |key, at| key * 10 + at)
                    }
                    _ => {
                        let first =
                            Answer { question: question.clone(), reply: Reply::First, date: None };
                        usize::from(meets(&problem, &first.constraints(&problem).unwrap(), weights))
                    }
                };
                let wanted = at_points(&points, &own, &inside, &key);
                let found = weighed.doubt.unwrap().bits;
                assert!((found - wanted).abs() < 0.03, "{question:?} {found} {wanted}");
                compared += 1;
            }
            let Some(next) = interview.next() else { break };
            interview.take(truthful(&problem, &next.question, &hidden)).unwrap().unwrap();
        }
    }
    assert!(compared > 30, "{compared}");
}

/// The same by points, for more criteria: what is counted agrees with an exact share within its
/// errors.
#[test]
fn counted_shares_agree_with_exact_ones() {
    let mut random = Random(21);
    for _ in 0..6 {
        // Two criteria more that tell nobody apart: too many for simplices, and the shares stay.
        let narrow = random_rows(&mut random, 5, 4);
        let wide: Vec<Vec<f64>> =
            narrow.iter().map(|row| row.iter().copied().chain([1.0, 1.0]).collect()).collect();
        let [few, many] = [&narrow, &wide].map(|rows| problem(rows));
        let [exact, counted] = [&few, &many].map(|problem| {
            let evaluation = evaluate(problem, &weighted_sum()).unwrap();
            let request = InterviewRequest::default();
            let mut interview = Interview::new(&evaluation, request).unwrap();
            let question = Question::Swing { a: 0, b: 1 };
            let answer = Answer { question, reply: Reply::Ratio(1.0, 3.0), date: None };
            interview.take(answer).unwrap().unwrap();
            (interview.settled(), interview.share_left())
        });
        // a between b and 3 b: of w_a / (w_a + w_b), uniform on 0 .. 1, from 1/2 to 3/4.
        let (ShareLeft::Exact(share), ShareLeft::Sampled { value, error }) = (exact.1, counted.1)
        else {
            panic!("{:?} {:?}", exact.1, counted.1)
        };
        assert!((share - 0.25).abs() < 1e-12 && (value - 0.25).abs() < 5.0 * error && error < 0.02);
        for (exact, counted) in exact.0[0].alternatives.iter().zip(&counted.0[0].alternatives) {
            let (exact, found) = (exact.share.unwrap(), counted.share.unwrap());
            assert!(
                (exact - found).abs() < 5.0 * counted.error.unwrap() + 0.003,
                "{exact} {found}"
            );
        }
    }
}

/// Whether no weights meet all of these with room to spare, by looking at the corners of what is
/// left: the test's own double check with a program of its own.
fn cannot_hold(problem: &Problem, answers: &[&Answer]) -> bool {
    use afweging::lp::{Program, Relation, Row};
    let n = problem.tree().leaves().len();
    // Room for all that tell two apart.
    let mut rows = vec![Row {
        coefficients: [vec![1.0; n], vec![0.0]].concat(),
        relation: Relation::Equal,
        bound: 1.0,
    }];
    let mut any_strict = false;
    for answer in answers {
        let tells = matches!(answer.reply, Reply::First | Reply::Second | Reply::Order(_));
        for it in answer.constraints(problem).unwrap() {
            let mut row = it.on_leaves(problem.tree());
            let strict = tells && !it.equality;
            any_strict |= strict;
            row.push(f64::from(u8::from(strict)));
            let relation = if it.equality { Relation::Equal } else { Relation::AtMost };
            rows.push(Row { coefficients: row, relation, bound: -it.constant });
        }
    }
    let mut bounds = vec![(0.0, 1.0); n];
    bounds.push((-1.0, 1.0));
    let objective = [vec![0.0; n], vec![-1.0]].concat();
    match (Program { bounds, rows }).minimise(&objective) {
        Ok(x) => any_strict && x[n] <= 1e-9 || x[n] < -1e-9,
        Err(_) => true,
    }
}

#[test]
fn contradictions_are_caught_and_mended() {
    let mut random = Random(100);
    let (mut caught, mut changed) = (0, 0);
    for _ in 0..60 {
        let (m, n) = (4 + random.below(4), 3 + random.below(3));
        let rows = random_rows(&mut random, m, n);
        let problem = problem(&rows);
        let hidden = simplex(&mut random, n);
        let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
        let request = InterviewRequest { steps: 2, ..InterviewRequest::default() };
        let mut interview = Interview::new(&evaluation, request).unwrap();
        for _ in 0..12 {
            // Any question, so that answers may be known from those before.
            let question = match random.below(4) {
                0 => {
                    let mut of: Vec<usize> = (0..n).collect();
                    of.swap(0, random.below(n));
                    of.truncate(3);
                    Question::Ranks { of }
                }
                1 => {
                    let a = random.below(m);
                    Question::Pair { a, b: (a + 1 + random.below(m - 1)) % m }
                }
                kind => {
                    let a = random.below(n);
                    let b = (a + 1 + random.below(n - 1)) % n;
                    match (kind, problem.step(b).unwrap().figure_at(random.unit() * 0.8 + 0.1)) {
                        (2, Some(to)) => Question::TradeOff { a, b, to },
                        _ => Question::Swing { a, b },
                    }
                }
            };
            let mut answer = truthful(&problem, &question, &hidden);
            if random.chance(0.1) {
                answer.reply = match answer.reply {
                    Reply::First => Reply::Second,
                    Reply::Second => Reply::First,
                    Reply::Order(mut order) => {
                        order.reverse();
                        Reply::Order(order)
                    }
                    other => other,
                };
            }
            let before: Vec<Answer> = interview.answers().cloned().collect();
            let all: Vec<&Answer> = before.iter().chain([&answer]).collect();
            let is_empty = cannot_hold(&problem, &all);
            let taken = interview.take(answer.clone()).unwrap();
            assert_eq!(taken.is_err(), is_empty, "{all:?}");
            let Err(found) = taken else { continue };
            caught += 1;
            assert_eq!(interview.answers().len(), before.len());
            // They cannot hold together, and each is needed.
            let members: Vec<&Answer> =
                found.with.iter().map(|at| &before[*at]).chain([&answer]).collect();
            assert!(cannot_hold(&problem, &members));
            for left in 0..members.len() {
                let mut rest = members.clone();
                rest.remove(left);
                assert!(!cannot_hold(&problem, &rest), "{members:?}");
            }
            // Each mend does what it says.
            assert!(found.mends.contains(&Mend::LeaveOut(before.len())));
            for mend in &found.mends {
                let mut mended: Vec<Answer> = all.iter().copied().cloned().collect();
                match mend {
                    Mend::LeaveOut(at) => drop(mended.remove(*at)),
                    Mend::Change { at, to, .. } => {
                        mended[*at] = to.clone();
                        changed += 1;
                    }
                }
                assert!(!cannot_hold(&problem, &mended.iter().collect::<Vec<_>>()), "{mend:?}");
            }
        }
    }
    assert!(caught > 30 && changed > 30, "{caught} {changed}");
}

/// What can be seen of an interview.
fn seen(interview: &Interview) -> String {
    format!(
        "{:?} {:?} {:?} {:?}",
        interview.settled(),
        interview.share_left(),
        interview.doubt(),
        interview.open()
    )
}

#[test]
fn undo_gives_back_the_same_state() {
    let mut random = Random(5);
    for n in [3, 6] {
        let rows = random_rows(&mut random, 6, n);
        let problem = problem(&rows);
        let hidden = simplex(&mut random, n);
        let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
        let request = InterviewRequest { steps: 4, ..InterviewRequest::default() };
        let mut interview = Interview::new(&evaluation, request.clone()).unwrap();
        let mut states = vec![seen(&interview)];
        while let Some(next) = interview.next().filter(|_| states.len() < 5) {
            interview.take(truthful(&problem, &next.question, &hidden)).unwrap().unwrap();
            states.push(seen(&interview));
        }
        // Begun again with the same answers, it comes to the same.
        let answers: Vec<Answer> = interview.answers().cloned().collect();
        let mut again = Interview::new(&evaluation, request).unwrap();
        again.take_all(answers).unwrap().unwrap();
        assert_eq!(seen(&again), seen(&interview));
        while interview.undo().is_some() {
            states.pop();
            assert_eq!(states.last(), Some(&seen(&interview)));
        }
        assert_eq!(states.len(), 1);
    }
}

#[test]
fn what_is_not_known_is_not_asked_again() {
    let rows = vec![vec![1.0, 0.0, 0.4], vec![0.0, 1.0, 0.5], vec![0.6, 0.6, 0.0]];
    let problem = problem(&rows);
    let evaluation = evaluate(&problem, &weighted_sum()).unwrap();
    let mut interview = Interview::new(&evaluation, InterviewRequest::default()).unwrap();
    let mut asked: Vec<Question> = Vec::new();
    while let Some(next) = interview.next() {
        assert!(!asked.iter().any(|known| known.is_about_the_same(&next.question)));
        asked.push(next.question.clone());
        let answer = Answer { question: next.question, reply: Reply::Unknown, date: None };
        interview.take(answer).unwrap().unwrap();
        assert!(!interview.is_settled());
        assert_eq!(interview.share_left(), ShareLeft::Exact(1.0));
    }
    assert!(asked.len() > 6);
}

// ------------------------------------------------------------------------------------------ files

const POOL: &str = include_str!("../../docs/pool/case.toml");
const SITES: &str = include_str!("../../docs/pool/sites.csv");

fn pool() -> Case {
    Files::new(&[("case.toml", POOL), ("sites.csv", SITES)]).open().unwrap()
}

fn parsed(case: &Case, text: &str) -> afweging::Result<Vec<Answer>> {
    let source = Source { name: "answers.toml".into(), text: text.into() };
    let read = answers::parse(&Arc::new(source), &case.id, &case.problem)?;
    Ok(read.into_iter().map(|it| it.answer).collect())
}

#[test]
fn every_answer_is_read_back_as_it_was_written() {
    let case = pool();
    let date = Some("2026-05-12".to_owned());
    let swing = Question::Swing { a: 0, b: 1 };
    let trade_off = |to| Question::TradeOff { a: 0, b: 1, to };
    let pair = Question::Pair { a: 2, b: 1 };
    let ranks = Question::Ranks { of: vec![0, 2, 3] };
    let all: Vec<Answer> = [
        (swing.clone(), Reply::First),
        (swing.clone(), Reply::Second),
        (swing.clone(), Reply::Same),
        (swing.clone(), Reply::Unknown),
        (swing.clone(), Reply::Ratio(2.0, 2.0)),
        (swing.clone(), Reply::Ratio(0.5, 2.25)),
        (swing.clone(), Reply::Ratio(2.0, f64::INFINITY)),
        (swing, Reply::Ratio(0.0, 0.3)),
        (trade_off(15.0), Reply::First),
        (trade_off(12.5), Reply::Same),
        // What the figure was does not matter where another is answered: it is the best.
        (trade_off(5.0), Reply::Figures(10.0, 12.5)),
        (trade_off(5.0), Reply::Figures(10.0, 10.0)),
        (Question::TradeOff { a: 0, b: 2, to: 1.0 }, Reply::Second),
        (pair.clone(), Reply::First),
        (pair, Reply::Same),
        (ranks.clone(), Reply::Order(vec![vec![2], vec![0, 3]])),
        (ranks, Reply::Unknown),
    ]
    .into_iter()
    .map(|(question, reply)| Answer { question, reply, date: date.clone() })
    .collect();
    let text = answers::text(&case.id, &case.problem, &all);
    assert_eq!(parsed(&case, &text).unwrap(), all, "{text}");
}

/// Three sites at weights that agree with the answers, whoever reads them: this program, or the
/// criteria file with the lines that it gives.
#[test]
fn the_lines_for_the_criteria_file_say_the_same() {
    let case = pool();
    let text = r#"
[[answers]]
question = "swing"
of = ["travel", "cost"]
answer = "2..3"
[[answers]]
question = "trade-off"
of = ["quiet", "travel"]
to = 15
answer = "quiet"
[[answers]]
question = "ranks"
of = ["cost", "bus", "quiet"]
answer = "quiet > cost = bus"
[[answers]]
question = "pair"
of = ["Harbour", "Barracks"]
answer = "Harbour"
"#;
    let said = parsed(&case, text).unwrap();
    let lines = answers::criteria_lines(&case.problem, &said);
    assert_eq!(
        lines,
        r#"[weights]
constraints = [
  "travel >= 2 * cost",
  "3 * cost >= travel",
  "quiet >= 0.5 * travel",
  "quiet >= cost",
  "cost = bus",
]

[[preferences]]
better = { site = "Harbour" }
worse  = { site = "Barracks" }
"#
    );
    let with = Files::new(&[("case.toml", &format!("{POOL}\n{lines}")), ("sites.csv", SITES)]);
    let with = with.open().unwrap();
    let ours: Vec<WeightConstraint> =
        said.iter().flat_map(|it| it.constraints(&case.problem).unwrap()).collect();
    assert_eq!(ours.len(), with.problem.constraints().len());
    for (ours, theirs) in ours.iter().zip(with.problem.constraints()) {
        let mut row = ours.on_leaves(case.problem.tree());
        let theirs_row = theirs.on_leaves(with.problem.tree());
        // An equality is the same whichever side is taken from the other.
        if ours.equality && row != theirs_row {
            row.iter_mut().for_each(|c| *c = 0.0 - *c);
        }
        assert_eq!(
            (row, ours.constant, ours.equality),
            (theirs_row, theirs.constant, theirs.equality)
        );
    }
}

/// A session that was left and taken up again asks the same as one that was not.
#[test]
fn a_session_in_two_parts_asks_the_same() {
    let case = pool();
    let evaluation = evaluate(&case.problem, &weighted_sum()).unwrap();
    let begin = || Interview::new(&evaluation, InterviewRequest::default()).unwrap();
    let hidden = [0.2, 0.25, 0.15, 0.4];
    let (mut whole, mut parted) = (begin(), begin());
    let mut count = 0;
    while let Some(next) = whole.next() {
        assert_eq!(Some(&next), parted.next().as_ref());
        let answer = truthful(&case.problem, &next.question, &hidden);
        whole.take(answer.clone()).unwrap().unwrap();
        parted.take(answer).unwrap().unwrap();
        let text = answers::text(&case.id, &case.problem, parted.answers());
        parted = begin();
        parted.take_all(parsed(&case, &text).unwrap()).unwrap().unwrap();
        assert_eq!(seen(&whole), seen(&parted));
        count += 1;
    }
    assert!(whole.is_settled() && count > 1);
}

/// What is wrong, and the line and column of it.
fn findings(text: &str) -> Vec<String> {
    match parsed(&pool(), text) {
        Err(afweging::Error::Findings(found)) => found.0.iter().map(|it| it.to_string()).collect(),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn what_is_wrong_in_a_file_is_shown_where_it_stands() {
    let one = |lines: &str| format!("[[answers]]\n{lines}\n");
    let swing = |of: &str, answer: &str| {
        one(&format!("question = \"swing\"\nof = {of}\nanswer = {answer}"))
    };
    let both = r#"["cost", "travel"]"#;
    let trade_off = |of: &str, to: &str, answer: &str| {
        one(&format!("question = \"trade-off\"\nof = {of}\nto = {to}\nanswer = {answer}"))
    };
    let wrong = [
        ("case = \"pool\"\n".to_owned(), "1:8", "about `pool`, not about `swimming-pool`"),
        (one("question = \"swings\""), "2:12", "did you mean `swing`"),
        (
            one("question = \"swing\"\nof = [\"cost\"]\nanswer = \"cost\""),
            "3:6",
            "about two, not 1",
        ),
        (swing(r#"["cost", "travle"]"#, "\"cost\""), "3:15", "did you mean `travel`"),
        (swing(r#"["cost", "cost"]"#, "\"cost\""), "3:15", "compared with itself"),
        (swing(both, "\"bus\""), "4:10", "`bus` is no answer"),
        (swing(both, "0"), "4:10", "above 0"),
        (swing(both, "-2"), "4:10", "above 0"),
        (swing(both, "\"4..2\""), "4:10", "starts with its lower end"),
        (swing(both, "nan"), "4:10", "is no answer"),
        (swing(both, "true"), "4:10", "quotation marks"),
        (trade_off(both, "30", "\"cost\""), "4:6", "from 25 (worst) to 5 (best)"),
        (trade_off(both, "25", "\"cost\""), "4:6", "from 25 (worst) to 5 (best)"),
        (trade_off(both, "\"soon\"", "\"cost\""), "4:6", "no figure of `travel`"),
        (trade_off(both, "15", "\"3..5\""), "5:10", "from 25 (worst) to 5 (best)"),
        (trade_off(r#"["cost", "bus"]"#, "\"daily\"", "\"cost\""), "4:6", "no figure of `bus`"),
        (
            one(
                "question = \"ranks\"\nof = [\"cost\", \"bus\", \"quiet\"]\nanswer = \"cost > bus\"",
            ),
            "4:10",
            "all of cost, bus, quiet",
        ),
        (
            one(
                "question = \"ranks\"\nof = [\"cost\", \"bus\", \"quiet\"]\nanswer = \"cost > bus > cost\"",
            ),
            "4:10",
            "there twice",
        ),
        (
            one("question = \"pair\"\nof = [\"Harbour\", \"Medow\"]\nanswer = \"same\""),
            "3:18",
            "did you mean `Meadow`",
        ),
        (
            one("question = \"pair\"\nof = [\"Harbour\", \"Meadow\"]\nto = 3\nanswer = \"same\""),
            "4:6",
            "only a trade-off goes to a figure",
        ),
        ("[[answer]]\n".to_owned(), "1:3", "did you mean `answers`"),
        ("[[answers]\n".to_owned(), "1:11", ""),
    ];
    for (text, place, message) in wrong {
        let found = findings(&text).join("\n");
        assert!(found.contains(&format!("answers.toml:{place}:")), "{text}{found}");
        assert!(found.contains(message), "{text}{found}");
    }
    // All of it at once.
    let several = swing(both, "0") + &swing(both, "\"bus\"");
    assert_eq!(findings(&several).len(), 2);
    assert_eq!(parsed(&pool(), "").unwrap(), []);
}

/// Letters at a prompt come before names, and a decimal comma is one.
#[test]
fn an_answer_is_typed_as_it_is_read() {
    let case = pool();
    let typed = |question: &Question, text: &str| {
        answers::reply(&case.problem, question, text, Typed::AtPrompt).ok()
    };
    let swing = Question::Swing { a: 0, b: 1 };
    assert_eq!(typed(&swing, "b"), Some(Reply::Second));
    assert_eq!(typed(&swing, "travel"), Some(Reply::Second));
    assert_eq!(typed(&swing, "="), Some(Reply::Same));
    assert_eq!(typed(&swing, "d"), Some(Reply::Unknown));
    assert_eq!(typed(&swing, "1,5..2"), Some(Reply::Ratio(1.5, 2.0)));
    assert_eq!(typed(&swing, "c"), None);
    let ranks = Question::Ranks { of: vec![0, 2, 3] };
    let order = Some(Reply::Order(vec![vec![2], vec![0, 3]]));
    for text in ["b a=c", "b > a = c", "b>a=c", "bus > cost = quiet"] {
        assert_eq!(typed(&ranks, text), order, "{text}");
    }
    for text in ["b a", "b a c c", "> b a c", "b a c =", "b a d"] {
        assert_eq!(typed(&ranks, text), None, "{text}");
    }
    let bus = Question::TradeOff { a: 0, b: 2, to: 1.0 };
    assert_eq!(typed(&bus, "hourly..frequent"), Some(Reply::Figures(1.0, 2.0)));
    assert_eq!(typed(&bus, "none"), None);
}

#[cfg(feature = "cli")]
mod command {
    use super::*;
    use std::process::{Command, Output, Stdio};

    fn run(files: &Files, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_afweging"))
            .args(args)
            .current_dir(files.folder.path())
            .env("COLUMNS", "80")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    fn files(answers: &str) -> Files {
        Files::new(&[("case.toml", POOL), ("sites.csv", SITES), ("said.toml", answers)])
    }

    #[test]
    fn without_a_terminal_answers_come_from_a_file_or_an_error_says_how() {
        let files = files("");
        let output = run(&files, &["ask", "./case.toml"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2));
        assert!(said.contains("--answers FILE"), "{said}");
        let output = run(&files, &["ask", "./case.toml", "--answers", "none.toml"]);
        assert_eq!(output.status.code(), Some(1));
        for lang in ["en", "nl"] {
            let args = ["ask", "./case.toml", "--answers", "said.toml", "--lang", lang];
            let output = run(&files, &args);
            let page = String::from_utf8(output.stdout).unwrap();
            assert_eq!(output.status.code(), Some(0));
            assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
        }
    }

    #[test]
    fn a_contradiction_in_a_file_is_shown_where_it_stands() {
        let one = |of: &str, answer: &str| {
            format!("[[answers]]\nquestion = \"swing\"\nof = {of}\nanswer = {answer}\n")
        };
        let text = one(r#"["cost", "travel"]"#, "\"2..4\"")
            + &one(r#"["cost", "quiet"]"#, "\"cost\"")
            + &one(r#"["travel", "cost"]"#, "\"travel\"");
        let output = run(&files(&text), &["ask", "./case.toml", "--answers", "said.toml"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1));
        assert!(said.contains("said.toml:12:10") && said.contains("said.toml:4:10"), "{said}");
        assert!(!said.contains("said.toml:8:10") && said.contains("mends it"), "{said}");
    }
}
