//! How data tables are read.

use afweging::case::{Decimal, MarksGiven, MaxSize, Thousands};
use clap::Args;

/// Options of every command that reads data tables.
#[derive(Args)]
pub struct ReadingArgs {
    /// The mark of decimals in data tables: . or ,
    #[arg(long, value_name = "MARK", help_heading = "What if")]
    decimal: Option<Decimal>,
    /// The mark of thousands in data tables: . or , or ' or a space
    #[arg(long, value_name = "MARK", help_heading = "What if")]
    thousands: Option<Thousands>,
    /// The most a data table may take, as a file and unpacked, as in 2G
    #[arg(long, value_name = "SIZE", default_value = "500M", help_heading = "Run")]
    pub max_size: MaxSize,
}

impl ReadingArgs {
    /// What is said of the marks.
    pub fn marks(&self) -> MarksGiven {
        MarksGiven { decimal: self.decimal, thousands: self.thousands }
    }
}
