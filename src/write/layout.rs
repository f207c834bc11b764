//! How wide the columns of a grid are in a terminal of a given width, and what goes below where not
//! all of them fit beside each other.

use super::wrap::{columns, least, wrap};
use crate::write::grid::{BREAK, Grid};

/// Columns that a terminal spends on the sides of each column, and between two of them.
const SIDES: usize = 2;
const BETWEEN: usize = 1;

/// What a column asks for.
struct Need {
    /// Its widest line.
    whole: usize,
    /// Its widest line below the head, and the widest word of that.
    cells: usize,
    /// Its widest word.
    words: usize,
    /// Its widest word, where those with hyphens may be broken.
    parts: usize,
}

impl Need {
    fn of(grid: &Grid, column: usize) -> Need {
        let cells = grid.rows.iter().filter_map(|row| row.get(column));
        let head = &grid.head[column].0;
        let mut need = Need {
            whole: columns(head),
            cells: least(head, true),
            words: least(head, false),
            parts: least(head, true),
        };
        for line in cells.flat_map(|cell| cell.split(BREAK)) {
            let whole = columns(line);
            need.cells = need.cells.max(whole);
            if whole > need.parts {
                need.words = need.words.max(least(line, false));
                need.parts = need.parts.max(least(line, true));
            }
            need.whole = need.whole.max(whole);
        }
        need
    }
}

/// Whether a grid fits in that many columns with no word broken but at its hyphens; if `whole`,
/// with no line of a cell broken at all.
pub(super) fn fits(grid: &Grid, width: usize, whole: bool) -> bool {
    let needs = (0..grid.head.len()).map(|column| Need::of(grid, column));
    let least: usize = needs.map(|need| if whole { need.cells } else { need.parts }).sum();
    least + frame(grid.head.len()) <= width
}

/// The grid in panels that fit in `width`, one below the other, each with the first `lead` columns
/// and as many of the others as have room; every cell is broken into lines as wide as its column.
pub(super) fn panels(grid: &Grid, lead: usize, width: usize) -> Vec<Grid> {
    let needs: Vec<Need> = (0..grid.head.len()).map(|column| Need::of(grid, column)).collect();
    let lead = lead.min(needs.len());
    let mut out = Vec::new();
    let mut at = lead;
    loop {
        let mut shown: Vec<usize> = (0..lead).collect();
        while at < needs.len() {
            shown.push(at);
            let parts: usize = shown.iter().map(|column| needs[*column].parts).sum();
            if parts + frame(shown.len()) > width && shown.len() > lead + 1 {
                shown.pop();
                break;
            }
            at += 1;
        }
        let asked: Vec<&Need> = shown.iter().map(|column| &needs[*column]).collect();
        let widths = shares(&asked, width.saturating_sub(frame(shown.len())));
        out.push(cut(grid, &shown, &widths));
        if at >= needs.len() {
            return out;
        }
    }
}

/// What a terminal spends on so many columns besides their text.
fn frame(count: usize) -> usize {
    count * SIDES + count.saturating_sub(1) * BETWEEN
}

/// How wide each column is: as wide as it asks, or no more than the others that ask for too much,
/// but wide enough for its words if there is room for that.
fn shares(needs: &[&Need], room: usize) -> Vec<usize> {
    let at_cap = |cap: usize, least: fn(&Need) -> usize| -> Vec<usize> {
        needs.iter().map(|need| need.whole.min(cap.max(least(need)))).collect()
    };
    let fits = |widths: &[usize]| widths.iter().sum::<usize>() <= room;
    let most = needs.iter().map(|need| need.whole).max().unwrap_or(0);
    // Heads are broken into lines before cells are, and words at their hyphens last.
    let leasts: [fn(&Need) -> usize; 4] =
        [|need| need.cells.max(need.words), |need| need.words, |need| need.parts, |_| 1];
    for least in leasts {
        // The largest cap that leaves room, by halving.
        let (mut low, mut high) = (0, most);
        if !fits(&at_cap(low, least)) {
            continue;
        }
        while low < high {
            let middle = (low + high).div_ceil(2);
            if fits(&at_cap(middle, least)) { low = middle } else { high = middle - 1 }
        }
        let mut widths = at_cap(low, least);
        // What is left goes to the first that can use it.
        let mut left = room - widths.iter().sum::<usize>();
        for (width, need) in widths.iter_mut().zip(needs) {
            let more = left.min(need.whole - *width).min(1);
            *width += more;
            left -= more;
        }
        return widths;
    }
    vec![1; needs.len()]
}

fn cut(grid: &Grid, shown: &[usize], widths: &[usize]) -> Grid {
    let fold = |cell: &str, width: usize| {
        let lines: Vec<String> =
            cell.split(BREAK).flat_map(|line| wrap(line, "", "", width.max(1))).collect();
        lines.join(&BREAK.to_string())
    };
    let head = shown
        .iter()
        .zip(widths)
        .map(|(column, width)| (fold(&grid.head[*column].0, *width), grid.head[*column].1));
    let row = |row: &Vec<String>| {
        shown
            .iter()
            .zip(widths)
            .map(|(column, width)| fold(row.get(*column).map_or("", String::as_str), *width))
            .collect()
    };
    Grid { head: head.collect(), rows: grid.rows.iter().map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(head: &[&str], rows: &[&[&str]]) -> Grid {
        Grid {
            head: head.iter().map(|name| ((*name).to_owned(), None)).collect(),
            rows: rows
                .iter()
                .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
                .collect(),
        }
    }

    #[test]
    fn columns_give_way_then_go_below() {
        let score = format!("0.59{BREAK}[0.41, 0.76]");
        let grid = grid(
            &["Cluster", "S3 Challenge-driven", "S4 System transformation"],
            &[&["VIL", &score, &score]],
        );
        let wide = grid.to_text(80);
        assert!(
            wide.contains(" Cluster   S3 Challenge-driven   S4 System transformation\n"),
            "{wide}"
        );
        let narrow = grid.to_text(45);
        assert!(
            narrow.contains("[0.41, 0.76]")
                && narrow.contains("Challenge-")
                && narrow.contains("transformation"),
            "{narrow}"
        );
        assert!(!narrow.contains("Challen\n"), "{narrow}");
        // Two panels, each with the first column.
        let panels = grid.to_text(28);
        assert_eq!(panels.matches("Cluster").count(), 2, "{panels}");
        assert_eq!(panels.matches("[0.41, 0.76]").count(), 2, "{panels}");
        for (text, width) in [(wide, 80), (narrow, 45), (panels, 28)] {
            assert!(text.lines().all(|line| columns(line) <= width), "{text}");
        }
    }

    /// Nothing is wider than asked, from a width at which a word may have to be broken.
    #[test]
    fn no_line_is_wider_than_asked() {
        let grid = grid(
            &["an alternative", "bars", "first", "what it rests on"],
            &[
                &[
                    "one with a long name",
                    "????????????",
                    "under 1 to 100 %",
                    "dem-inclusive@scenario=S1,cluster=VIL  L51b",
                ],
                &["b", "", "-", ""],
            ],
        );
        for width in 12..130 {
            let text = grid.to_text(width);
            assert!(text.lines().all(|line| columns(line) <= width), "{width}\n{text}");
        }
    }
}
