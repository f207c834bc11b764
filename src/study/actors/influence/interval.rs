//! Shares of influence over which the answer is the same.

/// Shares of influence of one actor over which the same alternatives are first.
#[derive(Debug, Clone, PartialEq)]
pub struct InfluenceInterval {
    /// From this share on. At the very end of an interval alternatives of both sides may tie.
    pub from: f64,
    /// Up to this share. The same as `from` only where somebody is first at a single share who is
    /// first on neither side of it.
    pub to: f64,
    /// Who is first: positions in [`crate::study::PanelGroup::ranked`], in order; several that tie throughout.
    pub first: Vec<usize>,
}

/// Put intervals that follow each other and have the same alternatives first together.
pub(super) fn merged(intervals: Vec<InfluenceInterval>) -> Vec<InfluenceInterval> {
    let mut out: Vec<InfluenceInterval> = Vec::with_capacity(intervals.len());
    for interval in intervals {
        match out.last_mut() {
            Some(last) if last.first == interval.first => last.to = interval.to,
            _ => out.push(interval),
        }
    }
    out
}
