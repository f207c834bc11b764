//! Two examples a command, as its help shows them. `tests/program/help.rs` runs them all, so each works with
//! the built-in cases and in an empty folder.

/// The program by itself.
pub const PROGRAM: &str = "\
Examples:
  afweging evaluate fighter-aircraft
  afweging --where cluster=VIL --lang nl";

/// `evaluate`.
pub const EVALUATE: &str = "\
Examples:
  afweging evaluate fighter-aircraft --show weights
  afweging evaluate --where cluster=VIL -o ranking.csv";

/// `explain`.
pub const EXPLAIN: &str = "\
Examples:
  afweging explain fighter-aircraft --of A3 --over A1
  afweging explain --of S3/VIL";

/// `weights`.
pub const WEIGHTS: &str = "\
Examples:
  afweging weights
  afweging weights fighter-aircraft --method critic";

/// `sensitivity`.
pub const SENSITIVITY: &str = "\
Examples:
  afweging sensitivity stability fighter-aircraft
  afweging sensitivity robust --where cluster=VIL";

/// `sweep`.
pub const SWEEP: &str = "\
Examples:
  afweging sensitivity sweep fighter-aircraft
  afweging sensitivity sweep fighter-aircraft --criterion cost";

/// `acceptability`.
pub const ACCEPTABILITY: &str = "\
Examples:
  afweging sensitivity acceptability fighter-aircraft --exact
  afweging sensitivity acceptability --where cluster=VIL --draws 10000";

/// `stability`.
pub const STABILITY: &str = "\
Examples:
  afweging sensitivity stability fighter-aircraft
  afweging sensitivity stability fighter-aircraft --table intervals";

/// `methods`.
pub const METHODS: &str = "\
Examples:
  afweging sensitivity methods fighter-aircraft
  afweging sensitivity methods power-stations --table agreement";

/// `scenarios`.
pub const SCENARIOS: &str = "\
Examples:
  afweging sensitivity scenarios fighter-aircraft
  afweging sensitivity scenarios fighter-aircraft -o scenarios/";

/// `reversal`.
pub const REVERSAL: &str = "\
Examples:
  afweging sensitivity reversal fighter-aircraft
  afweging sensitivity reversal drina-hydropower --format csv";

/// `drivers`.
pub const DRIVERS: &str = "\
Examples:
  afweging sensitivity drivers fighter-aircraft
  afweging sensitivity drivers fighter-aircraft --points 4096 -o drivers/";

/// `robust`.
pub const ROBUST: &str = "\
Examples:
  afweging sensitivity robust fighter-aircraft
  afweging sensitivity robust --where cluster=VIL";

/// `targets`.
pub const TARGETS: &str = "\
Examples:
  afweging sensitivity targets car-evaluation
  afweging sensitivity targets car-evaluation --reach excellent";

/// `actors`.
pub const ACTORS: &str = "\
Examples:
  afweging actors
  afweging actors --where cluster=VIL --accept 1 -o actors/";

/// `portfolio`.
pub const PORTFOLIO: &str = "\
Examples:
  afweging portfolio urban-water
  afweging portfolio urban-water --limit budget=40 --table limits";

/// `pathway`.
pub const PATHWAY: &str = "\
Examples:
  afweging pathway --ready readiness-3=2030
  afweging pathway --discount 0.03 --table discounting";

/// `ask`.
pub const ASK: &str = "\
Examples:
  afweging ask --where cluster=VIL --table questions
  afweging ask --where cluster=VIL -o asked/";

/// `export`.
pub const EXPORT: &str = "\
Examples:
  afweging export sql fighter-aircraft --dialect spark -o model.sql
  afweging export xmcda fighter-aircraft -o aircraft.xml";

/// `export xmcda`.
pub const EXPORT_XMCDA: &str = "\
Examples:
  afweging export xmcda fighter-aircraft -o aircraft.xml
  afweging export xmcda --lang nl";

/// `export dmsy`.
pub const EXPORT_DMSY: &str = "\
Examples:
  afweging export dmsy fighter-aircraft -o aircraft.dmsy
  afweging export dmsy --where cluster=VIL";

/// `import`.
pub const IMPORT: &str = "\
Examples:
  afweging import aircraft.xml -o my-case
  afweging import aircraft.dmsy -o my-case --lang nl";

/// `sql`.
pub const EXPORT_SQL: &str = "\
Examples:
  afweging export sql fighter-aircraft --dialect postgres --method topsis
  afweging export sql fighter-aircraft --dialect duckdb --draws 100";

/// `verify`.
pub const VERIFY: &str = "\
Examples:
  afweging verify
  afweging verify --draws 10000 -o claims.csv";

/// `report`.
pub const REPORT: &str = "\
Examples:
  afweging report -o report.html
  afweging report fighter-aircraft --studies stability,robust";

/// `merge`.
pub const MERGE: &str = "\
Examples:
  afweging merge part-*.tally
  afweging merge part-*.tally -o shares.csv";

/// `check`.
pub const CHECK: &str = "\
Examples:
  afweging check
  afweging check fighter-aircraft --lang nl";

/// `init`.
pub const INIT: &str = "\
Examples:
  afweging init my-case --skeleton
  afweging init my-case --case fighter-aircraft";

/// `list`.
pub const LIST: &str = "\
Examples:
  afweging list methods topsis
  afweging list methods --format json";

/// `schema`.
pub const SCHEMA: &str = "\
Examples:
  afweging schema
  afweging schema > afweging.schema.json";

/// `completions`.
pub const COMPLETIONS: &str = "\
Examples:
  afweging completions bash
  afweging completions fish > afweging.fish";

/// `man`.
pub const MAN: &str = "\
Examples:
  afweging man sensitivity sweep > sweep.1
  afweging man --output man/";
