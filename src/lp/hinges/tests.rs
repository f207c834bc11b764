//! The walk against the solver of general programs.

use super::*;
use crate::lp::{NoAnswer, Program, Relation, Row};

/// Random sums, on levels too so that many forms meet in one point: the bound is what the solver of
/// general programs finds, the point reaches it, and it meets what must be met.
#[test]
fn the_least_is_that_of_the_general_solver() {
    let mut state = 11u64;
    let mut unit = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 11) as f64 / (1u64 << 53) as f64
    };
    let (mut none, mut positive) = (0, 0);
    for round in 0..1500 {
        let k = 1 + (unit() * 6.0) as usize;
        let soft = (unit() * 30.0) as usize;
        let hard = if round % 3 == 0 { (unit() * 4.0) as usize } else { 0 };
        let levels = round % 2 == 0;
        let mut entry =
            || if levels { (unit() * 5.0).floor() / 2.0 - 1.0 } else { unit() * 2.0 - 1.0 };
        let forms = Forms {
            corners: k,
            soft: (0..soft * k).map(|_| entry()).collect(),
            soft_slack: vec![0.0; soft],
            hard: (0..hard * k).map(|_| entry()).collect(),
            hard_slack: vec![0.0; hard],
        };
        let wide = |form: &[f64], z: Option<usize>| {
            let mut row = form.to_vec();
            row.extend((0..soft).map(|own| f64::from(u8::from(Some(own) == z))));
            Row { coefficients: row, relation: Relation::AtLeast, bound: 0.0 }
        };
        let mut rows =
            vec![Row { relation: Relation::Equal, bound: 1.0, ..wide(&vec![1.0; k], None) }];
        rows.extend(forms.hard.chunks(k).map(|form| wide(form, None)));
        rows.extend(forms.soft.chunks(k).enumerate().map(|(z, form)| wide(form, Some(z))));
        let program = Program { bounds: vec![(0.0, f64::INFINITY); k + soft], rows };
        let mut objective = vec![0.0; k];
        objective.resize(k + soft, 1.0);
        let found = forms.least().found.unwrap();
        match program.minimise_roughly(&objective) {
            Ok(x) => {
                let least: f64 = x[k..].iter().sum();
                let found = found.unwrap_or_else(|| panic!("round {round}: {least}"));
                let at = |form: &[f64]| dot(form, &found.point);
                let sum: f64 = forms.soft.chunks(k).map(|form| (-at(form)).max(0.0)).sum();
                assert!(
                    (found.bound - least).abs() < 1e-7,
                    "round {round}: {} {least}",
                    found.bound
                );
                assert!((sum - least).abs() < 1e-7, "round {round}: {sum} {least}");
                assert!(forms.hard.chunks(k).all(|form| at(form) > -1e-9));
                positive += usize::from(least > 1e-6);
            }
            Err(NoAnswer::Infeasible) => {
                assert!(found.is_none(), "round {round}");
                none += 1;
            }
            Err(error) => panic!("{error:?}"),
        }
    }
    assert!(none > 50 && positive > 300, "{none} {positive}");
}
