//! The column, or the criterion of a long table, that an option means.

use crate::case::table::columns::unit_in;
use crate::case::table::ids::ids;
use crate::error::{Error, Result, both, nearest, shorten};

/// The place in `headers` of the one that is meant by `name`: the header itself, else the header
/// without its unit, else either of them in other letters, where that leaves one. `None` where none
/// or several fit.
pub(crate) fn column(headers: &[String], name: &str) -> Option<usize> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = headers.iter().enumerate().filter(|(_, header)| fits(header));
        found.next().filter(|_| found.next().is_none()).map(|(at, _)| at)
    };
    let small = name.to_lowercase();
    headers
        .iter()
        .position(|header| header == name)
        .or_else(|| only(&|header| unit_in(header).0 == name))
        .or_else(|| {
            only(&|header| {
                [header, unit_in(header).0].iter().any(|name| name.to_lowercase() == small)
            })
        })
        .or_else(|| {
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            ids(&headers).iter().position(|id| id == name)
        })
}

/// The places of those that an option lists, each of whose texts names one, or several with commas
/// between them. A header that has commas itself comes first.
///
/// # Errors
/// [`Error::Argument`] for a name that none or several have.
pub(crate) fn columns(
    headers: &[String],
    argument: &'static str,
    texts: &[String],
) -> Result<Vec<usize>> {
    let mut out = Vec::new();
    for text in texts {
        if let Some(at) = column(headers, text) {
            out.push(at);
            continue;
        }
        if text.trim().is_empty() {
            return Err(Error::argument(argument, text, both("name a column", "noem een kolom")));
        }
        for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            out.push(one(headers, argument, name)?);
        }
    }
    Ok(out)
}

/// The place of the one that an option names.
///
/// # Errors
/// [`Error::Argument`] for a name that none or several have.
pub(crate) fn one(headers: &[String], argument: &'static str, name: &str) -> Result<usize> {
    column(headers, name).ok_or_else(|| unknown(headers, argument, name))
}

/// The error about a name that is none of a criterion, where it is that of a key.
pub(crate) fn of_keys(error: Error, keys: &[String]) -> Error {
    match error {
        Error::Argument { argument, value: Some(value), .. }
            if value.split('=').next().is_some_and(|name| column(keys, name).is_some()) =>
        {
            let message = both(
                "this column names the alternatives; `--key` says that another one does",
                "deze kolom noemt de alternatieven; `--key` zegt dat een andere dat doet",
            );
            Error::argument(argument, value, message)
        }
        error => error,
    }
}

fn unknown(headers: &[String], argument: &'static str, name: &str) -> Error {
    let small = name.to_lowercase();
    let alike: Vec<&String> = headers
        .iter()
        .filter(|header| {
            header.to_lowercase() == small || unit_in(header).0.to_lowercase() == small
        })
        .collect();
    let list = |headers: &mut dyn Iterator<Item = &String>| {
        let names: Vec<String> = headers.map(|header| format!("`{header}`")).collect();
        shorten(&names.join(", "), 300)
    };
    let message = if alike.len() > 1 {
        both(
            format!("several columns can be meant: {}", list(&mut alike.iter().copied())),
            format!(
                "verscheidene kolommen kunnen bedoeld zijn: {:#}",
                list(&mut alike.iter().copied())
            ),
        )
    } else {
        let names = headers.iter().flat_map(|header| [header.as_str(), unit_in(header).0]);
        match nearest(name, names) {
            Some(near) => both(
                format!("the table has no such column; did you mean `{near}`?"),
                format!("de tabel heeft zo geen kolom; bedoelt u `{near:#}`?"),
            ),
            None => both(
                format!("the table has no such column; it has {}", list(&mut headers.iter())),
                format!("de tabel heeft zo geen kolom; ze heeft {:#}", list(&mut headers.iter())),
            ),
        }
    };
    Error::argument(argument, name, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_people_do() {
        let headers = ["model", "Price (EUR)", "a, b", "Mass [kg]", "mass"].map(String::from);
        for (name, at) in
            [("Price (EUR)", 1), ("Price", 1), ("price", 1), ("a, b", 2), ("mass", 4), ("Mass", 3)]
        {
            assert_eq!(column(&headers, name), Some(at), "{name}");
        }
        assert_eq!(column(&headers, "MASS"), None);
        let named = |text: &str| columns(&headers, "min", &[text.to_owned()]);
        assert_eq!(named("price,model").unwrap(), [1, 0]);
        assert_eq!(named("a, b").unwrap(), [2]);
        let error = named("prise").unwrap_err().to_string();
        assert!(error.contains("did you mean `Price`"), "{error}");
        assert!(named("x y").unwrap_err().to_string().contains("it has `model`"));
        assert!(named(" ").is_err());
        assert!(named("MASS").unwrap_err().to_string().contains("several"));
    }
}
