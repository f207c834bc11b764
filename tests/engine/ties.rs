//! One rule for ties: k that tie over the ranks r .. r + k - 1 have 1/k of each. Shares, their
//! bounds over sets, pairs, the number of groups and claims all keep to it, at whatever the inputs
//! turn out to be.

use crate::common::{Files, Random};
use afweging::case::Case;
use afweging::study::{
    Acceptability, AcceptabilityRequest, GroupShares, Keep, Outcome, SampledVerdict, ShareBounds,
    VerifyRequest, WeightsModel, acceptability, evaluate, verify,
};

const DRAWS: u64 = 64;

fn request(draws: u64, uniform_sets: bool) -> AcceptabilityRequest {
    AcceptabilityRequest {
        model: WeightsModel::Nodes,
        draws,
        precision: None,
        uniform_sets,
        pairwise: true,
        keep: Keep::FewRanks,
        seed: 1,
    }
}

fn with_study<T>(
    files: &Files,
    request: &AcceptabilityRequest,
    look: impl FnOnce(&Case, &Acceptability) -> T,
) -> T {
    let case = files.open().unwrap_or_else(|error| panic!("{error}"));
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study = acceptability(&evaluation, request).unwrap();
    look(&case, &study)
}

fn at<'a>(case: &Case, study: &'a Acceptability, name: &str) -> (&'a GroupShares, usize) {
    let named = |group: &GroupShares, at: usize| {
        case.problem.name(
            case.problem.groups()[group.group].member(group.places[at]),
            &case.problem.keys_inside(),
        ) == name
    };
    let found = study
        .groups
        .iter()
        .find_map(|group| Some((group, (0..group.places.len()).find(|at| named(group, *at))?)));
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn ends(bounds: ShareBounds) -> (f64, f64) {
    (bounds.low.value, bounds.high.value)
}

fn near(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).abs() < 1e-12 && (a.1 - b.1).abs() < 1e-12
}

const ORDINAL: &str = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\nmin_known = 0.0\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"c\"\nscale = { levels = [\"0\", \"+\", \"++\"] }\n";

/// B stands at the top, which A and C can reach: then the three share the first place. So B has a
/// third of it at least.
#[test]
fn who_can_be_drawn_level_has_no_more_than_a_share_for_certain() {
    let claims = "[[claims]]\nclaim = \"share(B) >= 0.8\"\nmust = true\n[[claims]]\nclaim = \"share(B) >= 0.3\"\nmust = true\n\
        [[claims]]\nclaim = \"share(C, 2) >= 0.6\"\nmust = true\n[[claims]]\nclaim = \"rank(B) <= 1\"\nmust = true\n";
    let files = Files::new(&[
        ("case.toml", &format!("{ORDINAL}{claims}")),
        ("d.csv", "a,c\nA,0..++\nB,++\nC,+..++\n"),
    ]);
    with_study(&files, &request(1_000, false), |case, study| {
        let share = |name: &str, rank: usize| {
            let (group, at) = at(case, study, name);
            ends(study.rank(group, at, rank))
        };
        assert!(near(share("B", 1), (1.0 / 3.0, 1.0)), "{:?}", share("B", 1));
        // Level with A or C it has half of the second, level with both a third.
        assert!(near(share("B", 2), (0.0, 0.5)) && near(share("B", 3), (0.0, 1.0 / 3.0)));
        assert!(near(share("A", 1), (0.0, 0.5)) && near(share("A", 3), (0.0, 1.0)));
        assert!(near(share("C", 1), (0.0, 0.5)));
        let (group, b) = at(case, study, "B");
        // B over A, ties half.
        assert!(near(ends(study.ahead(group, b, at(case, study, "A").1).unwrap()), (0.5, 1.0)));
        assert!(near(ends(study.ahead(group, at(case, study, "A").1, b).unwrap()), (0.0, 0.5)));
        // One group: in none and in one.
        let kind = study
            .kinds
            .iter()
            .position(|kind| case.problem.keys()[0].values[kind[0]].id.as_ref() == "B")
            .unwrap();
        let groups: Vec<(f64, f64)> = study.first_in(kind).into_iter().map(ends).collect();
        assert!(
            near(groups[0], (0.0, 2.0 / 3.0)) && near(groups[1], (1.0 / 3.0, 1.0)),
            "{groups:?}"
        );
        // C behind both, or level with B and ahead of A. B is level with both at worst, and has two
        // of the three ranks then.
        let within = |name: &str| {
            let (group, at) = at(case, study, name);
            ends(study.rank_or_better(group, at, 2))
        };
        assert!(
            near(within("C"), (0.0, 1.0)) && near(within("B"), (2.0 / 3.0, 1.0)),
            "{:?}",
            within("B")
        );
    });
    let case = files.open().unwrap();
    let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
    let study =
        verify(&evaluation, &VerifyRequest { draws: 2_000, seed: 1, no_attributes: None }).unwrap();
    let sampled: Vec<Option<SampledVerdict>> =
        study.claims.iter().map(|it| it.answers[0].sampled).collect();
    assert_eq!(
        sampled[..3],
        [Some(SampledVerdict::Unclear), Some(SampledVerdict::Holds), Some(SampledVerdict::Unclear)]
    );
    assert_eq!(
        study.claims.iter().map(|it| it.fails()).collect::<Vec<_>>(),
        [true, false, true, false]
    );
    // A rank counts those ahead: nobody ever is.
    assert_eq!(study.claims[3].outcome(), Outcome::Proved);
}

