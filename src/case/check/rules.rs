//! The rules of nodes, checked, and their tables.

use crate::case::check::checker::Checker;
use crate::case::file::shape::*;
use crate::error::{Said, both};
use crate::problem::rule_cell;
use crate::problem::rule_faults::RuleNames;
use crate::problem::rule_rows::RuleRow;
use crate::problem::tree::{Tree, few_enough, levels_of_leaf, without_rules};
use crate::problem::{Aggregate, Completion, LevelSet, NodeRule, Outline, Rules};
use std::ops::Range;

/// The key of a rule that says what follows.
const THEN: &str = "then";

/// What the file says of rules goes to the tree, whose branches are there. `levels` are those of
/// each node that has some.
pub(crate) fn check(
    criteria: &[At<CriterionFile>],
    levels: &[Option<Vec<String>>],
    tree: &mut Tree,
    checker: &mut Checker,
) {
    let outline = Outline::new(tree);
    let mut tables = Vec::new();
    for (at, At { value: file, .. }) in criteria.iter().enumerate() {
        if tree.branches[at].leaf.is_some() {
            continue;
        }
        let Some(rules) = &file.rules else {
            if let Some(complete) = &file.complete {
                checker.error_help(
                    &complete.span,
                    both(
                        "`complete` fills in what rules leave open, and this node has no rules",
                        "`complete` vult in wat regels openlaten, en deze groep criteria heeft geen regels",
                    ),
                    both(
                        "write rules = [...] beside it; rules = \"from-weights\" alone makes all of them",
                        "schrijf rules = [...] ernaast; rules = \"from-weights\" alleen maakt ze allemaal",
                    ),
                );
            }
            continue;
        };
        let node = Node { at, file, rules, criteria, levels };
        if let Some(table) = node.table(outline.children(Some(at)), tree, checker) {
            tables.push((at, table));
        }
    }
    for (at, table) in tables {
        let rule = NodeRule { aggregate: Aggregate::Rules(table), missing: None };
        tree.rules.insert(Some(at), rule);
    }
}

/// A node with rules, and what it stands among.
struct Node<'a> {
    at: usize,
    file: &'a CriterionFile,
    rules: &'a At<RulesFile>,
    criteria: &'a [At<CriterionFile>],
    levels: &'a [Option<Vec<String>>],
}

