//! Ids of criteria, from the headers of a table.

use crate::case::table::columns::unit_in;
use crate::problem::constraint_text::is_id;
use hashbrown::{HashMap, HashSet};

/// The id of a criterion with this header: the header without its unit. What an id cannot hold
/// becomes `_`. Empty where nothing is left.
pub(crate) fn id_of(header: &str) -> String {
    let name = unit_in(header).0;
    if is_id(name) { name.to_owned() } else { cleaned(name) }
}

/// A text with `_` for what an id cannot hold.
fn cleaned(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_alphanumeric() || c == '-' && !out.is_empty() {
            out.push(c);
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    let out = out.trim_end_matches(['_', '-']).to_owned();
    // A year is no id by itself.
    if out.is_empty() || is_id(&out) { out } else { format!("c{out}") }
}

/// An id for each header, all different. A header that is an id itself has it. Where others come to
/// one id, each has its unit in its own: no name may stand for several columns. What is still the
/// same has a number behind it.
pub(crate) fn ids(headers: &[&str]) -> Vec<String> {
    let own: HashSet<&str> = headers.iter().copied().filter(|header| is_id(header)).collect();
    let mut short: HashMap<String, usize> = HashMap::new();
    for header in headers.iter().filter(|header| !is_id(header)) {
        *short.entry(id_of(header)).or_default() += 1;
    }
    let mut taken: HashSet<String> = own.iter().map(|header| (*header).to_owned()).collect();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let id = |header: &&str| {
        if is_id(header) {
            return (*header).to_owned();
        }
        let id = id_of(header);
        let is_shared = own.contains(id.as_str()) || short.get(&id).is_some_and(|count| *count > 1);
        let id = if is_shared { cleaned(header) } else { id };
        // `column` is no name of a column of tables.
        let id = if id.is_empty() { "column".to_owned() } else { id };
        let mut new = id.clone();
        while !taken.insert(new.clone()) {
            let number = numbers.entry(id.clone()).or_insert(1);
            *number += 1;
            new = format!("{id}_{number}");
        }
        new
    };
    headers.iter().map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_headers() {
        for (header, id) in [
            ("price", "price"),
            ("price (EUR)", "price"),
            ("Battery life [h]", "Battery_life"),
            ("Bruit (dB)", "Bruit"),
            ("2024", "c2024"),
            ("km/h", "km_h"),
            ("Prijs (€/m²)", "Prijs"),
        ] {
            let made = id_of(header);
            assert!(is_id(&made), "{made}");
            assert_eq!(made, id);
        }
        assert_eq!(ids(&["a b", "a-b", "a_b", "(%)"]), ["a_b_2", "a-b", "a_b", "column"]);
        let priced = ["price (EUR)", "price (USD)", "speed (km/h)"];
        assert_eq!(ids(&priced), ["price_EUR", "price_USD", "speed"]);
        assert_eq!(ids(&["c (1)", "c (1) ", "c"]), ["c_1", "c_1_2", "c"]);
        assert_eq!(id_of("..."), "");
    }
}
