//! A rule of a node as a program states it.

/// Which level a node gets where its children have some levels; see
/// [`Details::rules`](super::Details::rules). Levels are written as in a criteria file: a level, `*`
/// (any), `>= level` (it or a better one), `<= level` (it or a worse one), `level..level`, or several
/// of these with `|` in between.
///
/// ```
/// use afweging::problem::DecisionRule;
///
/// let rule = DecisionRule::then("good").when("price", "<= medium").when("comfort", "good | fair");
/// assert_eq!(rule.to_string(), "price <= medium; comfort = good | fair -> good");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRule {
    pub(super) when: Vec<(String, String)>,
    pub(super) then: String,
}

impl DecisionRule {
    /// The node has this level, or one of these, whatever levels its children have.
    pub fn then(levels: impl Into<String>) -> DecisionRule {
        DecisionRule { when: Vec::new(), then: levels.into() }
    }

    /// Only where this child has such a level.
    #[must_use]
    pub fn when(mut self, criterion: impl Into<String>, levels: impl Into<String>) -> DecisionRule {
        self.when.push((criterion.into(), levels.into()));
        self
    }
}

impl std::fmt::Display for DecisionRule {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        for (at, (criterion, levels)) in self.when.iter().enumerate() {
            let levels = levels.trim();
            let (mark, end) = (if at > 0 { "; " } else { "" }, levels.starts_with(['<', '>']));
            write!(f, "{mark}{criterion} {}{levels}", if end { "" } else { "= " })?;
        }
        write!(f, " -> {}", self.then)
    }
}
