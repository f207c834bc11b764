//! The tables of rules of a builder's nodes.

use super::criteria::Entry;
use super::faults::Faults;
use crate::error::{Error, Phrase, Said, both};
use crate::problem::aggregate::{Aggregate, NodeRule};
use crate::problem::decision_rule::DecisionRule;
use crate::problem::level_set::LevelSet;
use crate::problem::rule_cell;
use crate::problem::rule_faults::RuleNames;
use crate::problem::rule_rows::RuleRow;
use crate::problem::tree::{Tree, few_enough, levels_of_leaf, without_rules};

/// Give nodes with rules their tables. What is wrong goes to `faults`, and has no table.
pub(super) fn decide(entries: &[Entry], tree: &mut Tree, faults: &mut Faults) {
    let nodes = entries.iter().enumerate().filter(|(_, entry)| entry.direction.is_none());
    for (at, entry) in nodes.filter(|(_, entry)| entry.details.has_rules()) {
        if let Some(rules) = table(at, entry, entries, tree, faults) {
            let aggregate = Aggregate::Rules(rules);
            tree.rules.insert(Some(at), NodeRule { aggregate, missing: None });
        }
    }
}

fn table(
    at: usize,
    entry: &Entry,
    entries: &[Entry],
    tree: &Tree,
    faults: &mut Faults,
) -> Option<crate::problem::Rules> {
    let before = faults.count();
    let node = super::criteria::node(&entry.id);
    let details = &entry.details;
    if details.aggregates() {
        let reason = Phrase(
            "it has rules, so it does not aggregate otherwise, and what is not known below it is any level: leave out the rules, or the aggregate and what is missing",
            "die heeft regels, en aggregeert dus niet anders; wat eronder niet bekend is, is om het even welk niveau: laat de regels weg, of de aggregatie en wat ontbreekt",
        );
        faults.add(&node, reason);
    }
    let Some(levels) = details.stated_levels() else {
        let reason = Phrase(
            "it has rules and no levels: give it levels, the worst first",
            "die heeft regels en geen niveaus: geef niveaus, het slechtste eerst",
        );
        faults.add(&node, reason);
        return None;
    };
    super::criteria::levels_of(&node, levels, faults);
    if let Err(wrong) = few_enough(&entry.id, levels) {
        faults.add(&node, wrong.sentence());
    }
    let mut children: Vec<(&str, &[String])> = Vec::new();
    let mut weights = Vec::new();
    for (child, branch) in tree.branches.iter().enumerate() {
        if branch.parent != Some(at) {
            continue;
        }
        weights.push(branch.weight);
        let of_node = || {
            let below = &entries[child].details;
            below
                .stated_levels()
                .filter(|_| below.has_rules())
                .ok_or_else(|| without_rules(&branch.id))
        };
        match branch.leaf.map_or_else(of_node, |leaf| levels_of_leaf(&tree.leaves[leaf])) {
            Ok(levels) => children.push((&branch.id, levels)),
            Err(wrong) => faults.add(&node, wrong.sentence()),
        }
    }
    if faults.count() > before {
        return None;
    }
    let names = RuleNames { levels, children };
    let rows: Vec<Option<RuleRow>> = details
        .stated_rules()
        .iter()
        .enumerate()
        .map(|(number, rule)| row(number, rule, &names, &node, faults))
        .collect();
    let rows: Vec<RuleRow> = rows.into_iter().collect::<Option<_>>()?;
    let (rules, wrong) = names.table(&rows, details.completion(), &weights, &named);
    // A table that is not monotone may be meant so; who builds a problem can look at it.
    for fault in wrong.into_iter().filter(|fault| !fault.is_warning) {
        faults.add(&node, fault.wrong.sentence());
    }
    rules
}

/// How a rule is called, by its place.
fn named(number: usize) -> Said {
    both(format!("rule {}", number + 1), format!("regel {}", number + 1))
}

fn row(
    number: usize,
    rule: &DecisionRule,
    names: &RuleNames,
    node: &Said,
    faults: &mut Faults,
) -> Option<RuleRow> {
    let before = faults.count();
    let mut tell = |reason: Said| {
        let name = named(number);
        faults.add(node, both(format!("{name}: {reason}"), format!("{name:#}: {reason:#}")));
    };
    let mut cells: Vec<LevelSet> =
        names.children.iter().map(|(_, levels)| LevelSet::all(levels.len())).collect();
    let mut seen = vec![false; cells.len()];
    for (criterion, text) in &rule.when {
        let Some(child) = names.children.iter().position(|(id, _)| id == criterion) else {
            let known = names.children.iter().map(|(id, _)| *id);
            tell(Error::unknown("criterion of the node", criterion, known).said());
            continue;
        };
        let read = rule_cell::levels(text, names.children[child].1);
        match read {
            Ok(_) if seen[child] => tell(both(
                format!("`{criterion}` stands in it twice"),
                format!("`{criterion:#}` staat er twee keer in"),
            )),
            Ok(levels) => cells[child] = levels,
            Err(wrong) => tell(wrong.sentence()),
        }
        seen[child] = true;
    }
    let then = rule_cell::levels(&rule.then, names.levels).map_err(|wrong| tell(wrong.sentence()));
    (faults.count() == before).then(|| RuleRow { cells, then: then.unwrap_or_default() })
}
