//! The content security policy of a page: what is inlined runs by its hash, and nothing else does.

use sha2::{Digest, Sha256};

/// The policy of a page with these style sheets and scripts. Nothing may be fetched; pictures are
/// inlined.
pub(super) fn policy(styles: &[&str], scripts: &[&str]) -> String {
    let hashes = |texts: &[&str]| match texts {
        [] => "'none'".to_owned(),
        _ => texts.iter().map(|text| hash(text)).collect::<Vec<_>>().join(" "),
    };
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hashes(styles),
        hashes(scripts)
    )
}

/// The hash of a text between its tags, as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text.as_bytes())))
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let three = [0, 1, 2].map(|at| u32::from(*chunk.get(at).unwrap_or(&0)));
        let bits = three[0] << 16 | three[1] << 8 | three[2];
        for at in 0..4 {
            match at <= chunk.len() {
                true => out.push(char::from(DIGITS[(bits >> (18 - 6 * at)) as usize & 63])),
                false => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        let known = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let coded = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        assert_eq!(known.map(|text| base64(text.as_bytes())), coded);
    }

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // CSP Level 3, section 2.3.1 has the digest of the empty text.
        assert_eq!(hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
