//! The model of a case for other programs to run: as a query in SQL, and in the forms of other
//! programs.

#[cfg(feature = "exchange")]
pub mod dmsy;
#[cfg(feature = "exchange")]
mod lost;
#[cfg(feature = "exchange")]
mod sorting;
pub mod sql;
#[cfg(feature = "exchange")]
pub mod xmcda;
#[cfg(feature = "exchange")]
mod xml;

#[cfg(feature = "exchange")]
use crate::error::{Error, Result, Said, both};
#[cfg(feature = "exchange")]
use crate::problem::Problem;

/// A case in the form of another program.
#[cfg(feature = "exchange")]
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub text: String,
    /// What the case says and the file does not.
    pub lost: Vec<Said>,
}

/// Refuse two things that would have one name in the other form: keys are joined by `/` there, and an
/// id may hold one. `shown` tells what stands at a place among the names.
#[cfg(feature = "exchange")]
fn refuse_same(form: &str, names: &[String], shown: impl Fn(usize) -> Said) -> Result<()> {
    let mut seen: hashbrown::HashMap<&str, usize> = hashbrown::HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let Some(before) = seen.insert(name, at) else { continue };
        let (one, other) = (shown(before), shown(at));
        return Err(Error::Undefined {
            method: Said::from(form.to_owned()),
            reason: both(
                format!("{one} and {other} would both be called `{name}` in it"),
                format!("{one:#} en {other:#} zouden er allebei `{name:#}` heten"),
            ),
            remedy: both(
                "give one of them another id, such as one without a `/`",
                "geef een van beide een andere id, zoals een zonder `/`",
            ),
        });
    }
    Ok(())
}

/// An alternative or a group by values of those keys, each with the name of its key.
#[cfg(feature = "exchange")]
fn by_keys(problem: &Problem, keys: impl Iterator<Item = (usize, usize)>) -> Said {
    let one = |(key, value): (usize, usize)| {
        let key = &problem.keys()[key];
        format!("{}=`{}`", key.id, key.values[value].id)
    };
    Said::from(keys.map(one).collect::<Vec<_>>().join(" "))
}

/// An alternative by its keys.
#[cfg(feature = "exchange")]
fn alternative_by_keys(problem: &Problem, alternative: usize) -> Said {
    by_keys(problem, problem.alternatives()[alternative].values().iter().copied().enumerate())
}