impl Node<'_> {
    /// Its table; `None` where something is wrong, which has been said.
    fn table(&self, below: &[usize], tree: &Tree, checker: &mut Checker) -> Option<Rules> {
        let sound = self.check_keys(checker);
        let completion = self.completion(checker);
        let children = self.children(below, tree, checker);
        let levels = self.own_levels(checker);
        let (completion, children, levels) = (completion?, children?, levels?);
        let names = RuleNames { levels, children };
        let none = Vec::new();
        let lines = match &self.rules.value {
            RulesFile::Rows(rows) => rows,
            RulesFile::Name(_) => &none,
        };
        let rows: Vec<Option<RuleRow>> =
            lines.iter().map(|line| row(line, &names, checker)).collect();
        // Clashes and gaps are looked for when every row can be read.
        let rows: Vec<RuleRow> = rows.into_iter().collect::<Option<_>>()?;
        let weights: Vec<f64> = below.iter().map(|child| tree.branches[*child].weight).collect();
        let source = checker.source.clone();
        // The text of a workbook is made, and its lines are nowhere to be seen.
        let is_seen = !source.name.ends_with(".xlsx");
        let line = |row: usize| source.line_column(lines[row].span.start).0;
        let named = |row: usize| name(row, is_seen.then(|| line(row)));
        let (table, faults) = names.table(&rows, completion, &weights, &named);
        for fault in faults {
            let span = fault.row.map_or(&self.rules.span, |row| &lines[row].span);
            match fault.is_warning {
                true => checker.warning_help(
                    span,
                    fault.wrong.message,
                    fault.wrong.help.unwrap_or_default(),
                ),
                false => checker.wrong(span, fault.wrong),
            }
        }
        table.filter(|_| sound)
    }

    /// Whether nothing stands beside the rules that says otherwise how the node aggregates.
    fn check_keys(&self, checker: &mut Checker) -> bool {
        let id = &self.file.id.value;
        let given = [
            (self.file.aggregate.as_ref().map(|at| &at.span), "aggregate"),
            (self.file.missing.as_ref().map(|at| &at.span), "missing"),
        ];
        let mut sound = true;
        for (span, key) in given {
            let Some(span) = span else { continue };
            sound = false;
            checker.error_help(
                span,
                both(
                    format!("`{id}` has rules, so it has no `{key}`"),
                    format!("`{id}` heeft regels, dus geen `{key}`"),
                ),
                both(
                    "leave it out, or `rules`; what is not known is any level under rules",
                    "laat het weg, of laat `rules` weg; wat niet bekend is, is bij regels om het even welk niveau",
                ),
            );
        }
        sound
    }

    /// How what is open is filled in; the outer `None` where that cannot be read.
    fn completion(&self, checker: &mut Checker) -> Option<Option<Completion>> {
        match (&self.rules.value, &self.file.complete) {
            (RulesFile::Name(name), complete) => {
                if name != Completion::FromWeights.name() {
                    checker.error_help(
                        &self.rules.span,
                        both(
                            format!("`{name}` is no way to make rules"),
                            format!("`{name}` is geen manier om regels te maken"),
                        ),
                        both(
                            "write rules = \"from-weights\", or a list of rules: [{ price = \"high\", then = \"bad\" }]",
                            "schrijf rules = \"from-weights\", of een lijst van regels: [{ prijs = \"hoog\", then = \"slecht\" }]",
                        ),
                    );
                    return None;
                }
                if let Some(complete) = complete {
                    checker.error_help(
                        &complete.span,
                        both(
                            "rules = \"from-weights\" leaves nothing to complete",
                            "rules = \"from-weights\" laat niets in te vullen over",
                        ),
                        both("leave `complete` out", "laat `complete` weg"),
                    );
                    return None;
                }
                Some(Some(Completion::FromWeights))
            }
            (RulesFile::Rows(rows), _) if rows.is_empty() => {
                checker.error_help(
                    &self.rules.span,
                    both("there is no rule in this list", "er staat geen regel in deze lijst"),
                    both(
                        "write one at least, or have all of them made: rules = \"from-weights\"",
                        "schrijf er minstens een, of laat ze allemaal maken: rules = \"from-weights\"",
                    ),
                );
                None
            }
            (RulesFile::Rows(_), None) => Some(None),
            (RulesFile::Rows(_), Some(complete)) => {
                let completion = Completion::named(&complete.value);
                if completion.is_none() {
                    checker.unknown("completion", complete, Completion::NAMES);
                }
                completion.map(Some)
            }
        }
    }

    /// The levels of the node.
    fn own_levels(&self, checker: &mut Checker) -> Option<&[String]> {
        let id = &self.file.id.value;
        let Some(scale) = &self.file.scale else {
            checker.error_help(
                &self.rules.span,
                both(
                    format!("`{id}` has rules and no levels"),
                    format!("`{id}` heeft regels en geen niveaus"),
                ),
                both(
                    "give it its levels, the worst first: scale = [\"bad\", \"acceptable\", \"good\"]",
                    "geef de niveaus, het slechtste eerst: scale = [\"slecht\", \"aanvaardbaar\", \"goed\"]",
                ),
            );
            return None;
        };
        let levels = self.levels[self.at].as_deref()?;
        match few_enough(id, levels) {
            Ok(()) => Some(levels),
            Err(wrong) => {
                checker.wrong(&scale.span, wrong);
                None
            }
        }
    }

    /// The children with their levels; `None` where one of them has none.
    fn children<'t>(
        &'t self,
        below: &[usize],
        tree: &'t Tree,
        checker: &mut Checker,
    ) -> Option<Vec<(&'t str, &'t [String])>> {
        let mut out = Vec::new();
        let mut sound = true;
        for child in below {
            let (branch, file) = (&tree.branches[*child], &self.criteria[*child].value);
            if branch.id == THEN {
                sound = false;
                checker.error_help(
                    &file.id.span,
                    both(
                        "a criterion under a node with rules cannot be called `then`: that is what a rule says of the node",
                        "een criterium onder een groep criteria met regels kan niet `then` heten: dat is wat een regel over de groep zegt",
                    ),
                    both("give it another id", "geef het een andere id"),
                );
            }
            let (place, levels) = match branch.leaf {
                Some(leaf) => {
                    let place = match (&file.scale, &file.direction) {
                        (Some(scale), None) => &scale.span,
                        (_, Some(direction)) => &direction.span,
                        (None, None) => &file.id.span,
                    };
                    // A scale that is wrong has been complained of.
                    if file.scale.is_some() && tree.leaves[leaf].scale.is_none() {
                        sound = false;
                        continue;
                    }
                    (place, levels_of_leaf(&tree.leaves[leaf]))
                }
                None if file.rules.is_none() => (&file.id.span, Err(without_rules(&branch.id))),
                None => match &self.levels[*child] {
                    Some(levels) => (&file.id.span, Ok(levels.as_slice())),
                    // It has been complained of where that node is checked.
                    None => {
                        sound = false;
                        continue;
                    }
                },
            };
            match levels {
                Ok(levels) => out.push((&*branch.id, levels)),
                Err(wrong) => {
                    sound = false;
                    checker.wrong(place, wrong);
                }
            }
        }
        sound.then_some(out)
    }
}

