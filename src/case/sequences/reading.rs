//! From the steps of a file to paths.

use super::lines::{ActionWord, Step, place, steps, unknown};
use super::names::ActionNames;
use crate::error::{Finding, Findings, Said, Source, both};
use crate::problem::{GivenPath, GivenStands, PathwayModel};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What the steps of a choice are read by.
pub(super) struct Reading<'a> {
    pub(super) model: &'a PathwayModel,
    pub(super) choice: usize,
    pub(super) names: &'a ActionNames,
    /// The actions that a file of them defines; `None` where there is none.
    pub(super) defined: Option<&'a BTreeSet<String>>,
}

/// An action in one place of the sequences.
struct Node {
    position: Option<usize>,
    /// The node that it follows on; `None`: it is the first.
    before: Option<usize>,
    year: Option<i32>,
    year_span: Range<usize>,
    line: usize,
}

impl Reading<'_> {
    /// The paths of a file: from the first action to each that nothing follows.
    pub(super) fn paths(&self, source: &Arc<Source>, findings: &mut Findings) -> Vec<GivenPath> {
        let mut wrong = Findings::default();
        let steps = steps(source, &mut wrong);
        let nodes = self.nodes(&steps, source, &mut wrong);
        let mut out = Vec::new();
        if !wrong.has_errors() {
            let followed: BTreeSet<usize> = nodes.iter().filter_map(|it| it.before).collect();
            let is_timed = nodes.iter().any(|node| node.year.is_some());
            for last in (0..nodes.len()).filter(|at| !followed.contains(at)) {
                let way = way(&nodes, last);
                let stands = match is_timed {
                    true => self.timed(&way, source, &mut wrong).map(GivenStands::Periods),
                    false => Some(GivenStands::Order(self.order(&way))),
                };
                let (choice, line) = (self.choice, nodes[last].line);
                out.extend(stands.map(|stands| GivenPath { choice, line, stands }));
            }
        }
        findings.0.append(&mut wrong.0);
        out
    }

    /// The actions in their places; each but the first follows on another.
    fn nodes(&self, steps: &[Step], source: &Arc<Source>, findings: &mut Findings) -> Vec<Node> {
        let Some(root) = steps.iter().position(|step| step.from.name == step.to.name) else {
            if let Some(first) = steps.first() {
                let start = self.names.name(self.model.choices[self.choice].start_position());
                let message = both(
                    "no line leads from an action to itself, so nothing says where sequences start",
                    "geen regel leidt van een actie naar zichzelf, dus niets zegt waar reeksen beginnen",
                );
                let year = self.model.periods.first().map_or(0, |period| period.from);
                let help = both(
                    format!("begin with a line as `{start} {start} {year}`"),
                    format!("begin met een regel zoals `{start:#} {start:#} {year:#}`"),
                );
                let place = place(source, &first.from.span);
                findings.push(Finding::error(place, message).help(help));
            }
            return Vec::new();
        };
        let mut known: BTreeMap<(&str, u64), usize> = BTreeMap::new();
        let mut nodes: Vec<Node> = Vec::new();
        let order = std::iter::once(root).chain((0..steps.len()).filter(|at| *at != root));
        for step in order.map(|at| &steps[at]) {
            let Some(position) = self.position(&step.to, source, findings) else { continue };
            if let Some(earlier) = known.insert((step.to.name, step.to.edition), nodes.len()) {
                let line = nodes[earlier].line;
                let message = both(
                    format!(
                        "`{}` is led to by line {line} already",
                        &source.text[step.to.span.clone()]
                    ),
                    format!(
                        "regel {line:#} leidt al naar `{:#}`",
                        &source.text[step.to.span.clone()]
                    ),
                );
                let help = both(
                    format!(
                        "give it an edition of its own, as in {}[{}]",
                        step.to.name,
                        nodes.len() + 1
                    ),
                    format!(
                        "geef ze een eigen editie, zoals in {:#}[{:#}]",
                        step.to.name,
                        nodes.len() + 1
                    ),
                );
                findings.push(Finding::error(place(source, &step.to.span), message).help(help));
            }
            nodes.push(Node {
                position,
                before: None,
                year: step.year,
                year_span: step.year_span.clone(),
                line: step.line,
            });
        }
        if findings.has_errors() {
            return nodes;
        }
        let start = self.model.choices[self.choice].start_position();
        let first = &steps[root];
        if nodes.first().is_some_and(|node| node.position != start) {
            let start = self.names.name(start);
            let message = both(
                format!("paths start in `{start}`, not in `{}`", first.to.name),
                format!("paden beginnen in `{start:#}`, niet in `{:#}`", first.to.name),
            );
            let help = both(
                format!("write {start} for {}", first.to.name),
                format!("schrijf {start:#} in plaats van {:#}", first.to.name),
            );
            findings.push(Finding::error(place(source, &first.to.span), message).help(help));
        }
        for (at, step) in steps.iter().enumerate().filter(|(at, _)| *at != root) {
            let node = known.get(&(step.to.name, step.to.edition)).copied();
            let before = known.get(&(step.from.name, step.from.edition)).copied();
            match (node, before) {
                (Some(node), Some(before)) => nodes[node].before = Some(before),
                _ => {
                    let from = &source.text[steps[at].from.span.clone()];
                    let message = both(
                        format!("no line leads to `{from}`"),
                        format!("geen regel leidt naar `{from:#}`"),
                    );
                    let help = both(
                        "write a line that leads to it, or correct its edition",
                        "schrijf een regel die ernaar leidt, of verbeter de editie",
                    );
                    let place = place(source, &step.from.span);
                    findings.push(Finding::error(place, message).help(help));
                }
            }
        }
        self.check_circles(&nodes, source, findings);
        nodes
    }

    /// Steps that lead back to where they come from never begin.
    fn check_circles(&self, nodes: &[Node], source: &Arc<Source>, findings: &mut Findings) {
        for (at, node) in nodes.iter().enumerate() {
            let (mut now, mut steps) = (at, 0);
            while let Some(before) = nodes[now].before {
                now = before;
                steps += 1;
                if steps > nodes.len() {
                    let message = both(
                        "these steps lead in a circle, and none of them begins",
                        "deze stappen lopen in een kring, en geen ervan begint",
                    );
                    let help = both(
                        "let each action follow on one that leads from the first",
                        "laat elke actie volgen op een die van de eerste vertrekt",
                    );
                    let place = place(source, &node.year_span);
                    findings.push(Finding::error(place, message).help(help));
                    return;
                }
            }
        }
    }

    fn position(
        &self,
        action: &ActionWord,
        source: &Arc<Source>,
        findings: &mut Findings,
    ) -> Option<Option<usize>> {
        let found = self.names.find(action.name);
        if found.is_none() {
            findings.push(unknown(source, &action.span, action.name, self.names));
        } else if self.defined.is_some_and(|all| !all.contains(action.name)) {
            let message = both(
                format!("`{}` is not among the actions of the other file", action.name),
                format!("`{:#}` staat niet bij de acties van het andere bestand", action.name),
            );
            let help = both(
                format!("add a line `{}` there", action.name),
                format!("voeg daar een regel `{:#}` toe", action.name),
            );
            findings.push(Finding::error(place(source, &action.span), message).help(help));
        }
        found
    }

    /// Where a path stands period by period.
    fn timed(
        &self,
        way: &[&Node],
        source: &Arc<Source>,
        findings: &mut Findings,
    ) -> Option<Vec<Option<usize>>> {
        let periods = &self.model.periods;
        let (first, last) = (periods.first()?, periods.last()?);
        let starts: Vec<i32> = periods.iter().map(|period| period.from).collect();
        let mut refuse = |node: &Node, message: Said, help: Said| {
            let finding = Finding::error(place(source, &node.year_span), message).help(help);
            let text = finding.to_string();
            // Paths that begin alike share what is wrong.
            if !findings.0.iter().any(|known| known.to_string() == text) {
                findings.push(finding);
            }
        };
        let listed = || starts.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
        let mut out: Vec<Option<usize>> = Vec::new();
        let mut begin: Option<i32> = None;
        let mut sound = true;
        for (at, node) in way.iter().enumerate() {
            let is_last = at + 1 == way.len();
            let Some(year) = node.year else {
                let message = both(
                    "this line has no year, and others have",
                    "deze regel heeft geen jaar, en andere wel",
                );
                let help = both(
                    "write the year in which its second action ends, or leave out all years: then any time will do",
                    "schrijf het jaar waarin de tweede actie eindigt, of laat alle jaren weg: dan is elke tijd goed",
                );
                refuse(node, message, help);
                return None;
            };
            if begin.is_some_and(|begin| year <= begin) {
                let message = both(
                    format!(
                        "this ends in {year}, and it only begins in {}",
                        begin.unwrap_or_default()
                    ),
                    format!(
                        "dit eindigt in {year:#}, en begint pas in {:#}",
                        begin.unwrap_or_default()
                    ),
                );
                refuse(node, message, both("let it end later", "laat het later eindigen"));
                sound = false;
            } else if is_last && year <= last.from {
                let message = both(
                    format!("the path ends in {year}, and the last period begins in {}", last.from),
                    format!(
                        "het pad eindigt in {year:#}, en de laatste periode begint in {:#}",
                        last.from
                    ),
                );
                let end = last.from.saturating_add_unsigned(last.years);
                refuse(
                    node,
                    message,
                    both(
                        format!("let its last action go on until {end}"),
                        format!("laat de laatste actie doorlopen tot {end:#}"),
                    ),
                );
                sound = false;
            } else if !(is_last || starts.contains(&year) || (at == 0 && year <= first.from)) {
                let message = both(
                    format!("a path moves at the beginning of a period, and none begins in {year}"),
                    format!(
                        "een pad maakt een overgang bij het begin van een periode, en in {year:#} begint er geen"
                    ),
                );
                refuse(
                    node,
                    message,
                    both(
                        format!("write one of {}", listed()),
                        format!("schrijf een van {:#}", listed()),
                    ),
                );
                sound = false;
            }
            let own = periods
                .iter()
                .filter(|it| it.from < year && begin.is_none_or(|begin| begin <= it.from));
            out.extend(own.map(|_| node.position));
            begin = Some(year);
        }
        sound.then_some(out)
    }

    /// The places of a path one after the other, each stretch once.
    fn order(&self, way: &[&Node]) -> Vec<Option<usize>> {
        let mut out: Vec<Option<usize>> = way.iter().map(|node| node.position).collect();
        out.dedup();
        out
    }
}

/// The nodes from the first to this one.
fn way(nodes: &[Node], last: usize) -> Vec<&Node> {
    let mut out = vec![&nodes[last]];
    let mut now = last;
    while let Some(before) = nodes[now].before {
        out.push(&nodes[before]);
        now = before;
    }
    out.reverse();
    out
}
