//! Views in the forms in which people read them: one file per form.

mod html;
mod markdown;
mod text;
mod typst;

pub use html::to_html;
pub use markdown::to_markdown;
pub use text::to_text;
pub use typst::to_typst;