/// How a rule is called: by its place among the rules, and its line where there is one to see.
fn name(row: usize, line: Option<usize>) -> Said {
    let number = row + 1;
    let (at, op) = line.map_or_else(Default::default, |line| {
        (format!(" (line {line})"), format!(" (lijn {line})"))
    });
    both(format!("rule {number}{at}"), format!("regel {number}{op}"))
}

/// A row of a table; `None` where it cannot be read, which has been said.
fn row(line: &At<Named<OneOrMany>>, names: &RuleNames, checker: &mut Checker) -> Option<RuleRow> {
    let mut cells: Vec<LevelSet> =
        names.children.iter().map(|(_, levels)| LevelSet::all(levels.len())).collect();
    let (mut then, mut sound) = (None, true);
    for (key, OneOrMany(texts)) in &line.value.0 {
        if key.value == THEN {
            then = Some(set(&key.span, texts, names.levels, checker));
            continue;
        }
        let Some(child) = names.children.iter().position(|(id, _)| *id == key.value) else {
            checker.unknown("criterion of the node", key, names.children.iter().map(|(id, _)| *id));
            sound = false;
            continue;
        };
        match set(&key.span, texts, names.children[child].1, checker) {
            Some(levels) => cells[child] = levels,
            None => sound = false,
        }
    }
    if then.is_none() {
        checker.error_help(
            &line.span,
            both("this rule has no `then`", "deze regel heeft geen `then`"),
            both(
                format!("write the level that follows: then = \"{}\"", names.levels[0]),
                format!("schrijf het niveau dat volgt: then = \"{}\"", names.levels[0]),
            ),
        );
    }
    let then = then??;
    sound.then_some(RuleRow { cells, then })
}

/// The levels of a cell; `None` where they cannot be read, which has been said.
fn set(
    key: &Range<usize>,
    texts: &[At<String>],
    levels: &[String],
    checker: &mut Checker,
) -> Option<LevelSet> {
    if texts.is_empty() {
        checker.error_help(
            key,
            both("this names no level", "dit noemt geen niveau"),
            both(
                "name one at least, or write \"*\" for any level",
                "noem er minstens een, of schrijf \"*\" voor om het even welk niveau",
            ),
        );
        return None;
    }
    let mut out = Some(LevelSet::EMPTY);
    for text in texts {
        match rule_cell::levels(&text.value, levels) {
            Ok(set) => out = out.map(|all| all.union(set)),
            Err(wrong) => {
                checker.wrong(&text.span, wrong);
                out = None;
            }
        }
    }
    out
}
