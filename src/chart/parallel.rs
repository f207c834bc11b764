//! Ranks side by side: a line for each alternative from method to method.

use super::frame::{Caption, EDGE, LABEL, WIDTH, framed};
use super::palette::{BESIDE, INK, RULE, series};
use super::panels::{HEADS, Part, head, label, names_width, stacked};
use super::picture::{Anchor, Fill, Mark, Picture, Shape, bold_text, dot, line};
use super::scale::apart;

/// Ranks over methods, group by group.
#[derive(Debug, Clone, PartialEq)]
pub struct Parallel {
    /// The words around them.
    pub caption: Caption,
    /// The methods, from left to right.
    pub methods: Vec<String>,
    /// The groups.
    pub groups: Vec<ParallelGroup>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelGroup {
    /// Its name; none where there is a single group.
    pub heading: Option<String>,
    /// Its alternatives.
    pub lines: Vec<ParallelLine>,
}

/// One alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelLine {
    /// Its name.
    pub name: String,
    /// Its rank by method, from 1; none where it has none.
    pub ranks: Vec<Option<usize>>,
}

/// How far ranks stand apart, and how high all of them may be together: the ranks of a few of many
/// stand nearer to each other.
const STEP: f64 = 20.0;
const HIGHEST: f64 = 60.0 * STEP;
/// How near columns may stand.
const COLUMN: f64 = 76.0;
/// How far names stand apart.
const NAME: f64 = 16.0;
/// The most that names take at each side.
const NAMES: f64 = 160.0;

impl Parallel {
    /// The chart.
    pub fn picture(&self) -> Picture {
        let names = || self.groups.iter().flat_map(|group| &group.lines);
        // A rank stands before each name.
        let side = names_width(names().map(|line| line.name.as_str()), NAMES) + 30.0;
        let gaps = self.methods.len().saturating_sub(1).max(1) as f64;
        let column = ((WIDTH - 2.0 * EDGE - 2.0 * side) / gaps).max(COLUMN);
        let parts = self.groups.iter().map(|group| self.part(group, side, column)).collect();
        let (marks, width, height) = stacked(parts);
        framed(&self.caption, WIDTH.max(width + 2.0 * EDGE), height, marks)
    }

    fn part(&self, group: &ParallelGroup, side: f64, column: f64) -> Part {
        let last = self.methods.len().saturating_sub(1);
        let wide = 2.0 * side + column * last as f64;
        let ranks = group.lines.iter().flat_map(|line| line.ranks.iter().flatten());
        let most = ranks.copied().max().unwrap_or(1).max(group.lines.len());
        let top = HEADS + 12.0;
        let x = |method: usize| side + column * method as f64;
        let step = STEP.min(HIGHEST / most as f64);
        let y = |rank: usize| top + (rank as f64 - 1.0) * step;
        // Names never stand nearer to each other than they can be read.
        let bottom = y(most).max(top + NAME * group.lines.len() as f64);
        let mut marks: Vec<Mark> = Vec::new();
        for (at, method) in self.methods.iter().enumerate() {
            marks.push(line((x(at), HEADS), (x(at), bottom + 6.0), RULE, 1.0));
            // The first and the last stand over the names.
            let room = (column - 4.0).min(2.0 * side - 4.0);
            marks.extend(head(x(at), HEADS, method, room));
        }
        let mut coloured = 0;
        for of in &group.lines {
            let is_first = of.ranks.contains(&Some(1));
            let colour = match is_first {
                true => series(coloured),
                false => BESIDE,
            };
            coloured += usize::from(is_first);
            let width = if is_first { 2.5 } else { 1.25 };
            for stretch in stretches(&of.ranks) {
                let points: Vec<(f64, f64)> =
                    stretch.iter().map(|(method, rank)| (x(*method), y(*rank))).collect();
                for ((method, rank), place) in stretch.iter().zip(&points) {
                    let hint = format!("{}: {} {rank}", of.name, self.methods[*method]);
                    marks.push(dot(*place, 3.5, Fill::Solid(colour)).hint(hint));
                }
                if points.len() > 1 {
                    let shape = Shape::Line { points, colour, width, dashed: false };
                    marks.push(Mark::new(shape).hint(&of.name));
                }
            }
        }
        for (method, left) in [(0, true), (last, false)] {
            if last == 0 && !left {
                continue;
            }
            let rank_of = |of: &ParallelLine| of.ranks.get(method).copied().flatten();
            let wanted: Vec<f64> =
                group.lines.iter().map(|of| rank_of(of).map_or(bottom, &y)).collect();
            let names = apart(&wanted, NAME, (top, bottom));
            let (sign, anchor) = if left { (-1.0, Anchor::End) } else { (1.0, Anchor::Start) };
            for ((of, wanted), name) in group.lines.iter().zip(wanted).zip(names) {
                let rank = rank_of(of).map_or_else(|| "?".to_owned(), |rank| rank.to_string());
                let edge = x(method) + sign * 12.0;
                if rank_of(of).is_some() {
                    let from = (x(method) + sign * 4.0, wanted);
                    marks.push(line(from, (edge - sign * 2.0, name), RULE, 1.0));
                }
                marks.push(bold_text((edge, name + 4.0), rank, 11.0, INK, anchor));
                let place = (edge + sign * 18.0, name + 4.0);
                marks.push(label(place, &of.name, LABEL, side - 34.0, anchor));
            }
        }
        Part { heading: group.heading.clone(), size: (wide, bottom + 12.0), marks }
    }
}

