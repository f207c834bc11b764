//! Scores and ranks for figures that a program holds in a matrix: `cargo run --example
//! evaluate_a_matrix`.

use afweging::Result;
use afweging::method::Method;
use afweging::problem::{Direction, Problem};
use afweging::study::{Evaluations, Tables};
use afweging::write::{Format, Options, Record};

/// Three cars by price (EUR), range (km) and boot (litres).
const CARS: [(&str, [f64; 3]); 3] = [
    ("hatchback", [24_000.0, 350.0, 310.0]),
    ("estate", [31_000.0, 420.0, 560.0]),
    ("coupe", [38_000.0, 460.0, 280.0]),
];

/// The table `ranking` by two methods, as a terminal shows it.
pub fn report() -> Result<String> {
    let mut builder = Problem::builder()
        .key("car")
        .criterion_with("price", Direction::Min, 2.0, |c| c.unit("EUR"))
        .criterion_with("range", Direction::Max, 1.0, |c| c.unit("km"))
        .criterion_with("boot", Direction::Max, 1.0, |c| c.unit("l"));
    for (name, figures) in CARS {
        builder = builder.alternative(name, figures);
    }
    let problem = builder.build()?;
    let methods = [Method::default(), Method::named("topsis")?];
    let evaluations = Evaluations::new(&problem, &methods)?;
    let ranking = evaluations.table_named("ranking")?;
    let bytes = Format::Table.table(&ranking, &Record::default(), Options::default())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn main() -> Result<()> {
    print!("{}", report()?);
    Ok(())
}
