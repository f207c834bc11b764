//! Limits of the input-based consistency ratio of BWM: Liang, Brunelli & Rezaei 2020, table 3.

/// By a_BW from 3 to 9, for 3 to 9 items each.
const INPUT_BASED: [[f64; 7]; 7] = [
    [0.1667; 7],
    [0.1121, 0.1529, 0.1898, 0.2206, 0.2527, 0.2577, 0.2683],
    [0.1354, 0.1994, 0.2306, 0.2546, 0.2716, 0.2844, 0.2960],
    [0.1330, 0.1990, 0.2643, 0.3044, 0.3144, 0.3221, 0.3262],
    [0.1294, 0.2457, 0.2819, 0.3029, 0.3144, 0.3251, 0.3403],
    [0.1309, 0.2521, 0.2958, 0.3154, 0.3408, 0.3620, 0.3657],
    [0.1359, 0.2681, 0.3062, 0.3337, 0.3517, 0.3620, 0.3662],
];

/// The limit of the input-based ratio: 0 at a_BW = 2. `None` outside the table.
pub(super) fn input_based(most: f64, items: usize) -> Option<f64> {
    let column = items.checked_sub(3).filter(|column| *column < 7)?;
    if most == 2.0 {
        return Some(0.0);
    }
    let row = (3..=9u8).position(|scale| f64::from(scale) == most)?;
    Some(INPUT_BASED[row][column])
}
