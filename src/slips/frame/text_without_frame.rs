//! Text sent as it is, without any frame: `socket.write(text)`.
//!
//! What stands where a frame should begin is read as one: the bits of `h` or `{` are FIN 0 and reserved bits.

use super::reading::{readable, sound};
use super::{Claim, Earlier, Evidence, FrameSuspect, Marks, Recipe, Unsuited, http_text};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::slips::words::count;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

pub(super) const NAME: &str = "text-without-frame";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// Text to the end stands where a frame should begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextWithoutFrame {
    /// Its length in bytes.
    pub len: usize,
    /// The byte that passes for the first of a frame.
    pub byte0: u8,
}

/// What it says that a text has the outer marks of JSON.
const JSON: Bits = Bits::of(12);
/// What the text itself must say.
const LEAST: Bits = Bits::of(7);

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    recipe.needs_len(4, usize::MAX)?;
    Ok(recipe.payload.clone())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    // Text whose second character is the number of those behind it would be a rare chance.
    let is_frame = suspect.is_whole() && suspect.ends_well();
    if suspect.findings.is_empty() || is_frame || http_text::explains(suspect).is_some() {
        return None;
    }
    let text = readable(suspect.wire)?;
    if is_written_frame(text) {
        return None;
    }
    let shape = if is_json(text) { JSON } else { Bits::default() };
    let read = Bits::text(text) + shape;
    // Who sends frames knows how: this is then the inside of one that was cut. A client's may be
    // captured as one with it.
    let of_peer =
        |earlier: &Earlier<'_>| earlier.header.mask_key.is_some() && sound(earlier.whole).is_some();
    if !suspect.earlier.iter().all(of_peer) || text.len() != suspect.wire.len() {
        return None;
    }
    let bits = read + Bits::ENDS + suspect.broken();
    let proof = TextWithoutFrame { len: text.len(), byte0: suspect.byte0() };
    (read >= LEAST)
        .then(|| Evidence::TextWithoutFrame(proof).claim(bits, text.len(), text.to_owned()))
}

/// Whether the text is a frame in base64 or in decimal numbers: text too, but not the one that was meant.
fn is_written_frame(text: &str) -> bool {
    let is_frame = |bytes: &[u8]| sound(bytes).is_some_and(|(_, len)| len == bytes.len());
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let numbers: Option<Vec<u8>> = numbers.map(|number| number.parse().ok()).collect();
    let decoded = STANDARD.decode(text.trim_end()).ok();
    [numbers, decoded].into_iter().flatten().any(|bytes| is_frame(&bytes))
}

fn is_json(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("{\"") && text.ends_with('}') || text.starts_with("[{") && text.ends_with(']')
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server(r#"{"a":1}"#)
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("text was sent as it is, without a frame", "文本没有装进帧，直接发了出去")
}

pub(super) fn evidence(lang: Lang, proof: &TextWithoutFrame) -> String {
    let TextWithoutFrame { len, byte0 } = proof;
    let length = count(*len, "byte");
    say!(
        lang,
        "Where a frame should begin stand {length} of text; read as a frame, its first byte {byte0:02x} only looks like FIN and reserved bits.",
        "本应是帧的位置直接是 {len} 字节文本；第一个字节 {byte0:02x} 被当成帧头，才显得 FIN 和保留位不对。"
    )
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Put a header before each text: `b'\\x81' + bytes([n])` for up to 125 bytes (RFC 6455 section 5.2), or use the send of a WebSocket library.", "每条文本前面都要有帧头：125 字节以内是 `b'\\x81' + bytes([n])`（RFC 6455 5.2）；或者用 WebSocket 库的发送函数。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{claims, first_claim};
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("hello")]
    #[case("Hello")]
    #[case("{\"type\":\"chat\"}\n")]
    #[case("今天天气很不错")]
    fn a_bare_text_is_explained(#[case] text: &str) {
        assert_eq!(first_claim(text.as_bytes()).text.as_deref(), Some(text));
    }

    #[rstest]
    #[case::too_short("hi")]
    #[case::digits("12345")]
    #[case::a_frame_in_base64("gQ9oZWxsbyBldmVyeWJvZHk=")]
    #[case::a_frame_in_numbers("129,5,104,101,108,108,111")]
    #[case::http("GET / HTTP/1.1\r\n\r\n")]
    fn other_text_is_not(#[case] text: &str) {
        let found = claims(text.as_bytes());
        assert!(!found.iter().any(|c| matches!(c.evidence, Evidence::TextWithoutFrame(_))));
    }
}
