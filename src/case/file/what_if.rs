//! What-ifs: changes to a case that the command line asks for. They are recorded with every output.

use crate::case::file::scenarios_are::ScenariosAre;
use crate::case::read::marks;
use crate::case::read::recognise::MaxSize;
use crate::case::read::stated_marks::StatedMarks;
use crate::case::read::table_options::shell_word;
use crate::case::read::written::written;
use crate::error::{Error, Result, Said, both};
use std::path::PathBuf;

/// Changes to a case, as asked for. The default changes nothing.
///
/// ```
/// use afweging::case::{Case, Location, WhatIf, weights};
///
/// let what_if = WhatIf { weights: weights("power=3")?, ..WhatIf::default() };
/// let case = Case::open(&Location::of("power-stations"), &what_if)?;
/// let tree = case.problem.tree();
/// assert_eq!(tree.branches()[tree.find("power").unwrap()].weight, 3.0);
/// assert_eq!(case.what_ifs, ["--weights power=3"]);
/// # Ok::<(), afweging::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WhatIf {
    /// Files of tables that replace all of the case's own, from the working directory. A workbook
    /// may have `#` and a sheet behind it. Empty: the case's own are read.
    pub data: Vec<PathBuf>,
    /// Ids of criteria, and weights that replace theirs: finite, at least 0, relative to those of
    /// their siblings. Criteria that are not named keep their weights.
    pub weights: Vec<(String, f64)>,
    /// The id of the actor through whose eyes the case is seen: with its weights, its statements and
    /// its figures. The other what-ifs then change these. `None`: the case is the decider's.
    pub actor: Option<String>,
    /// The respondent whose judgements alone make the weights, where `[[weighting]]` has several.
    /// `None`: everyone's do.
    pub respondent: Option<String>,
    /// Whether studies keep to the weights that the judgements of `[[weighting]]` leave open, as
    /// `constraints = "from-weighting"` asks.
    pub from_weighting: bool,
    /// A table of scenarios in the place of the case's own, from the working directory. A workbook
    /// may have `#` and a sheet behind it.
    pub scenarios: Option<PathBuf>,
    /// Among what the weights of scenarios are relative, in the place of what the case says.
    pub scenarios_are: Option<ScenariosAre>,
    /// The name of a scenario, whose weights replace those of the case. Those of `weights` replace
    /// its own in turn.
    pub scenario: Option<String>,
    /// Facts, attributes or cells to set, in this order.
    pub set: Vec<Setting>,
    /// Ids of keys, each with a value: only alternatives with one of the values of each named key
    /// are kept. Empty: all are.
    pub filter: Vec<(String, String)>,
    /// Whether all alternatives are one group, whatever `rank_within` says.
    pub overall: bool,
    /// Whether requirements exclude and flag nobody.
    pub no_gates: bool,
    /// Whether adjustments shift no figure.
    pub no_adjustments: bool,
    /// Ids of passages to leave out: every judgement that rests on one of them becomes unknown.
    pub without_passages: Vec<String>,
    /// Bounds of limits of `[portfolio]` to set.
    pub limits: Vec<LimitSetting>,
    /// Ids of limits and rules of `[portfolio]` to switch on.
    pub with: Vec<String>,
    /// Ids of limits and rules of `[portfolio]` to switch off.
    pub without: Vec<String>,
    /// What is changed in the pathway.
    pub pathway: PathwayWhatIf,
    /// Whether methods that need ratios take ordinal levels as 1 .. L. Else they refuse them.
    pub force: bool,
    /// What the points and commas of the tables' numbers are. Where anything is said here, nothing
    /// that the case says of them counts. The default says nothing.
    pub marks: StatedMarks,
    /// The most bytes that a data table may take, as a file and unpacked: 500 MB by default. A
    /// larger one is an error, so that this never changes a result.
    pub max_size: MaxSize,
}

/// What is changed in the pathway of a case. The default changes nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PathwayWhatIf {
    /// Facts, each with the year from which it holds, as a cell, or `never`. They replace what the
    /// case says.
    pub ready: Vec<(String, String)>,
    /// A discount rate of a year in the place of that of the case: above -1 and below 1.
    pub discount: Option<f64>,
    /// Bounds of limits to set.
    pub limits: Vec<LimitSetting>,
    /// Ids of transitions, stays, capacities and limits to switch on.
    pub with: Vec<String>,
    /// Ids of transitions, stays, capacities and limits to switch off.
    pub without: Vec<String>,
}

