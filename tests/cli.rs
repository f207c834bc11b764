//! Transcripts: the README's console blocks, and one per kind of error, run as they stand.
#![cfg(all(feature = "cli", feature = "frames"))]

#[test]
fn transcripts() {
    // Whoever runs this may have said how wide a page is to be.
    trycmd::TestCases::new().env("COLUMNS", "").case("README.md").case("tests/cli/*.md");
}
