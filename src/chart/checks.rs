//! What the tests of every chart ask of its pictures.

use super::picture::{Mark, Picture, Shape, extent};

/// How many things a chart is tried with.
pub const SIZES: [usize; 5] = [1, 2, 7, 20, 60];

/// A label that a hostile or careless author might write.
pub fn hostile(number: usize) -> String {
    match number % 4 {
        0 => format!("<script>alert({number})</script> \"&' \u{202E}x"),
        1 => format!("{} {number}", "a very long label ".repeat(18)),
        2 => format!("😀漢字 {number}"),
        _ => format!("W{}", "W".repeat(40 + number)),
    }
}

/// The texts of a picture, in the order in which they are drawn.
pub fn texts(picture: &Picture) -> Vec<&str> {
    let text = |mark| match mark {
        &Mark { shape: Shape::Text { ref text, .. }, .. } => Some(text.as_str()),
        _ => None,
    };
    picture.marks.iter().filter_map(text).collect()
}

/// Where a text that reads so is drawn: left, top, right, bottom.
pub fn place_of(picture: &Picture, wanted: &str) -> (f64, f64, f64, f64) {
    let reads = |mark: &&Mark| matches!(&mark.shape, Shape::Text { text, .. } if text == wanted);
    let mark = picture.marks.iter().find(reads);
    let mark = mark.unwrap_or_else(|| panic!("`{wanted}` is not among {:?}", texts(picture)));
    extent(mark).unwrap_or_default()
}

/// The bars whose hint is this: x, y, width and height.
pub fn bars_hinted(picture: &Picture, wanted: &str) -> Vec<(f64, f64, f64, f64)> {
    let of = |mark: &Mark| match mark.shape {
        Shape::Bar { x, y, width, height, .. } if mark.hint.as_deref() == Some(wanted) => {
            Some((x, y, width, height))
        }
        _ => None,
    };
    picture.marks.iter().filter_map(of).collect()
}

/// Every picture says what it shows, keeps all marks on its sheet, and no two of its texts touch.
pub fn assert_sound(picture: &Picture) {
    assert!(!picture.title.is_empty() && !picture.description.is_empty());
    let (width, height) = (picture.width, picture.height);
    type Extent = (f64, f64, f64, f64);
    let mut extents: Vec<(Extent, &Mark)> = Vec::new();
    for mark in &picture.marks {
        let corners: Vec<(f64, f64)> = match &mark.shape {
            Shape::Line { points, .. } | Shape::Area { points, .. } => points.clone(),
            Shape::Bar { x, y, width, height, .. } => {
                assert!(*width >= 0.0 && *height >= 0.0, "{mark:?}");
                vec![(*x, *y), (x + width, y + height)]
            }
            Shape::Dot { x, y, radius, .. } => {
                vec![(x - radius, y - radius), (x + radius, y + radius)]
            }
            Shape::Text { text, .. } => {
                assert!(!text.is_empty(), "a text without letters");
                let (left, top, right, bottom) = extent(mark).unwrap_or_default();
                extents.push(((left, top, right, bottom), mark));
                vec![(left, top), (right, bottom)]
            }
        };
        for (x, y) in corners {
            let within =
                (-0.01..=width + 0.01).contains(&x) && (-0.01..=height + 0.01).contains(&y);
            assert!(within, "not on the sheet of {width} by {height}: {mark:?}");
        }
    }
    for (at, (a, one)) in extents.iter().enumerate() {
        for (b, other) in &extents[at + 1..] {
            let apart =
                a.2 <= b.0 + 0.1 || b.2 <= a.0 + 0.1 || a.3 <= b.1 + 0.1 || b.3 <= a.1 + 0.1;
            assert!(apart, "texts touch: {one:?} {a:?} and {other:?} {b:?}");
        }
    }
    assert!(!picture.to_svg().contains("NaN"));
}
