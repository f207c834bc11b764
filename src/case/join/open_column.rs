//! A column with a figure that can be read in two ways: how it is read, and whether that is odd.

use super::seen::Seen;
use crate::case::read::column::RawCell;
use crate::case::read::evidence::Evidence;
use crate::case::read::marks::{Mark, Marks, Use, number, readings};
use crate::case::read::tables::RawTable;
use crate::case::read::written::other_reading;
use crate::error::{Finding, Place, Said, both, shorten};

/// A column whose first figure with two readings stands in this place.
pub(super) struct OpenColumn<'a> {
    table: &'a RawTable,
    row: usize,
    column: usize,
    /// The criterion or attribute.
    name: &'a str,
    /// The figure as it is written, and the mark that leaves it open.
    figure: &'a str,
    mark: Mark,
    /// What the figure is if its mark parts decimals, and if it parts thousands.
    decimals: String,
    thousands: String,
    seen: &'a Seen<'a>,
    /// What all columns of the table say.
    whole: &'a Evidence,
}

/// How a column is read.
pub(super) struct SettledMarks {
    pub(super) marks: Marks,
    /// Whether the criterion's scale left this reading alone.
    by_scale: bool,
}

impl<'a> OpenColumn<'a> {
    /// `None` where no figure of the column has two readings.
    pub(super) fn of(
        table: &'a RawTable,
        name: &'a str,
        seen: &'a Seen<'a>,
        whole: &'a Evidence,
    ) -> Option<OpenColumn<'a>> {
        let (figure, row, column) = seen.open?;
        let (mark, decimals, thousands) = readings(figure)?;
        let [decimals, thousands] = [decimals, thousands].map(crate::problem::number);
        Some(OpenColumn {
            table,
            row,
            column,
            name,
            figure,
            mark,
            decimals,
            thousands,
            seen,
            whole,
        })
    }

    fn place(&self) -> Place {
        self.table.place(self.row, self.column)
    }

    fn shown(&self) -> String {
        shorten(self.figure, 40)
    }

    /// The marks of the column: what it says itself comes first, then its scale, then the other
    /// columns. `None` where nothing settles them.
    pub(super) fn settle(&self) -> Option<SettledMarks> {
        let (seen, whole, mark) = (self.seen, self.whole, self.mark);
        let contradicts = |used: &Use| {
            let of_table = whole.says(mark).is_some_and(|said| said != *used);
            of_table || seen.fitting().is_some_and(|fitting| fitting != *used)
        };
        let by_scale = seen.left_by_scale().filter(|used| {
            seen.evidence.says(mark).is_none() && seen.other.is_none() && !contradicts(used)
        });
        let commas = self.table.decimal_comma;
        let marks = match by_scale {
            Some(by_scale) => seen.evidence.marks(&Evidence::of(mark, by_scale), commas),
            None => seen.evidence.marks(whole, commas),
        };
        marks.settles(mark).then(|| SettledMarks { marks, by_scale: by_scale.is_some() })
    }

    /// That nothing says how the figure is read.
    pub(super) fn unsettled(&self) -> Finding {
        let (shown, name, sign) = (self.shown(), self.name, self.mark.sign());
        let (decimals, thousands) = (&self.decimals, &self.thousands);
        let more = match self.seen.count {
            1 => Said::default(),
            2 => both("; one more such figure below", "; hieronder nog zo'n cijfer"),
            many => both(
                format!("; {} more such figures below", many - 1),
                format!("; hieronder nog {:#} zulke cijfers", many - 1),
            ),
        };
        let why = if !self.seen.evidence.is_silent() {
            both(
                "the other figures of its column contradict each other",
                "de andere cijfers van de kolom spreken elkaar tegen",
            )
        } else if !self.whole.is_silent() {
            both(
                "the other columns of this table contradict each other",
                "de andere kolommen van deze tabel spreken elkaar tegen",
            )
        } else {
            both("nothing in this table settles which", "niets in deze tabel geeft uitsluitsel")
        };
        let message = both(
            format!(
                "`{shown}` can be read as {decimals} or as {thousands}, and {why} (criterion `{name}`{more})"
            ),
            format!(
                "`{shown:#}` kan worden gelezen als {decimals:#} of als {thousands:#}, en {why:#} (criterium `{name:#}`{more:#})"
            ),
        );
        let help = both(
            format!(
                "if `{sign}` parts decimals, say `decimal = \"{sign}\"` at the top of the case file, or `--decimal {sign}`; if it parts thousands, `thousands = \"{sign}\"` or `--thousands {sign}`"
            ),
            format!(
                "als `{sign:#}` de decimalen afscheidt, zet dan `decimal = \"{sign:#}\"` bovenaan in het dossier, of geef `--decimal {sign:#}`; als het duizendtallen afscheidt: `thousands = \"{sign:#}\"` of `--thousands {sign:#}`"
            ),
        );
        Finding::error(self.place(), message).help(help)
    }

    /// A warning where the reading is odd beside the other figures. What the scale alone allows is
    /// not doubted.
    pub(super) fn doubt(&self, settled: &SettledMarks) -> Option<Finding> {
        let SettledMarks { marks, by_scale } = settled;
        let read = number(self.figure, marks).filter(|_| !by_scale)?;
        let read = crate::problem::number(read);
        if let Some(other) = self.seen.other
            && let Some(as_read) = number(other, marks)
        {
            return Some(self.slip(&read, other, as_read));
        }
        let used = if read == self.decimals { Use::Decimals } else { Use::Thousands };
        if !self.is_odd(used) {
            return None;
        }
        let RawCell::Text(cell) = self.table.cell(self.row, self.column) else { return None };
        let (shown, name, sign) = (self.shown(), self.name, self.mark.sign());
        let by = if self.seen.evidence.says(self.mark).is_some() {
            both(
                "as other figures of its column are written",
                "zoals andere cijfers van de kolom geschreven zijn",
            )
        } else {
            both(
                "as other columns of this table are written",
                "zoals andere kolommen van deze tabel geschreven zijn",
            )
        };
        let message = both(
            format!("`{shown}` is read as {read}, {by} (criterion `{name}`)"),
            format!("`{shown:#}` wordt gelezen als {read:#}, {by:#} (criterium `{name:#}`)"),
        );
        let key = if used == Use::Decimals { "decimal" } else { "thousands" };
        let more = match self.seen.count {
            1 => Said::default(),
            _ => both(
                ", and change the other such figures of its column alike",
                ", en wijzig de andere zulke cijfers van de kolom op dezelfde manier",
            ),
        };
        // A key speaks for all columns, and would break one that shows otherwise.
        let right = match self.whole.says(self.mark) {
            Some(said) if said == used => both(
                format!(
                    "if that is right, `{key} = \"{sign}\"` at the top of the case file, or `--{key} {sign}`, says so; "
                ),
                format!(
                    "als dat klopt, zegt `{key:#} = \"{sign:#}\"` bovenaan in het dossier, of `--{key:#} {sign:#}`, het zo; "
                ),
            ),
            _ => Said::default(),
        };
        let help = both(
            format!(
                "{right}if it is wrong, write `{}` in this cell{more}",
                shorten(&other_reading(cell.trim(), marks), 60)
            ),
            format!(
                "{right:#}als het niet klopt, schrijf `{:#}` in deze cel{more:#}",
                shorten(&other_reading(cell.trim(), marks), 60)
            ),
        );
        Some(Finding::warning(self.place(), message).help(help))
    }

    /// That one column has figures with both marks: nobody means both, so one of them is a slip.
    fn slip(&self, read: &str, other: &str, as_read: f64) -> Finding {
        let (shown, name, as_read) = (self.shown(), self.name, crate::problem::number(as_read));
        let other = shorten(other, 40);
        let message = both(
            format!(
                "this column has both `{shown}`, which is read as {read}, and `{other}`, which is read as {as_read} (criterion `{name}`)"
            ),
            format!(
                "deze kolom bevat zowel `{shown:#}`, dat wordt gelezen als {read:#}, als `{other:#}`, dat wordt gelezen als {as_read:#} (criterium `{name:#}`)"
            ),
        );
        let help = both(
            "write its figures with the same marks; `decimal` or `thousands` at the top of the case file, or `--decimal` or `--thousands`, says what they are",
            "schrijf de cijfers met dezelfde tekens; `decimal` of `thousands` bovenaan in het dossier, of `--decimal` of `--thousands`, zegt welke het zijn",
        );
        Finding::warning(self.place(), message).help(help)
    }

    /// Whether this use is against what the column looks like.
    fn is_odd(&self, used: Use) -> bool {
        let (seen, whole) = (self.seen, self.whole);
        match (seen.fitting(), seen.evidence.says(self.mark), used) {
            // Spreads have a size of their own.
            _ if seen.ends == 0 => false,
            // What a column shows of itself is doubted only for rounded figures.
            (Some(fitting), Some(_), _) if fitting != used => !seen.uneven,
            (Some(fitting), None, _) if fitting != used => true,
            // All figures but those that say so end in zeros: rather thousands, beside a slip.
            (_, Some(_), Use::Decimals) => !seen.uneven && seen.evidence.has_other_places(),
            (Some(_), ..) | (None, Some(_), _) => false,
            (None, None, Use::Decimals) => !seen.uneven && whole.has_other_places(),
            (None, None, Use::Thousands) => !whole.has_groups(),
        }
    }
}
