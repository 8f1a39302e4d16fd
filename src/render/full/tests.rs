//! The screens of frames that each show another part of the view: as a user sees them.

use anstream::adapter::strip_str;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::analysis::{Analysis, Options};
use crate::render::columns;

/// Whole frames and broken ones, by what they show.
const FRAMES: [(&str, &str); 6] = [
    ("masked_text", "8195a4c422cdcca14ea1cbb751bed7b751a1cbb751bed7b751a1cb"),
    ("extended_length", "827e02dc0102"),
    ("close", "880803e8e58588e5b89d"),
    ("cut_header", "89fe01"),
    ("gbk_text", "810ebdf1ccecccecc6f8badcb2bbb4ed"),
    ("compressed", "c107f248cdc9c90700"),
];

fn drawn(bytes: &[u8], screen: Screen) -> String {
    let frames = Analysis::dissect(bytes, None, Options::default()).0;
    let drawn = frames.iter().map(|frame| render(frame, &[], Detail::default(), screen));
    strip_str(&drawn.collect::<String>()).to_string()
}

#[rstest]
fn a_frame_is_a_screen_that_fits(
    #[values(Lang::En, Lang::Zh)] lang: Lang,
    #[values(80, 60)] width: usize,
) {
    for (name, digits) in FRAMES {
        let bytes = hex::decode(digits).expect("the table holds hex");
        let drawn = drawn(&bytes, Screen { lang, width });
        let wide = drawn.lines().find(|line| columns(line) > width);
        assert_eq!(wide, None, "{drawn}");
        insta::assert_snapshot!(format!("frame_{name}_{lang:?}_{width}"), drawn);
    }
}

#[test]
fn a_text_that_is_cut_keeps_its_spaces() {
    let words = "one two three ".repeat(9);
    let shown = findings::first_columns(&words, 60);
    assert!(words.starts_with(shown.trim_end_matches(" ...")), "{shown}");
    assert!(columns(&shown) <= 60);
}

proptest! {
    #[test]
    fn any_bytes_are_drawn_within_the_width(
        bytes in proptest::collection::vec(any::<u8>(), 0..80),
        width in 44_usize..100,
        zh: bool,
    ) {
        let lang = if zh { Lang::Zh } else { Lang::En };
        let drawn = drawn(&bytes, Screen { lang, width });
        prop_assert_eq!(drawn.lines().find(|line| columns(line) > width), None);
    }
}