/// Two of A, which rest on one input, and two of B on another: every rank is shared by two at most,
/// and by none for certain.
#[test]
fn alternatives_that_share_all_inputs_share_every_rank() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"a\"\n[[keys]]\nid = \"k\"\nvalues = [{ id = \"K0\" }, { id = \"K1\" }]\n\
        [[criteria]]\nid = \"c\"\nscale = { min = 0, max = 1 }\n";
    let files = Files::new(&[("case.toml", toml), ("d.csv", "a,c\nA,0..1\nB,0.5\n")]);
    for uniform in [false, true] {
        with_study(&files, &request(500, uniform), |case, study| {
            for name in ["A/K0", "A/K1", "B/K0", "B/K1"] {
                let (group, at) = at(case, study, name);
                for rank in 1..=4 {
                    let bounds = study.rank(group, at, rank);
                    assert!(near(ends(bounds), (0.0, 0.5)), "{name} {rank}: {bounds:?}");
                    assert_eq!(bounds.share.is_some(), uniform);
                }
            }
        });
    }
}

/// A is level with B at its least, and ahead of C where x weighs less than 5/6: then it has half of
/// the first place.
#[test]
fn the_least_share_is_that_of_a_tie() {
    let toml = "format = 1\nid = \"t\"\ndata = [\"d.csv\"]\n[[keys]]\nid = \"a\"\n[[criteria]]\nid = \"x\"\nscale = { min = 0, max = 10 }\n[[criteria]]\nid = \"y\"\nscale = { min = 0, max = 10 }\n";
    let files = Files::new(&[("case.toml", toml), ("d.csv", "a,x,y\nA,5..7,5\nB,5,5\nC,6,0\n")]);
    let open = with_study(&files, &request(100_000, false), |case, study| {
        let (group, a) = at(case, study, "A");
        study.rank(group, a, 1)
    });
    let least = Files::new(&[("case.toml", toml), ("d.csv", "a,x,y\nA,5,5\nB,5,5\nC,6,0\n")]);
    let at_five = with_study(&least, &request(100_000, false), |case, study| {
        let (group, a) = at(case, study, "A");
        study.rank(group, a, 1).share.unwrap()
    });
    assert!(
        (open.low.value - 5.0 / 12.0).abs() < 0.005
            && (open.low.value - at_five.value).abs() < 1e-9,
        "{open:?}"
    );
}

/// A row: its keys, and its least and greatest level.
type LevelRow = (String, usize, usize);

/// Small groups on three levels, whose alternatives share judgements by `a`, by `g`, or not at all.
struct Few {
    toml: String,
    /// By criterion: the head of its table, and rows with their least and greatest level.
    tables: Vec<(String, Vec<LevelRow>)>,
}

