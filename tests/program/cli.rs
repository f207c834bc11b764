//! Transcripts: the console blocks of the README and of `docs/`, and one per kind of error, run as
//! they stand.
#![cfg(feature = "cli")]

#[cfg(feature = "frames")]
#[test]
fn transcripts() {
    // Whoever runs this may have said how wide a page is to be.
    trycmd::TestCases::new().env("COLUMNS", "").case("tests/cli/*.md");
}

/// Documents are read in a browser, and their pages are made for a narrow terminal.
#[test]
fn documents() {
    trycmd::TestCases::new().env("COLUMNS", "80").case("README.md").case("docs/*.md");
}
