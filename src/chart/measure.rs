//! How wide a text is on paper. The widths are those of Liberation Sans 1.07 (SIL Open Font License),
//! which Arial and Helvetica share; a reader without any of them sees a font that may be a little
//! wider. Whoever places texts leaves some room for that.

use unicode_width::UnicodeWidthChar;

/// Units of the font to the height of a line.
const UNITS: f64 = 2048.0;
/// A character that the tables lack, and one that is as wide as it is high.
const OTHER: u16 = 1480;
const WIDE: u16 = 2300;

/// Space to tilde.
#[rustfmt::skip]
const BASIC: [u16; 95] = [
    569, 569, 727, 1139, 1139, 1821, 1366, 391, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 569, 569, 1196, 1196, 1196, 1139,
    2079, 1366, 1366, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1024, 1366, 1139, 1706, 1479,
    1593, 1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 569, 569, 569, 961,
    1139, 682, 1139, 1139, 1024, 1139, 1139, 569, 1139, 1139, 455, 455, 1024, 455, 1706, 1139,
    1139, 1139, 1139, 682, 1024, 569, 1139, 1024, 1479, 1024, 1024, 1024, 684, 532, 684, 1196,
];

/// U+00A0 to U+017F.
#[rustfmt::skip]
const LATIN: [u16; 224] = [
    569, 682, 1139, 1139, 1139, 1139, 532, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131,
    819, 1124, 682, 682, 682, 1180, 1100, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251,
    1366, 1366, 1366, 1366, 1366, 1366, 2048, 1479, 1366, 1366, 1366, 1366, 569, 569, 569, 569,
    1479, 1479, 1593, 1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479, 1366, 1366,
    1251, 1139, 1139, 1139, 1139, 1139, 1139, 1821, 1024, 1139, 1139, 1139, 1139, 569, 569, 569,
    569, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1124, 1251, 1139, 1139, 1139, 1139, 1024,
    1139, 1024, 1366, 1139, 1366, 1139, 1366, 1139, 1479, 1024, 1479, 1024, 1479, 1024, 1479,
    1024, 1479, 1259, 1479, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139,
    1593, 1139, 1593, 1139, 1593, 1139, 1593, 1139, 1479, 1139, 1479, 1139, 569, 569, 569, 569,
    569, 569, 569, 455, 569, 569, 1505, 909, 1024, 455, 1366, 1024, 1024, 1139, 455, 1139, 455,
    1139, 597, 1139, 684, 1139, 455, 1479, 1139, 1479, 1139, 1479, 1139, 1237, 1481, 1139, 1593,
    1139, 1593, 1139, 1593, 1139, 2048, 1933, 1479, 682, 1479, 682, 1479, 682, 1366, 1024, 1366,
    1024, 1366, 1024, 1366, 1024, 1251, 569, 1251, 768, 1251, 569, 1479, 1139, 1479, 1139, 1479,
    1139, 1479, 1139, 1479, 1139, 1479, 1139, 1933, 1479, 1366, 1024, 1366, 1251, 1024, 1251,
    1024, 1251, 1024, 455,
];

/// The same, bold.
#[rustfmt::skip]
const BASIC_BOLD: [u16; 95] = [
    569, 682, 971, 1139, 1139, 1821, 1479, 487, 682, 682, 797, 1196, 569, 682, 569, 569, 1139,
    1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 1139, 682, 682, 1196, 1196, 1196, 1251,
    1997, 1479, 1479, 1479, 1479, 1366, 1251, 1593, 1479, 569, 1139, 1479, 1251, 1706, 1479,
    1593, 1366, 1593, 1479, 1366, 1251, 1479, 1366, 1933, 1366, 1366, 1251, 682, 569, 682, 1196,
    1139, 682, 1139, 1251, 1139, 1251, 1139, 682, 1251, 1251, 569, 569, 1139, 569, 1821, 1251,
    1251, 1251, 1251, 797, 1139, 682, 1251, 1139, 1593, 1139, 1139, 1024, 797, 573, 797, 1196,
];

