//! What a row says of the origin of its figures.

use crate::case::join::joiner::Joiner;
use crate::error::both;
use crate::error::{Finding, shorten};
use crate::problem::{Kind, Record};

impl Joiner<'_> {
    pub(super) fn record(&mut self, index: usize, row: usize, meta: &[Option<usize>]) -> Record {
        let table = &self.tables[index];
        let text = |at: usize| {
            let text = meta[at].map(|column| table.cell(row, column).text().into_owned());
            text.filter(|text| !text.is_empty())
        };
        let mut kind = None;
        if let (Some(name), Some(column)) = (text(0), meta[0]) {
            kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
            if kind.is_none() {
                let finding = Finding::error(
                    table.place(row, column),
                    both(
                        format!("unknown kind `{}`", shorten(&name, 40)),
                        format!("er is geen soort `{:#}`", shorten(&name, 40)),
                    ),
                );
                self.findings.push(finding.suggest(&name, Kind::ALL.map(Kind::name)));
            }
        }
        if let (Some(date), Some(column)) = (text(3), meta[3])
            && !is_date(&date)
        {
            let finding = Finding::error(
                table.place(row, column),
                both(
                    format!("`{}` is not a date", shorten(&date, 40)),
                    format!("`{:#}` is geen datum", shorten(&date, 40)),
                ),
            );
            self.findings.push(finding.help(both(
                "write a year, a month or a day: 2024, 2024-05 or 2024-05-06",
                "schrijf een jaar, een maand of een dag: 2024, 2024-05 of 2024-05-06",
            )));
        }
        let passages = text(2).map(|text| {
            text.split(';').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
        });
        Record {
            kind,
            source: text(1),
            passages: passages.unwrap_or_default(),
            as_of: text(3),
            note: text(4),
        }
    }
}

/// `2024`, `2024-05` or `2024-05-06`
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| {
        parts.get(at).filter(|part| part.len() == digits).and_then(|part| part.parse::<i8>().ok())
    };
    let year = parts[0].len() == 4 && parts[0].bytes().all(|byte| byte.is_ascii_digit());
    let month = parts.len() < 2 || number(1, 2).is_some_and(|month| (1..=12).contains(&month));
    let day = parts.len() < 3 || text.parse::<jiff::civil::Date>().is_ok();
    year && month && day && parts.len() <= 3
}
