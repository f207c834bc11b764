//! Colours that are told apart by most readers who see colours in another way, and each scale of
//! which runs from light to dark so that it survives a printer without colours. The eight are those
//! of Okabe and Ito (2008), "Color Universal Design".

use super::picture::Colour;

/// Text and axes.
pub const INK: Colour = Colour(0x1C, 0x24, 0x2C);
/// Text of less weight. Its contrast with white is above 4.5 to 1.
pub const SOFT: Colour = Colour(0x56, 0x60, 0x6A);
/// Lines of a grid.
pub const RULE: Colour = Colour(0xD5, 0xDA, 0xDF);
/// The sheet.
pub const PAPER: Colour = Colour(0xFF, 0xFF, 0xFF);
/// What is looked at.
pub const MAIN: Colour = Colour(0x00, 0x72, 0xB2);
/// [`MAIN`] on its way to white: a bar on which marks are to be seen.
pub const MAIN_LIGHT: Colour = Colour(0x8C, 0xC0, 0xDC);
/// What stands beside it.
pub const BESIDE: Colour = Colour(0x9A, 0xA5, 0xB1);
/// What goes against it.
pub const AGAINST: Colour = Colour(0xD5, 0x5E, 0x00);
/// What is not known.
pub const UNKNOWN: Colour = Colour(0x8A, 0x8F, 0x94);

const EIGHT: [Colour; 8] = [
    Colour(0x00, 0x72, 0xB2),
    Colour(0xE6, 0x9F, 0x00),
    Colour(0x00, 0x9E, 0x73),
    Colour(0xCC, 0x79, 0xA7),
    Colour(0x56, 0xB4, 0xE9),
    Colour(0xD5, 0x5E, 0x00),
    Colour(0xF0, 0xE4, 0x42),
    Colour(0x6B, 0x6B, 0x6B),
];

/// The colour of the thing of that number. After eight they come again, lighter: no chart may rest
/// on colours alone.
pub fn series(number: usize) -> Colour {
    let colour = EIGHT[number % EIGHT.len()];
    mixed(colour, PAPER, 0.35 * ((number / EIGHT.len()) % 3) as f64)
}

/// From light for 0 to dark for 1.
pub fn ramp(share: f64) -> Colour {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let (light, middle, dark) =
        (Colour(0xF1, 0xF6, 0xFB), Colour(0x5A, 0xA3, 0xD0), Colour(0x08, 0x30, 0x6B));
    match share < 0.5 {
        true => mixed(light, middle, 2.0 * share),
        false => mixed(middle, dark, 2.0 * share - 1.0),
    }
}

/// A colour on the way from one to another.
pub fn mixed(from: Colour, to: Colour, share: f64) -> Colour {
    let one = |from: u8, to: u8| {
        (f64::from(from) + (f64::from(to) - f64::from(from)) * share).round() as u8
    };
    Colour(one(from.0, to.0), one(from.1, to.1), one(from.2, to.2))
}

/// The relative luminance of a colour (WCAG 2.2).
pub fn luminance(colour: Colour) -> f64 {
    let part = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(colour.0) + 0.7152 * part(colour.1) + 0.0722 * part(colour.2)
}

/// How far two colours stand apart, from 1 to 21 (WCAG 2.2).
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colour of text on a surface: black or white, whichever stands out more. One of them always
/// does by more than 4.5 to 1.
pub fn text_on(surface: Colour) -> Colour {
    let black = Colour(0, 0, 0);
    if contrast(surface, black) >= contrast(surface, PAPER) { black } else { PAPER }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_all_surfaces() {
        for at in 0..=100 {
            let surface = ramp(f64::from(at) / 100.0);
            assert!(contrast(surface, text_on(surface)) >= 4.5, "{at}");
        }
        assert!(contrast(SOFT, PAPER) >= 4.5 && contrast(MAIN, PAPER) >= 4.5);
    }

    #[test]
    fn the_light_main_colour_is_the_main_one_on_its_way_to_white() {
        assert_eq!(MAIN_LIGHT, mixed(MAIN, PAPER, 0.55));
    }

    #[test]
    fn the_ramp_gets_darker_all_the_way() {
        let all: Vec<f64> = (0..=50).map(|at| luminance(ramp(f64::from(at) / 50.0))).collect();
        assert!(all.windows(2).all(|pair| pair[0] > pair[1]), "{all:?}");
    }
}
