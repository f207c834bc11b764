//! The names that the sheets of a workbook use for keys, criteria and actors: an id, a label or the
//! header of a column, whatever its capitals.

use hashbrown::HashMap;

/// A key, a criterion or an actor, by all its names.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// What else it is called.
    pub others: Vec<String>,
    /// The levels of a criterion that has them.
    pub levels: Vec<String>,
}

/// Keys, criteria or actors, to be found by any of their names.
#[derive(Debug, Default)]
pub struct Listed {
    all: Vec<Named>,
    /// The first with that id.
    by_id: HashMap<String, usize>,
    /// The one with that id or other name in small letters; `None` where there are more.
    by_name: HashMap<String, Option<usize>>,
}

/// What the workbook lists.
#[derive(Debug, Default)]
pub struct Names {
    /// The keys.
    pub keys: Listed,
    /// The criteria.
    pub criteria: Listed,
    /// The actors.
    pub actors: Listed,
    /// The periods of the pathway.
    pub periods: Listed,
}

impl Listed {
    /// These, in this order.
    pub fn of(all: Vec<Named>) -> Listed {
        let (mut by_id, mut by_name) = (HashMap::new(), HashMap::new());
        for (at, it) in all.iter().enumerate() {
            by_id.entry(it.id.clone()).or_insert(at);
            for name in std::iter::once(&it.id).chain(&it.others) {
                let one = by_name.entry(name.trim().to_lowercase()).or_insert(Some(at));
                *one = one.filter(|other| *other == at);
            }
        }
        Listed { all, by_id, by_name }
    }

    /// All of them, in their order.
    pub fn all(&self) -> &[Named] {
        &self.all
    }

    /// Which of them a text names: by its id, else by its id or another name whatever the capitals,
    /// where that is one of them only.
    pub fn find(&self, text: &str) -> Option<usize> {
        let text = text.trim();
        let by_id = self.by_id.get(text).copied();
        by_id.or_else(|| self.by_name.get(&text.to_lowercase()).copied().flatten())
    }

    fn named(&self, text: &str) -> Option<&Named> {
        self.find(text).map(|at| &self.all[at])
    }
}

impl Names {
    /// The id of a criterion; the text itself where it names none.
    pub fn criterion(&self, text: &str) -> String {
        self.criteria.named(text).map_or(text.trim(), |named| &named.id).to_owned()
    }

    /// The id of a key; the text itself where it names none.
    pub fn key(&self, text: &str) -> String {
        self.keys.named(text).map_or(text.trim(), |named| &named.id).to_owned()
    }

    /// The id of an actor; the text itself where it names none.
    pub fn actor(&self, text: &str) -> String {
        self.actors.named(text).map_or(text.trim(), |named| &named.id).to_owned()
    }

    /// The id of a period; the text itself where it names none.
    pub fn period(&self, text: &str) -> String {
        self.periods.named(text).map_or(text.trim(), |named| &named.id).to_owned()
    }

    /// The levels of a criterion; empty where it has none.
    pub fn levels(&self, text: &str) -> &[String] {
        self.criteria.named(text).map_or(&[], |named| &named.levels)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_names_a_criterion_unless_two_have_it() {
        let named = |id: &str, label: &str| Named {
            id: id.into(),
            others: vec![label.into()],
            levels: Vec::new(),
        };
        let names = [("cost", "Cost"), ("a", "Same"), ("b", "same"), ("Cost", "x"), ("a", "y")];
        let all = Listed::of(names.map(|(id, label)| named(id, label)).into());
        // An exact id wins, the first of two.
        assert_eq!(
            (all.find(" cost "), all.find("Cost"), all.find("a")),
            (Some(0), Some(3), Some(1))
        );
        assert_eq!((all.find("COST"), all.find("A"), all.find("Same")), (None, None, None));
        // Once for each, however often one of them is called so.
        assert_eq!((all.find("B"), all.find(" Y "), all.find("z")), (Some(2), Some(4), None));
        let one = Listed::of(vec![named("cost", "Cost")]);
        assert_eq!((one.find("COST"), one.find("")), (Some(0), None));
    }
}
