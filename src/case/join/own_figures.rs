//! What actors give in rows of their own.

/// The numbers of the inputs that actors give in rows of their own, by actor and in the order of
/// the tables.
///
/// It holds a number per figure of a table, not per cell that the figure reaches: those are looked
/// up when somebody looks at the data as an actor does. So its size grows with the tables.
#[derive(Debug, Clone, Default)]
pub struct OwnFigures {
    by_actor: Vec<Vec<usize>>,
}

impl OwnFigures {
    /// Nothing given yet, by so many actors.
    pub fn of(actors: usize) -> OwnFigures {
        OwnFigures { by_actor: vec![Vec::new(); actors] }
    }

    /// An actor gives an input.
    pub fn give(&mut self, actor: usize, input: usize) {
        if let Some(inputs) = self.by_actor.get_mut(actor) {
            inputs.push(input);
        }
    }

    /// The inputs that an actor gives.
    pub fn of_actor(&self, actor: usize) -> &[usize] {
        self.by_actor.get(actor).map(Vec::as_slice).unwrap_or_default()
    }

    /// The inputs that any actor gives, with the actor.
    pub fn all(&self) -> impl Iterator<Item = (usize, usize)> {
        let by_actor = self.by_actor.iter().enumerate();
        by_actor.flat_map(|(actor, inputs)| inputs.iter().map(move |input| (actor, *input)))
    }
}
