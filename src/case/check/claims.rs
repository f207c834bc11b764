//! The meaning of `[[claims]]`: words that must be known, names that must be alternatives of one
//! group, and the groups each is made of.

use crate::case::check::checked::{CheckedClaim, When};
use crate::case::check::checker::Checker;
use crate::case::file::claim::{self, FORMS};
use crate::case::file::shape::{At, ClaimFile, ForFile, InputsFile, UnderFile};
use crate::error::both;
use crate::problem::{Claim, Key, Statement};

/// Check every claim.
pub(crate) fn check(
    claims: &[At<ClaimFile>],
    keys: &[Key],
    closed: &[bool],
    rank_within: &[usize],
    checker: &mut Checker,
) -> Vec<CheckedClaim> {
    let own: Vec<At<String>> = claims.iter().filter_map(|at| at.value.id.clone()).collect();
    checker.unique("claim", own.iter());
    let mut out = Vec::new();
    for (place, At { value: file, span }) in claims.iter().enumerate() {
        let id = match &file.id {
            Some(id) => id.value.clone(),
            None => format!("claim-{}", place + 1),
        };
        if file.id.is_none() && own.iter().any(|known| known.value == id) {
            checker.error_help(
                span,
                both(
                    format!("this claim would be called `{id}`, as another one is"),
                    format!("deze bewering zou `{id:#}` heten, zoals een andere"),
                ),
                both("give it an id", "geef ze een id"),
            );
        }
        let parsed = match claim::parse(&file.claim.value) {
            Ok(parsed) => parsed,
            Err(wrong) => {
                checker.error_help(&file.claim.inside(wrong.span), wrong.message, FORMS);
                continue;
            }
        };
        let given_weights = file.under == Some(UnderFile::Given);
        if given_weights && matches!(parsed.statement, Statement::Share { .. }) {
            checker.error_help(
                &file.claim.span,
                both("a share is one of all weights: it has no meaning under given weights", "een aandeel is er een van alle gewichten: onder gegeven gewichten heeft het geen betekenis"),
                both("leave `under` out, or claim a rank", "laat `under` weg, of beweer een rang"),
            );
        }
        let (some, groups) = check_for(file.groups.as_ref(), keys, closed, rank_within, checker);
        let passages =
            file.passage.iter().flat_map(|text| text.split(';')).map(|id| id.trim().to_owned());
        let claim = Claim {
            id,
            label: file.label.clone().unwrap_or_default(),
            reason: file.reason.clone().unwrap_or_default(),
            written: file.claim.value.clone(),
            statement: parsed.statement,
            some,
            given_weights,
            nominal_inputs: file.inputs == Some(InputsFile::Nominal),
            must: file.must.unwrap_or(false),
            source: file.source.clone(),
            passages: passages.filter(|id| !id.is_empty()).collect(),
            within: rank_within.to_vec(),
            instances: Vec::new(),
        };
        let groups_at = file.groups.as_ref().map_or(file.claim.span.clone(), |at| at.span.clone());
        out.push(CheckedClaim { claim, parsed, groups, text: file.claim.clone(), groups_at });
    }
    out
}

/// Whether one group is enough, and which groups are meant (empty = all).
fn check_for(
    file: Option<&At<ForFile>>,
    keys: &[Key],
    closed: &[bool],
    rank_within: &[usize],
    checker: &mut Checker,
) -> (bool, When) {
    let Some(At { value, span }) = file else { return (false, Vec::new()) };
    let known: Vec<&str> = rank_within.iter().map(|key| keys[*key].id.as_str()).collect();
    let forms = match known.first() {
        Some(key) => both(
            format!("write \"every {key}\", \"some {key}\" or {{ {key} = \"...\" }}"),
            format!("schrijf \"every {key:#}\", \"some {key:#}\" of {{ {key:#} = \"...\" }}"),
        ),
        None => both(
            "this case has one group (no `rank_within`): leave `for` out",
            "dit dossier heeft één groep (geen `rank_within`): laat `for` weg",
        ),
    };
    match value {
        ForFile::Words(text) => {
            let (first, key) = text.split_once(' ').unwrap_or((text, ""));
            let key = key.trim();
            if !["every", "some"].contains(&first) || known.is_empty() {
                checker.error_help(
                    span,
                    both(
                        format!("`{}` names no groups", crate::error::shorten(text, 60)),
                        format!("`{:#}` noemt geen groepen", crate::error::shorten(text, 60)),
                    ),
                    forms,
                );
            } else if !known.contains(&key) {
                checker.unknown(
                    "key of groups",
                    &At { value: key.to_owned(), span: span.clone() },
                    known,
                );
            }
            (first == "some", Vec::new())
        }
        ForFile::Values(values) => {
            let when = checker.when(values, keys, closed);
            for (key, _) in when.iter().filter(|(key, _)| !rank_within.contains(key)) {
                let at = values
                    .0
                    .iter()
                    .find(|(name, _)| name.value == keys[*key].id)
                    .map_or(span, |(name, _)| &name.span);
                checker.error_help(
                    at,
                    both(
                        format!("groups are not made by `{}`", keys[*key].id),
                        format!("groepen worden niet met `{:#}` gemaakt", keys[*key].id),
                    ),
                    forms.clone(),
                );
            }
            (false, when)
        }
    }
}
