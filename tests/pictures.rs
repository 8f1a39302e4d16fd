//! The pictures of the README are drawn from what the program prints, so that they cannot rot.
//! `SNAPSHOTS=overwrite cargo test --test pictures` draws them anew.

#[path = "readme/serve.rs"]
mod serve;

use std::process::Command;

use anstyle::{Color, RgbColor};
use anstyle_svg::{Palette, Term};
use snapbox::{assert_data_eq, file};

/// The tutorial's frame of 17 bytes, quoted for a shell.
const HELLO: &str = r#"'\x81\x8b\xa4\xc4"\xcd\xcc\xa1N\xa1\xcb\xb7Q\xbe\xd7\xb7Q'"#;

#[test]
fn a_decoded_frame() {
    assert_data_eq!(picture(&["decode", HELLO]), file!["../docs/pictures/decode.svg"].raw());
}

#[test]
fn a_live_server() {
    let words = ["serve", "--port", "9527", "--no-deflate", "--hex"];
    let coloured = ["--color", "always"].iter().chain(&words).map(|word| (*word).to_owned());
    let screen = serve::log(&coloured.collect::<Vec<_>>());
    assert_data_eq!(drawn(&words, &screen), file!["../docs/pictures/serve.svg"].raw());
}

/// What a terminal shows of a run.
fn picture(words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_ws-inspect"))
        .args(["--color", "always", "--lang", "en"])
        .args(words.iter().map(|word| word.trim_matches('\'')))
        .output()
        .unwrap();
    let screen = String::from_utf8(output.stdout).unwrap();
    drawn(words, &screen)
}

/// A screen: the command, and what it printed.
fn drawn(words: &[&str], screen: &str) -> String {
    let screen = screen.trim_end();
    let command = words.join(" ");
    terminal().render_svg(&format!("\u{1b}[2m$\u{1b}[0m ws-inspect {command}\n{screen}"))
}

/// Dark letters on a light ground, in colours that differ in brightness as well.
fn terminal() -> Term {
    const fn rgb(hex: u32) -> RgbColor {
        RgbColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }
    let ink = rgb(0x1f2328);
    let (red, green, yellow) = (rgb(0xb42318), rgb(0x13692d), rgb(0x8a5a00));
    let (blue, magenta, cyan, grey) = (rgb(0x0b57c2), rgb(0x7d3ac1), rgb(0x006b80), rgb(0x656d76));
    let colours = [ink, red, green, yellow, blue, magenta, cyan, grey];
    let mut palette = [ink; 16];
    for (place, colour) in palette.iter_mut().zip(colours.iter().cycle()) {
        *place = *colour;
    }
    Term::new()
        .palette(Palette(palette))
        .fg_color(Color::Rgb(ink))
        .bg_color(Color::Rgb(rgb(0xfbfbfa)))
}
