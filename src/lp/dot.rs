//! The one sum of products.

/// The sum of a_j b_j, in order: every caller gets the same bits. As long as the shorter of the
/// two.
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
