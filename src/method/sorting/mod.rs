//! Methods that sort alternatives into ordered categories. Their score is the place of the category,
//! 1 for the worst, so that ranks, shares and all else that looks at scores looks at categories.

pub mod electre_tri_b;
pub mod flowsort;
mod learned;
pub mod mr_sort;
mod outranking;
mod profiles;
pub mod utadis;
