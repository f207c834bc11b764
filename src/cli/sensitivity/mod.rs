//! `afweging sensitivity`: a study a file.

mod acceptability;
mod drivers;
mod methods;
mod reversal;
mod robust;
mod scenarios;
mod stability;
mod sweep;
mod targets;

use super::args::Study;
use super::failure::Failure;
use std::time::Instant;

pub fn run(study: Study, start: Instant) -> Result<(), Failure> {
    match study {
        Study::Sweep(args) => sweep::run(&args, start),
        Study::Acceptability(args) => acceptability::run(&args, start),
        Study::Stability(args) => stability::run(&args, start),
        Study::Methods(args) => methods::run(&args, start),
        Study::Scenarios(args) => scenarios::run(&args, start),
        Study::Reversal(args) => reversal::run(&args, start),
        Study::Drivers(args) => drivers::run(&args, start),
        Study::Robust(args) => robust::run(&args, start),
        Study::Targets(args) => targets::run(&args, start),
    }
}
