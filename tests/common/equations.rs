//! Systems of linear equations, for oracles.

/// The solution of as many equations as unknowns, each given by its coefficients and its right-hand
/// side. Gaussian elimination with pivoting; `None` if a pivot is below `flat`.
pub fn solve(mut rows: Vec<Vec<f64>>, flat: f64) -> Option<Vec<f64>> {
    let n = rows.len();
    for column in 0..n {
        let pivot =
            (column..n).max_by(|a, b| rows[*a][column].abs().total_cmp(&rows[*b][column].abs()))?;
        if rows[pivot][column].abs() < flat {
            return None;
        }
        rows.swap(column, pivot);
        let own = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let factor = row[column] / own[column];
            row.iter_mut().zip(&own).skip(column).for_each(|(x, own)| *x -= factor * own);
        }
    }
    Some((0..n).map(|k| rows[k][n] / rows[k][k]).collect())
}
