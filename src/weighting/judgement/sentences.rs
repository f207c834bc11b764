//! Figures and items in the sentences of remarks and faults.

use super::{Fault, Remark};
use crate::error::Said;

/// The place of an item in a sentence, which the caller fills in with its name.
pub(super) fn item(at: usize) -> String {
    format!("{{{at}}}")
}

/// A figure in three digits; whole numbers, and one over a whole number up to 9, as these.
pub(super) fn figure(x: f64) -> String {
    const WHOLE: f64 = 1e-9;
    let whole = |x: f64| (x - x.round()).abs() <= WHOLE && (1.0..1e6).contains(&x.abs().round());
    if x == 0.0 {
        return "0".into();
    }
    if whole(x) {
        return format!("{}", x.round());
    }
    if x > 0.0 && whole(1.0 / x) && 1.0 / x < 9.5 {
        return format!("1/{}", (1.0 / x).round());
    }
    decimal(x)
}

/// A figure in three digits, never as a fraction.
pub(super) fn decimal(x: f64) -> String {
    if x == 0.0 {
        return "0".into();
    }
    if !(1e-4..1e6).contains(&x.abs()) {
        return format!("{x:.2e}");
    }
    let decimals = (2.0 - x.abs().log10().floor()).max(0.0) as usize;
    let text = format!("{x:.decimals$}");
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

/// A figure, or a range of two, in English and in Dutch notation.
pub(super) fn range(low: f64, high: f64) -> [String; 2] {
    let english =
        if low == high { figure(low) } else { format!("{}..{}", decimal(low), decimal(high)) };
    let dutch = if low == high {
        in_dutch(&figure(low))
    } else {
        format!("{}..{}", in_dutch(&decimal(low)), in_dutch(&decimal(high)))
    };
    [english, dutch]
}

/// A figure as Dutch writes it.
pub(super) fn in_dutch(figure: &str) -> String {
    figure.replace('.', ",")
}

/// A remark about all judgements together.
pub(super) fn remark(english: String, dutch: String) -> Remark {
    Remark { judgement: None, text: [english, dutch] }
}

/// A fault of these judgements.
pub(super) fn fault(
    judgements: impl Into<Vec<usize>>,
    message: impl Into<Said>,
    remedy: impl Into<Said>,
) -> Fault {
    Fault { judgements: judgements.into(), message: message.into(), remedy: remedy.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_short_and_fractions_of_the_scale_are_fractions() {
        let written = [3.0, 1.0 / 3.0, 2.5, 0.0, 0.1234, 12345.6, 1e300, 1e-300, 1.0 / 11.0];
        let wanted = ["3", "1/3", "2.5", "0", "0.123", "12346", "1.00e300", "1.00e-300", "0.0909"];
        assert_eq!(written.map(figure), wanted);
        assert_eq!(range(2.5, 4.0), ["2.5..4".to_owned(), "2,5..4".to_owned()]);
    }
}
