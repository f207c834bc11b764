//! What is said of a table that stands where a case may stand.

use afweging::case::{Location, TableOptions, table_options};
use afweging::error::both;
use afweging::{Error, Result};
use clap::{Args, ValueEnum};

/// Options of a table that stands for the case.
#[derive(Args)]
pub struct ColumnArgs {
    /// The column that names the alternatives, or several that do together
    #[arg(long, value_name = "COLUMN,COLUMN", help_heading = "A table as the case")]
    key: Vec<String>,
    /// Criteria on which less is better
    #[arg(long, value_name = "COLUMN,COLUMN", help_heading = "A table as the case")]
    min: Vec<String>,
    /// Criteria on which more is better; so they are too where nothing is said
    #[arg(long, value_name = "COLUMN,COLUMN", help_heading = "A table as the case")]
    max: Vec<String>,
    /// A criterion on which one figure is best (repeatable)
    #[arg(long, value_name = "COLUMN=FIGURE", help_heading = "A table as the case")]
    target: Vec<String>,
    /// The ends of a criterion's scale (repeatable); else it goes over the figures seen
    #[arg(long, value_name = "COLUMN=LOW..HIGH", help_heading = "A table as the case")]
    scale: Vec<String>,
    /// The levels of a criterion, worst first (repeatable); cells from -- to ++ have theirs
    #[arg(long, value_name = "COLUMN=LEVEL,LEVEL", help_heading = "A table as the case")]
    levels: Vec<String>,
    /// Columns that are no criteria
    #[arg(long, value_name = "COLUMN,COLUMN", help_heading = "A table as the case")]
    attribute: Vec<String>,
    /// Keys whose values name a group: alternatives compete within it
    #[arg(long, value_name = "KEY,KEY", help_heading = "A table as the case")]
    rank_within: Vec<String>,
    /// Where it stands how sure figures are: in columns such as price_low and price_high
    #[arg(long, value_enum, value_name = "WHERE", help_heading = "A table as the case")]
    uncertainty: Option<Uncertainty>,
}

/// Where it stands how sure the figures of a table are.
#[derive(Clone, Copy, ValueEnum)]
enum Uncertainty {
    /// In columns of their own: low, high, std ... behind the name of the figures
    Columns,
}

impl ColumnArgs {
    /// What is said of the table.
    ///
    /// # Errors
    /// [`Error::Argument`] for an option that cannot be taken apart.
    pub fn options(&self) -> Result<TableOptions> {
        Ok(TableOptions {
            key: self.key.clone(),
            min: self.min.clone(),
            max: self.max.clone(),
            target: self
                .target
                .iter()
                .map(|text| table_options::target(text))
                .collect::<Result<_>>()?,
            scale: self
                .scale
                .iter()
                .map(|text| table_options::scale(text))
                .collect::<Result<_>>()?,
            levels: self
                .levels
                .iter()
                .map(|text| table_options::levels(text))
                .collect::<Result<_>>()?,
            attribute: self.attribute.clone(),
            rank_within: self.rank_within.clone(),
            uncertainty_columns: self.uncertainty.is_some(),
        })
    }

    /// The case, with what is said of it where it is a table.
    ///
    /// # Errors
    /// [`Error::Argument`] for an option that cannot be taken apart, or that a case without a table
    /// of its own has no use for.
    pub fn case(&self, location: Location) -> Result<Location> {
        let options = self.options()?;
        if options == TableOptions::default() {
            return Ok(location);
        }
        match location {
            Location::Table(mut table) => {
                table.options = options;
                Ok(Location::Table(table))
            }
            Location::Builtin(_) | Location::Path(_) => {
                let Some((argument, value)) = options.given().into_iter().next() else {
                    return Ok(location);
                };
                let message = both(
                    "this says what the columns of a table are, and the case here is a criteria file, which says so itself; name a table (.csv .tsv .parquet .xlsx), or change the file",
                    "dit zegt wat de kolommen van een tabel zijn, en het dossier is hier een criteriabestand, dat het zelf zegt; noem een tabel (.csv .tsv .parquet .xlsx), of wijzig het bestand",
                );
                Err(Error::argument(argument, value, message))
            }
        }
    }
}