const LEVELS: [&str; 3] = ["0", "+", "++"];

impl Few {
    fn new(random: &mut Random) -> Few {
        let (a, b, g) = (1 + random.below(3), 1 + random.below(2), 1 + random.below(2));
        let mut toml =
            String::from("format = 1\nid = \"few\"\nmin_known = 0.0\nrank_within = [\"g\"]\n");
        let leaves = 1 + random.below(3);
        let names: Vec<String> = (0..leaves).map(|leaf| format!("\"c{leaf}.csv\"")).collect();
        toml += &format!("data = [{}]\n", names.join(", "));
        for (key, count) in [("a", a), ("b", b), ("g", g)] {
            let values: Vec<String> =
                (0..count).map(|at| format!("{{ id = \"{key}{at}\" }}")).collect();
            toml += &format!("[[keys]]\nid = \"{key}\"\nvalues = [{}]\n", values.join(", "));
        }
        let mut tables = Vec::new();
        for leaf in 0..leaves {
            toml += &format!(
                "[[criteria]]\nid = \"c{leaf}\"\nscale = {{ levels = [\"0\", \"+\", \"++\"] }}\n"
            );
            let by = random.below(3);
            let mut rows = Vec::new();
            for (i, j, k) in
                (0..a).flat_map(|i| (0..b).flat_map(move |j| (0..g).map(move |k| (i, j, k))))
            {
                let row = match by {
                    0 if j == 0 && k == 0 => format!("a{i}"),
                    1 if j == 0 => format!("a{i},g{k}"),
                    2 => format!("a{i},b{j},g{k}"),
                    _ => continue,
                };
                let (x, y) = (random.below(3), random.below(3));
                rows.push((row, x.min(y), x.max(y)));
            }
            tables.push((format!("{},c{leaf}", ["a", "a,g", "a,b,g"][by]), rows));
        }
        for name in (0..a).flat_map(|i| (0..b).map(move |j| format!("a{i}/b{j}"))) {
            for claim in [
                format!("share({name}) >= 0.4"),
                format!("share({name}) <= 0.5"),
                format!("share({name}, 2) >= 0.7"),
            ] {
                toml += &format!("[[claims]]\nclaim = \"{claim}\"\nmust = true\n");
            }
        }
        Few { toml, tables }
    }

    fn files(&self, mut cell: impl FnMut(usize, usize) -> String) -> Files {
        let mut files = vec![("case.toml".to_owned(), self.toml.clone())];
        for (leaf, (head, rows)) in self.tables.iter().enumerate() {
            let rows: String = rows
                .iter()
                .map(|(row, low, high)| format!("{row},{}\n", cell(*low, *high)))
                .collect();
            files.push((format!("c{leaf}.csv"), format!("{head}\n{rows}")));
        }
        Files::new(
            &files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>(),
        )
    }
}

/// Every figure of a study, by what it is of: ranks, ranks or better ones, pairs, numbers of
/// groups.
fn all(study: &Acceptability) -> Vec<(String, ShareBounds)> {
    let mut out = Vec::new();
    for group in &study.groups {
        let n = group.places.len();
        for (a, rank) in (0..n).flat_map(|a| (1..=n).map(move |rank| (a, rank))) {
            out.push((
                format!("group {} rank {rank} of {a}", group.group),
                study.rank(group, a, rank),
            ));
            out.push((
                format!("group {} rank {rank} or better of {a}", group.group),
                study.rank_or_better(group, a, rank),
            ));
        }
        for (a, b) in (0..n).flat_map(|a| (0..n).map(move |b| (a, b))).filter(|(a, b)| a != b) {
            out.push((
                format!("group {} {a} over {b}", group.group),
                study.ahead(group, a, b).unwrap(),
            ));
        }
    }
    for kind in 0..study.kinds.len() {
        out.extend(
            study
                .first_in(kind)
                .into_iter()
                .enumerate()
                .map(|(count, at)| (format!("kind {kind} first in {count}"), at)),
        );
    }
    out
}

