//! HTTP text where a frame should be: a request or an answer on a connection that has left HTTP.

use super::{Claim, Evidence, FrameSuspect, Marks, Recipe, Unsuited};
use crate::lang::{Lang, say};
use crate::slips::scale::Bits;
use crate::terms::Role;

pub(super) const NAME: &str = "http-text";

pub(super) const MARKS: Marks = Marks::SPECIAL;

/// The input begins with a line of HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpText {
    /// The line, at most 60 characters of it.
    pub line: String,
}

const STARTS: [&[u8]; 8] =
    [b"HTTP/1.", b"GET ", b"POST ", b"PUT ", b"HEAD ", b"DELETE ", b"OPTIONS ", b"CONNECT "];
const LONGEST_LINE: usize = 60;

pub(super) fn apply(recipe: &Recipe) -> Result<Vec<u8>, Unsuited> {
    recipe.as_text()?;
    let first = match recipe.sender {
        Role::Client => "POST / HTTP/1.1\r\nHost: 127.0.0.1:9527",
        Role::Server => "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8",
    };
    let head = format!("{first}\r\nContent-Length: {}\r\n\r\n", recipe.payload.len());
    Ok([head.as_bytes(), &recipe.payload].concat())
}

pub(super) fn explains(suspect: &FrameSuspect<'_>) -> Option<Claim> {
    let wire = suspect.wire;
    if !STARTS.iter().any(|start| wire.starts_with(start)) {
        return None;
    }
    let line: String = wire
        .iter()
        .take(LONGEST_LINE)
        .take_while(|c| matches!(c, b' '..=b'~'))
        .map(|c| char::from(*c))
        .collect();
    let is_request =
        line.split(' ').nth(1).is_some_and(|target| target.starts_with(['/', '*', 'h']));
    (line.starts_with("HTTP/1.") || is_request || line.starts_with("CONNECT "))
        .then(|| Evidence::HttpText(HttpText { line }).claim(Bits::equal(4), wire.len(), None))
}

pub(super) fn demo() -> Recipe {
    Recipe::from_server("Hello")
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("these bytes are HTTP text, not a frame", "本应是帧的位置出现了 HTTP 文本")
}

pub(super) fn evidence(lang: Lang, proof: &HttpText) -> String {
    let HttpText { line } = proof;
    say!(lang, "The bytes begin with the line \"{line}\".", "这些字节以这一行开头：\"{line}\"。")
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Once the 101 response is sent, both ends send frames only; reply in a frame, and check that this port speaks WebSocket.", "101 应答发出之后，两端只能发帧；请用帧回答，并检查这个端口是不是 WebSocket。")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{first_claim, is_claimed};
    use super::*;
    use crate::slips::frame::FrameSlip;
    use rstest::rstest;

    #[rstest]
    #[case(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1")]
    #[case(b"HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP/1.1 400 Bad Request")]
    fn the_first_line_is_the_proof(#[case] wire: &[u8], #[case] line: &str) {
        assert_eq!(first_claim(wire).evidence, Evidence::HttpText(HttpText { line: line.into() }));
    }

    #[test]
    fn a_word_that_only_begins_like_a_method_is_not_claimed() {
        assert!(!is_claimed(FrameSlip::HttpText, b"GET out of here"));
    }
}
