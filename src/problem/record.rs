//! Where a figure comes from.

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The source says so.
    Stated,
    /// One step of inference from the source.
    Inferred,
    /// An assumption of whoever made the case.
    Assumed,
    /// A measurement.
    Measured,
    /// Copied from another source, not checked.
    Transcribed,
}

impl Kind {
    /// All of them, in the order of a table.
    pub const ALL: [Kind; 5] =
        [Kind::Stated, Kind::Inferred, Kind::Measured, Kind::Transcribed, Kind::Assumed];

    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Stated => "stated",
            Kind::Inferred => "inferred",
            Kind::Assumed => "assumed",
            Kind::Measured => "measured",
            Kind::Transcribed => "transcribed",
        }
    }
}

/// What a table says about the origin of an input.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// Where it comes from.
    pub kind: Option<Kind>,
    /// The source in words.
    pub source: Option<String>,
    /// Ids of the passages it rests on.
    pub passages: Vec<String>,
    /// Its date, as written: a year, a month or a day.
    pub as_of: Option<String>,
    /// A remark.
    pub note: Option<String>,
}

impl Record {
    /// Whether its date is later than `day`. A year or a month is later only if it lies wholly
    /// after the same stretch of that date.
    pub fn is_later(&self, day: &str) -> bool {
        let Some(date) = self.as_of.as_deref() else { return false };
        let shared = date.len().min(day.len());
        matches!((date.get(..shared), day.get(..shared)), (Some(date), Some(day)) if date > day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_later_only_if_all_of_it_is() {
        let later = |date: &str| {
            Record { as_of: Some(date.into()), ..Record::default() }.is_later("2024-05-06")
        };
        assert!(later("2024-05-07") && later("2024-06") && later("2025"));
        assert!(
            !later("2024-05-06") && !later("2024-05") && !later("2024") && !later("2023-12-31")
        );
        assert!(!Record::default().is_later("2024-05-06"));
    }
}