/// Ranks of methods that follow each other without one that is missing.
fn stretches(ranks: &[Option<usize>]) -> Vec<Vec<(usize, usize)>> {
    let mut out: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut goes_on = false;
    for (method, rank) in ranks.iter().enumerate() {
        let Some(rank) = rank else {
            goes_on = false;
            continue;
        };
        match out.last_mut().filter(|_| goes_on) {
            Some(last) => last.push((method, *rank)),
            None => out.push(vec![(method, *rank)]),
        }
        goes_on = true;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::checks::{SIZES, assert_sound, hostile};
    use super::*;

    fn chart(methods: usize, lines: Vec<ParallelLine>) -> Parallel {
        let said = "Said".to_owned();
        let group = ParallelGroup { heading: Some(said.clone()), lines };
        Parallel {
            caption: Caption { title: said.clone(), description: said.clone(), notes: vec![said] },
            methods: (0..methods).map(hostile).collect(),
            groups: vec![group.clone(), group],
        }
    }

    fn of(name: &str, ranks: &[Option<usize>]) -> ParallelLine {
        ParallelLine { name: name.to_owned(), ranks: ranks.to_vec() }
    }

    #[test]
    fn lines_go_through_the_ranks_and_break_where_one_is_missing() {
        let ranks = [Some(1), Some(3), None, Some(2)];
        assert_eq!(stretches(&ranks), [vec![(0, 1), (1, 3)], vec![(3, 2)]]);
        let other = of("B", &[Some(2), Some(1), Some(1), Some(1)]);
        let mut all = chart(4, vec![of("A", &ranks), other]);
        all.groups.truncate(1);
        let picture = all.picture();
        let line = |name: &str| {
            let of = |mark: &Mark| match &mark.shape {
                Shape::Line { points, .. } if mark.hint.as_deref() == Some(name) => {
                    Some(points.clone())
                }
                _ => None,
            };
            picture.marks.iter().filter_map(of).collect::<Vec<_>>()
        };
        let (a, b) = (line("A"), line("B"));
        assert_eq!((a.len(), a[0].len(), b[0].len()), (1, 2, 4));
        // Two ranks down are 40, and the columns are as far apart for both.
        assert_eq!(a[0][1].1 - a[0][0].1, 40.0);
        assert_eq!(b[0][0].1 - a[0][0].1, 20.0);
        let (all, one) = (b[0][3].0 - b[0][0].0, a[0][1].0 - a[0][0].0);
        assert!((all - 3.0 * one).abs() < 1e-9 && one > 76.0, "{all} {one}");
    }

    #[test]
    fn labels_do_not_overlap() {
        for n in SIZES {
            let tied: Vec<ParallelLine> =
                (0..n).map(|at| of(&hostile(at), &[Some(1), None, Some(1)])).collect();
            assert_sound(&chart(3, tied).picture());
            let line = |at: usize| of(&hostile(at), &vec![Some(at + 1); n]);
            assert_sound(&chart(n, (0..n).map(line).collect()).picture());
            assert_sound(&chart(2, vec![of("A", &[None, None])]).picture());
        }
    }
}