/// A fact, an attribute or a judgement that is to be another one: `NAME=VALUE`, or
/// `NAME=VALUE@key=value,key=value` for some alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The id of the fact or criterion, or the name of the attribute.
    pub name: String,
    /// Its new value, in the notation of its cells (facts: yes, no, unknown).
    pub value: String,
    /// Ids of keys, each with a value: the alternatives that have them all. Empty: all alternatives.
    pub at: Vec<(String, String)>,
    /// The whole as it was typed, for messages and the record.
    pub typed: String,
}

impl std::str::FromStr for Setting {
    type Err = Error;

    fn from_str(typed: &str) -> Result<Setting> {
        let wrong = || {
            Error::argument(
                "set",
                typed,
                both(
                    "write NAME=VALUE, or NAME=VALUE@key=value,key=value",
                    "schrijf NAAM=WAARDE, of NAAM=WAARDE@sleutel=waarde,sleutel=waarde",
                ),
            )
        };
        let (name, rest) = typed.split_once('=').ok_or_else(wrong)?;
        let (value, at) = match rest.rsplit_once('@') {
            Some((value, at)) => {
                (value, at.split(',').map(pair).collect::<Option<Vec<_>>>().ok_or_else(wrong)?)
            }
            None => (rest, Vec::new()),
        };
        if name.trim().is_empty() {
            return Err(wrong());
        }
        Ok(Setting {
            name: name.trim().into(),
            value: value.trim().into(),
            at,
            typed: typed.into(),
        })
    }
}

/// A bound of a limit that is to be another one: `ID=NUMBER`, or `ID.at_most=NUMBER` for a limit with
/// several bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitSetting {
    /// The id of the limit, perhaps with a dot and the key of the bound behind it.
    pub name: String,
    /// The bound: finite.
    pub bound: f64,
    /// The whole as it was typed, for messages and the record.
    pub typed: String,
}

impl std::str::FromStr for LimitSetting {
    type Err = Error;

    fn from_str(typed: &str) -> Result<LimitSetting> {
        let refuse = |message: Said, instead: Option<Said>| Error::Argument {
            argument: "limit",
            value: Some(typed.to_owned()),
            message,
            instead,
        };
        let form =
            || both("write ID=NUMBER, as in budget=14", "schrijf ID=GETAL, zoals in budget=14");
        let (name, text) = typed.rsplit_once('=').ok_or_else(|| refuse(form(), None))?;
        let (name, text) = (name.trim(), text.trim());
        if name.is_empty() {
            return Err(refuse(form(), None));
        }
        let show = |x: f64| format!("`{name}={}`", written(x, &marks::Marks::ONE_READING));
        if let Some((_, decimals, thousands)) = marks::readings(text) {
            let instead = both(
                format!("write {} or {}", show(decimals), show(thousands)),
                format!("schrijf {:#} of {:#}", show(decimals), show(thousands)),
            );
            let message = both(
                format!("`{text}` can be read in two ways"),
                format!("`{text:#}` kan op twee manieren worden gelezen"),
            );
            return Err(refuse(message, Some(instead)));
        }
        match marks::plain(text) {
            Some(bound) => Ok(LimitSetting { name: name.into(), bound, typed: typed.into() }),
            None => {
                let near = marks::number(text, &marks::Marks::any(true)).or_else(|| fraction(text));
                let instead = near
                    .map(|x| both(format!("write {}", show(x)), format!("schrijf {:#}", show(x))));
                Err(refuse(
                    both(format!("`{text}` is not a number"), format!("`{text:#}` is geen getal")),
                    instead.or(Some(form())),
                ))
            }
        }
    }
}

/// The two sides of `key=value`, without spaces around them; `None` if one is empty.
pub fn pair(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once('=')?;
    (!key.trim().is_empty() && !value.trim().is_empty())
        .then(|| (key.trim().to_owned(), value.trim().to_owned()))
}

