//! What the charts of each answer show, in words of the reader: one file per answer. The charts of
//! [`crate::chart`] draw it. Nothing is computed here; figures come from the same answers as the
//! tables and the sentences.
