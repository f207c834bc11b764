//! Which parts of a page are shown.

use super::Analysis;
use afweging::report::Part;
use clap::{Args, ValueEnum};

/// Options of a command whose page has parts that are left out unless they are asked for.
#[derive(Args)]
pub struct PartsArgs {
    /// Parts to add to the page, parted by commas
    #[arg(
        long,
        value_name = "PART,PART",
        value_enum,
        value_delimiter = ',',
        help_heading = "Output"
    )]
    pub show: Vec<PartArg>,
}

/// A part of a page.
#[derive(Clone, Copy, ValueEnum, PartialEq)]
pub enum PartArg {
    /// What the weights say, in consequences
    Weights,
    /// What kind of evidence the scores rest on
    Evidence,
}

impl From<PartArg> for Part {
    fn from(part: PartArg) -> Part {
        match part {
            PartArg::Weights => Part::Weights,
            PartArg::Evidence => Part::Evidence,
        }
    }
}

impl PartsArgs {
    /// The parts to show: those asked for, or all with `--verbose`.
    pub fn wanted(&self, analysis: &Analysis) -> Vec<Part> {
        match analysis.verbose {
            true => Part::ALL.to_vec(),
            false => self.show.iter().copied().map(Part::from).collect(),
        }
    }
}
