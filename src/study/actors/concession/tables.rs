//! The tables of what it would take for actors to accept alternatives.

use super::demand::Raise;
use super::{ActorConcession, CommonConcession, Concessions};
use crate::evaluate::keys::{all_keys, keys_of};
use crate::problem::Problem;
use crate::table::{Table, TableOf};
use crate::tolerance::CHANGED;

/// One alternative and an actor, or all.
#[derive(Clone, Copy)]
struct Asked<'a> {
    alternative: usize,
    group: usize,
    own: Own<'a>,
}

#[derive(Clone, Copy)]
enum Own<'a> {
    Actor(&'a ActorConcession),
    All(&'a CommonConcession),
}

/// A row of `concession_weights`.
struct Moved<'a> {
    asked: Asked<'a>,
    leaf: usize,
    from: f64,
    to: f64,
}

/// A row of `concession_improvements`.
struct Raised<'a> {
    asked: Asked<'a>,
    leaf: usize,
    by: f64,
    /// What an actor sees; none for all.
    raise: Option<&'a Raise>,
    alone: bool,
}

impl<'a> Asked<'a> {
    fn actor(&self) -> Option<&'a ActorConcession> {
        match self.own {
            Own::Actor(own) => Some(own),
            Own::All(_) => None,
        }
    }

    fn accepts(&self) -> bool {
        match self.own {
            Own::Actor(own) => own.accepts,
            Own::All(own) => own.accepted,
        }
    }

    fn improvement_name(&self) -> Option<&'static str> {
        match self.own {
            Own::Actor(own) => own.improvement.name(),
            Own::All(own) => own.improvement.name(),
        }
    }

    /// The sum of the points of value gained.
    fn improvement(&self) -> Option<f64> {
        match self.own {
            _ if self.accepts() => Some(0.0),
            Own::Actor(own) => Some(own.improvement.change()?.total),
            Own::All(own) => Some(own.improvement.change()?.total),
        }
    }

    /// The share of all weight that moves.
    fn weight_change(&self) -> Option<f64> {
        let own = self.actor()?;
        if own.accepts { Some(0.0) } else { Some(own.weights.change()?.share) }
    }

    /// Whether the change of weights, or that there is none, is proved.
    fn is_exact(&self) -> Option<bool> {
        use super::demand::Demand::{Change, Impossible, Nothing, Undefined, Unknown};
        match &self.actor()?.weights {
            Nothing | Impossible => Some(true),
            Unknown => Some(false),
            Change(change) => Some(change.exact),
            Undefined => None,
        }
    }
}

impl Concessions<'_> {
    fn problem(&self) -> &Problem {
        self.panel.panel.problem()
    }

    /// By group and alternative: each actor, then all.
    fn asked(&self) -> Vec<Asked<'_>> {
        let mut out = Vec::new();
        for (concessions, group) in self.groups.iter().zip(&self.panel.groups) {
            let members = &self.problem().groups[group.group];
            for (at, place) in group.places.iter().enumerate() {
                let alternative = members.member(*place);
                let of = |own| Asked { alternative, group: group.group, own };
                out.extend(concessions.actors[at].iter().map(|own| of(Own::Actor(own))));
                out.extend(concessions.common[at].iter().map(|own| of(Own::All(own))));
            }
        }
        out
    }

    fn actor_id(&self, asked: &Asked) -> Option<String> {
        Some(self.panel.actors()[asked.actor()?.actor].id().to_owned())
    }

    /// `concession`: whether each actor accepts each alternative and, if it does not, how much must
    /// change before it does. Without an actor: all who rank.
    pub fn table(&self) -> Table {
        let problem = self.problem();
        let rows = self.asked();
        let within = |row: &Asked| row.actor()?.weights.change()?.within_statements;
        TableOf::new("concession", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Asked| row.alternative))
            .text("actor", |row| self.actor_id(row))
            .flag("accepts", |row| Some(row.accepts()))
            .text("weights", |row| Some(row.actor()?.weights.name()?.to_owned()))
            .number("weight_change", Asked::weight_change)
            .flag("weight_change_exact", Asked::is_exact)
            .flag("within_statements", within)
            .text("improvements", |row| Some(row.improvement_name()?.to_owned()))
            .number("improvement", Asked::improvement)
            .table()
    }

    /// `concession_weights`: the nearest weights at which an actor accepts an alternative that it
    /// does not accept, a row per criterion whose weight moves.
    pub fn weights_table(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<Moved> = Vec::new();
        for asked in self.asked() {
            let Some(own) = asked.actor() else { continue };
            let Some(change) = own.weights.change() else { continue };
            let from = self.panel.evaluations[own.actor].weights.of_group(asked.group);
            let pairs = from.iter().zip(&change.weights).enumerate();
            let moved = pairs.filter(|(_, (from, to))| (*from - *to).abs() > CHANGED);
            rows.extend(moved.map(|(leaf, (from, to))| Moved {
                asked,
                leaf,
                from: *from,
                to: *to,
            }));
        }
        TableOf::new("concession_weights", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Moved| row.asked.alternative))
            .text("actor", |row| self.actor_id(&row.asked))
            .text("criterion", |row| Some(problem.tree.leaves[row.leaf].id.clone()))
            .number("weight_from", |row| Some(row.from))
            .number("weight_to", |row| Some(row.to))
            .table()
    }

    /// `concession_improvements`: the least improvement for each actor, and for all, a row per
    /// criterion on which the alternative gains (`alone` 0); and the criteria on which a gain is
    /// enough by itself (`alone` 1).
    pub fn improvements_table(&self) -> Table {
        let problem = self.problem();
        let mut rows: Vec<Raised> = Vec::new();
        for asked in self.asked() {
            match asked.own {
                Own::Actor(own) => {
                    let least = own.improvement.change().map_or(&[][..], |it| &it.raises);
                    for (raises, alone) in [(least, false), (&own.alone[..], true)] {
                        rows.extend(raises.iter().map(|raise| Raised {
                            asked,
                            leaf: raise.leaf,
                            by: raise.to - raise.from,
                            raise: Some(raise),
                            alone,
                        }));
                    }
                }
                Own::All(own) => {
                    let raises = own.improvement.change().map_or(&[][..], |it| &it.raises);
                    let row = |(leaf, by): &(usize, f64)| Raised {
                        asked,
                        leaf: *leaf,
                        by: *by,
                        raise: None,
                        alone: false,
                    };
                    rows.extend(raises.iter().map(row));
                }
            }
        }
        let written = |leaf: usize, figure: f64| problem.tree.leaves[leaf].notation(figure);
        TableOf::new("concession_improvements", &rows)
            .columns(keys_of(problem, &all_keys(problem), |row: &Raised| row.asked.alternative))
            .text("actor", |row| self.actor_id(&row.asked))
            .text("criterion", |row| Some(problem.tree.leaves[row.leaf].id.clone()))
            .flag("alone", |row| Some(row.alone))
            .number("raise", |row| Some(row.by))
            .number("value_from", |row| Some(row.raise?.from))
            .number("value_to", |row| Some(row.raise?.to))
            .cells("performance_from", |row| Some(written(row.leaf, row.raise?.figure_from)))
            .cells("performance_to", |row| Some(written(row.leaf, row.raise?.figure_to?)))
            .table()
    }
}
