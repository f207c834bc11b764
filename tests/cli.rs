//! Transcripts: the README's console blocks, and one per kind of error, run as they stand.
#![cfg(all(feature = "cli", feature = "frames"))]

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("README.md").case("tests/cli/*.md");
}
