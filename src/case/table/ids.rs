//! Ids of criteria, from the headers of a table.

use crate::case::table::columns::unit_in;
use crate::problem::constraint_text::is_id;

/// The id of a criterion with this header: the header without its unit. What an id cannot hold
/// becomes `_`. Empty where nothing is left.
pub(crate) fn id_of(header: &str) -> String {
    let name = unit_in(header).0;
    if is_id(name) {
        return name.to_owned();
    }
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

/// An id for each header, all different: the second of one id has `_2` behind it, and so on.
pub(crate) fn ids(headers: &[&str]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for header in headers {
        let id = Some(id_of(header)).filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| "criterion".to_owned());
        let mut new = id.clone();
        let mut number = 2;
        while out.contains(&new) {
            new = format!("{id}_{number}");
            number += 1;
        }
        out.push(new);
    }
    out
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
            if header.is_ascii() {
                assert_eq!(made, id);
            }
        }
        assert_eq!(ids(&["a b", "a-b", "a_b", "(%)"]), ["a_b", "a-b", "a_b_2", "criterion"]);
        assert_eq!(id_of("..."), "");
    }
}