/// The same, bold.
#[rustfmt::skip]
const LATIN_BOLD: [u16; 224] = [
    569, 682, 1139, 1139, 1139, 1139, 573, 1139, 682, 1509, 758, 1139, 1196, 682, 1509, 1131,
    819, 1124, 682, 682, 682, 1180, 1139, 569, 682, 682, 748, 1139, 1708, 1708, 1708, 1251,
    1479, 1479, 1479, 1479, 1479, 1479, 2048, 1479, 1366, 1366, 1366, 1366, 569, 569, 569, 569,
    1479, 1479, 1593, 1593, 1593, 1593, 1593, 1196, 1593, 1479, 1479, 1479, 1479, 1366, 1366,
    1251, 1139, 1139, 1139, 1139, 1139, 1139, 1821, 1139, 1139, 1139, 1139, 1139, 569, 569, 569,
    569, 1251, 1251, 1251, 1251, 1251, 1251, 1251, 1124, 1251, 1251, 1251, 1251, 1251, 1139,
    1251, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479, 1139, 1479,
    1139, 1479, 1472, 1479, 1251, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139, 1366, 1139,
    1593, 1251, 1593, 1251, 1593, 1251, 1593, 1251, 1479, 1251, 1479, 1251, 569, 569, 569, 569,
    569, 569, 569, 569, 569, 569, 1607, 1139, 1139, 569, 1479, 1139, 1139, 1251, 569, 1251, 569,
    1251, 789, 1251, 981, 1251, 569, 1479, 1251, 1479, 1251, 1479, 1251, 1451, 1481, 1251, 1593,
    1251, 1593, 1251, 1593, 1251, 2048, 1933, 1479, 797, 1479, 797, 1479, 797, 1366, 1139, 1366,
    1139, 1366, 1139, 1366, 1139, 1251, 682, 1251, 981, 1251, 682, 1479, 1251, 1479, 1251, 1479,
    1251, 1479, 1251, 1479, 1251, 1479, 1251, 1933, 1593, 1366, 1139, 1366, 1251, 1024, 1251,
    1024, 1251, 1024, 569,
];

/// How wide a text is when it is set in letters of that size, in the unit of the size.
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    text.chars().map(|c| f64::from(advance(c, bold))).sum::<f64>() / UNITS * size
}

fn advance(c: char, bold: bool) -> u16 {
    let (basic, latin) = if bold { (&BASIC_BOLD, &LATIN_BOLD) } else { (&BASIC, &LATIN) };
    let code = c as usize;
    match code {
        0x20..=0x7E => basic[code - 0x20],
        0xA0..=0x17F => latin[code - 0xA0],
        // Dashes, quotes and dots that our own texts hold.
        0x2013 => 1139,
        0x2014 | 0x2026 => 2048,
        0x2018 | 0x2019 => 569,
        0x201C | 0x201D => 1024,
        _ => match c.width() {
            None | Some(0) => 0,
            Some(1) => OTHER,
            Some(_) => WIDE,
        },
    }
}

/// The text, or as much of it as has room before an ellipsis. Never empty where there is a text.
pub fn shortened(text: &str, size: f64, bold: bool, room: f64) -> String {
    if text_width(text, size, bold) <= room {
        return text.to_owned();
    }
    let dots = text_width("…", size, bold);
    let mut out = String::new();
    let mut used = 0.0;
    for c in text.chars() {
        used += f64::from(advance(c, bold)) / UNITS * size;
        if used + dots > room && !out.is_empty() {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The text in lines that are no wider than `room`, broken at spaces; a word that is wider is
/// broken anywhere.
pub fn lines(text: &str, size: f64, bold: bool, room: f64) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut row = String::new();
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        loop {
            let joined = if row.is_empty() { word.clone() } else { format!("{row} {word}") };
            if text_width(&joined, size, bold) <= room {
                row = joined;
                break;
            }
            if !row.is_empty() {
                out.push(std::mem::take(&mut row));
                continue;
            }
            let fits = (1..word.chars().count())
                .rev()
                .map(|n| word.char_indices().nth(n).map_or(word.len(), |(at, _)| at))
                .find(|at| text_width(&word[..*at], size, bold) <= room)
                .or_else(|| word.char_indices().nth(1).map(|(at, _)| at));
            let Some(at) = fits else {
                row = word;
                break;
            };
            let rest = word.split_off(at);
            out.push(std::mem::replace(&mut word, rest));
        }
    }
    if !row.is_empty() {
        out.push(row);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // 1366 and 1139 of 2048 units: what a browser with the font gives for "A" and "a".
        assert_eq!(text_width("Aa", 2048.0, false), 2505.0);
        assert_eq!(text_width("é", 2048.0, false), 1139.0);
        assert!(text_width("Aa", 10.0, true) > text_width("Aa", 10.0, false));
        assert_eq!(text_width("\u{301}", 10.0, false), 0.0);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for text in
            ["one two three four", "averyveryverylongwordindeed and more", "漢字漢字漢字", ""]
        {
            for room in [20.0, 40.0, 80.0] {
                for line in lines(text, 12.0, false, room) {
                    assert!(text_width(&line, 12.0, false) <= room, "{line}");
                }
                let short = shortened(text, 12.0, false, room);
                assert!(text.is_empty() || text_width(&short, 12.0, false) <= room.max(30.0));
            }
            let joined: String = lines(text, 12.0, false, 40.0).concat();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
        }
    }
}