/// Bounds hold the shares at any of the levels that the ranges allow, ties included; and where a
/// claim of a share holds of the ranges it holds there.
#[test]
fn bounds_hold_the_shares_at_realised_inputs() {
    let mut random = Random(11);
    let (mut ties, mut reached, mut held) = (0, 0, 0);
    for round in 0..1_000 {
        let few = Few::new(&mut random);
        let files = few.files(|low, high| {
            if low == high {
                LEVELS[low].into()
            } else {
                format!("{}..{}", LEVELS[low], LEVELS[high])
            }
        });
        let bounds = with_study(&files, &request(DRAWS, false), |_, study| all(study));
        let drawn = with_study(&files, &request(DRAWS, true), |_, study| all(study));
        for (what, at) in &drawn {
            let share = at.share.unwrap().value;
            assert!(
                at.low.value <= share && share <= at.high.value,
                "round {round}: {what}: {at:?}"
            );
        }
        let case = files.open().unwrap();
        let evaluation = evaluate(&case.problem, &case.methods[0]).unwrap();
        let claims =
            verify(&evaluation, &VerifyRequest { draws: DRAWS, seed: 1, no_attributes: None })
                .unwrap();
        let holds: Vec<bool> = claims.claims.iter().map(|it| !it.fails()).collect();
        held += holds.iter().filter(|holds| **holds).count();
        for way in 0..6 {
            let realised = few.files(|low, high| {
                let level = match way {
                    0 => low,
                    1 => high,
                    _ => low + random.below(high - low + 1),
                };
                LEVELS[level].into()
            });
            with_study(&realised, &request(DRAWS, false), |case, study| {
                for ((what, open), (_, here)) in bounds.iter().zip(all(study)) {
                    let share = here.share.unwrap().value;
                    assert!(
                        open.low.value - 1e-9 <= share && share <= open.high.value + 1e-9,
                        "round {round}: {what}: {share} outside {open:?}"
                    );
                    reached += usize::from(
                        open.share.is_none()
                            && ((share - open.low.value)
                                .abs()
                                .min((share - open.high.value).abs())
                                < 1e-9),
                    );
                }
                // In as many groups on average as its first places add up to.
                for (kind, values) in study.kinds.iter().enumerate() {
                    let mean: f64 = study
                        .first_in(kind)
                        .iter()
                        .enumerate()
                        .map(|(n, at)| n as f64 * at.share.unwrap().value)
                        .sum();
                    let inside = case.problem.keys_inside();
                    let mut sum = 0.0;
                    for group in study.groups.iter().filter(|group| group.places.len() > 1) {
                        for a in 0..group.places.len() {
                            let own = case.problem.alternatives()
                                [case.problem.groups()[group.group].member(group.places[a])]
                            .values();
                            if inside.iter().map(|key| own[*key]).eq(values.iter().copied()) {
                                sum += study.rank(group, a, 1).share.unwrap().value;
                            }
                            ties += usize::from(
                                study.summary_of(group, a).is_some_and(|it| it[2].value > 0.0),
                            );
                        }
                    }
                    assert!((mean - sum).abs() < 1e-9, "round {round}: {mean} {sum}");
                }
                for (it, _) in claims.claims.iter().zip(&holds).filter(|(_, holds)| **holds) {
                    for instance in &it.claim.instances {
                        let share = study.groups.iter().find_map(|group| {
                            let members = &case.problem.groups()[group.group];
                            let a = (0..group.places.len())
                                .find(|a| Some(members.member(group.places[*a])) == instance.of)?;
                            Some(
                                study
                                    .rank_or_better(
                                        group,
                                        a,
                                        if it.claim.written.contains(", 2") { 2 } else { 1 },
                                    )
                                    .share?
                                    .value,
                            )
                        });
                        let (share, bound) = (
                            share.unwrap(),
                            it.claim.written.rsplit_once(' ').unwrap().1.parse::<f64>().unwrap(),
                        );
                        let right = if it.claim.written.contains(">=") {
                            share >= bound
                        } else {
                            share <= bound
                        };
                        assert!(right, "round {round}: {} is {share}", it.claim.written);
                    }
                }
            });
        }
    }
    assert!(ties > 3_000 && reached > 10_000 && held > 500, "{ties} {reached} {held}");
}