/// Ids of criteria and their weights, from `id=3,id=1`, in the order in which they are written.
/// Weights are relative to those of siblings.
///
/// # Errors
/// [`Error::Argument`] where an entry is no pair or its weight no finite number of at least 0 with
/// one reading.
pub fn weights(text: &str) -> Result<Vec<(String, f64)>> {
    let wrong = |part: &str| {
        let message = both(
            format!("`{part}` is not id=weight with a weight of at least 0"),
            format!("`{part:#}` is geen id=gewicht met een gewicht van minstens 0"),
        );
        Error::argument("weights", text, message)
    };
    let refuse = |message: Said, instead: Said| Error::Argument {
        argument: "weights",
        value: Some(text.to_owned()),
        message,
        instead: Some(instead),
    };
    if let Some(commas) = Some(text.replace(';', ",")).filter(|commas| commas != text)
        && weights(&commas).is_ok()
    {
        let message =
            both("weights are parted by commas", "gewichten worden gescheiden door komma's");
        return Err(refuse(
            message,
            both(format!("write `{commas}`"), format!("schrijf `{commas:#}`")),
        ));
    }
    // Digits behind a comma belong to the figure before it, so that the message shows it as it was
    // typed.
    let mut parts: Vec<String> = Vec::new();
    for part in text.split(',') {
        match parts.last_mut() {
            Some(last)
                if last.contains('=')
                    && part.trim().starts_with(|c: char| c.is_ascii_digit())
                    && !part.contains('=') =>
            {
                *last = format!("{last},{part}");
            }
            _ => parts.push(part.to_owned()),
        }
    }
    let one = |part: &String| {
        let (id, weight) = pair(part).ok_or_else(|| wrong(part))?;
        let show = |x: f64| format!("`{id}={}`", written(x, &marks::Marks::ONE_READING));
        if let Some((_, decimals, thousands)) =
            marks::readings(&weight).filter(|(_, decimals, _)| *decimals >= 0.0)
        {
            let remedy = both(
                format!("write {} or {}", show(decimals), show(thousands)),
                format!("schrijf {:#} of {:#}", show(decimals), show(thousands)),
            );
            return Err(refuse(
                both(
                    format!("`{weight}` can be read in two ways"),
                    format!("`{weight:#}` kan op twee manieren worden gelezen"),
                ),
                remedy,
            ));
        }
        // As many write a half.
        let whole = if weight.starts_with('.') { format!("0{weight}") } else { weight.clone() };
        let Some(number) = marks::plain(&whole) else {
            let remedy = if let Some(x) =
                marks::number(&weight, &marks::Marks::any(true)).filter(|x| *x >= 0.0)
            {
                both(format!("write {}", show(x)), format!("schrijf {:#}", show(x)))
            } else if let Some(x) = weight.strip_suffix('%').and_then(percentage) {
                both(
                    format!(
                        "write {}, and give its siblings theirs: a weight counts against those of its siblings",
                        show(x)
                    ),
                    format!(
                        "schrijf {:#}, en geef de andere criteria ernaast het hunne: een gewicht telt in verhouding tot die ernaast",
                        show(x)
                    ),
                )
            } else if let Some(x) = fraction(&weight) {
                both(format!("write {}", show(x)), format!("schrijf {:#}", show(x)))
            } else {
                return Err(wrong(part));
            };
            return Err(refuse(
                both(format!("`{weight}` is not a number"), format!("`{weight:#}` is geen getal")),
                remedy,
            ));
        };
        if number >= 0.0 { Ok((id, number)) } else { Err(wrong(part)) }
    };
    parts.iter().map(one).collect()
}

/// The figure before a `%`; `None` where it can be read in two ways.
fn percentage(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = marks::number(text, &marks::Marks::any(true))?;
    (marks::readings(text).is_none() && number >= 0.0).then_some(number)
}

/// The quotient that a text such as `2/3` stands for: finite and at least 0. `None` for any other
/// text.
pub(crate) fn fraction(text: &str) -> Option<f64> {
    let (above, below) = text.split_once('/')?;
    let one = |text: &str| marks::number(text, &marks::Marks::ONE_READING);
    let quotient = one(above)? / one(below)?;
    Some(quotient).filter(|x| x.is_finite() && *x >= 0.0)
}

impl PathwayWhatIf {
    fn words(&self) -> Vec<String> {
        let ready = self.ready.iter().map(|(fact, from)| format!("{fact}={from}"));
        let mut out: Vec<String> =
            ready.map(|typed| format!("--ready {}", shell_word(&typed))).collect();
        out.extend(
            self.discount
                .map(|rate| format!("--discount {}", written(rate, &marks::Marks::ONE_READING))),
        );
        out.extend(self.limits.iter().map(|it| format!("--limit {}", shell_word(&it.typed))));
        out.extend(self.with.iter().map(|id| format!("--with {}", shell_word(id))));
        out.extend(self.without.iter().map(|id| format!("--without {}", shell_word(id))));
        out
    }
}

impl WhatIf {
    /// The same without what changes weights: those of actors are their own.
    pub(crate) fn without_weights(&self) -> WhatIf {
        WhatIf {
            weights: Vec::new(),
            respondent: None,
            from_weighting: false,
            scenario: None,
            actor: None,
            ..self.clone()
        }
    }

    /// Each change in the words of the command line, as in `--weights power=3`, for the record.
    /// `max_size` changes nothing and is left out.
    pub fn words(&self) -> Vec<String> {
        let mut out: Vec<String> =
            self.data.iter().map(|path| format!("--data {}", path.display())).collect();
        out.extend(self.actor.iter().map(|id| format!("--actor {}", shell_word(id))));
        let scenarios = self.scenarios.iter();
        out.extend(scenarios.map(|path| format!("--scenarios {}", path.display())));
        out.extend(self.scenarios_are.map(|are| format!("--scenarios-are {}", are.name())));
        out.extend(self.scenario.iter().map(|name| format!("--scenario {}", shell_word(name))));
        out.extend(self.weights.iter().map(|(id, weight)| {
            format!("--weights {id}={}", written(*weight, &marks::Marks::ONE_READING))
        }));
        out.extend(self.respondent.iter().map(|name| format!("--respondent {}", shell_word(name))));
        out.extend(self.set.iter().map(|setting| format!("--set {}", setting.typed)));
        out.extend(self.filter.iter().map(|(key, value)| format!("--where {key}={value}")));
        out.extend(
            self.without_passages.iter().map(|passage| format!("--without-passage {passage}")),
        );
        out.extend(self.limits.iter().map(|it| format!("--limit {}", shell_word(&it.typed))));
        out.extend(self.with.iter().map(|id| format!("--with {}", shell_word(id))));
        out.extend(self.without.iter().map(|id| format!("--without {}", shell_word(id))));
        out.extend(self.pathway.words());
        let flags = [
            (self.from_weighting, "--constraints from-weighting"),
            (self.overall, "--overall"),
            (self.no_gates, "--no-gates"),
            (self.no_adjustments, "--no-adjustments"),
            (self.force, "--force"),
        ];
        out.extend(self.marks.decimal.map(|decimal| format!("--decimal {}", decimal.sign())));
        out.extend(
            self.marks.thousands.map(|thousands| format!("--thousands \"{}\"", thousands.sign())),
        );
        out.extend(flags.iter().filter(|(on, _)| *on).map(|(_, name)| (*name).to_owned()));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_taken_apart() {
        let setting: Setting = "fin-operate=-..+@scenario=S1,cluster=VIL".parse().unwrap();
        assert_eq!(
            (setting.name.as_str(), setting.value.as_str(), setting.at.len()),
            ("fin-operate", "-..+", 2)
        );
        assert!("nothing".parse::<Setting>().is_err());
        assert!("a=b@c".parse::<Setting>().is_err());
        assert_eq!(weights("a=3,b=0.5").unwrap(), [("a".into(), 3.0), ("b".into(), 0.5)]);
        for (text, says) in [
            ("a=0,5,b=2", "`0,5` is not a number: write `a=0.5`"),
            ("b=2,a=1.200.000", "`1.200.000` is not a number: write `a=1200000`"),
            ("a=7.500", "`7.500` can be read in two ways: write `a=7.5` or `a=7500`"),
            ("a=1,250,b=2", "`1,250` can be read in two ways: write `a=1.25` or `a=1250`"),
            ("a=45%,b=55%", "`45%` is not a number: write `a=45`, and give its siblings theirs"),
            ("a=2/3,b=1", "`2/3` is not a number: write `a=0.6666666666666666`"),
            ("a=30;b=20", "weights are parted by commas: write `a=30,b=20`"),
            ("a=45,5%,b=1", "write `a=45.5`"),
            ("a=1.200%,b=1", "`a=1.200%` is not id=weight"),
            ("a=1.200/3,b=1", "`a=1.200/3` is not id=weight"),
            ("a=1/0,b=1", "`a=1/0` is not id=weight"),
            ("a=1,b", "`b` is not id=weight"),
        ] {
            let said = weights(text).unwrap_err().to_string();
            assert!(said.contains(says), "{said}");
        }
        assert_eq!(weights("a=.45,b=2").unwrap(), [("a".into(), 0.45), ("b".into(), 2.0)]);
        for remedy in
            ["a=0.5,b=2", "a=45,b=55", "a=0.6666666666666666,b=1", "a=7500", "a=0.125", "a=1e3"]
        {
            assert!(weights(remedy).is_ok(), "{remedy}");
        }
        assert!(weights("a=-1").is_err() && weights("a=inf").is_err() && weights("a").is_err());
    }
}
