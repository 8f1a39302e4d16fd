//! The body of a Close frame: nothing, or a status code and a reason (RFC 6455 section 5.5.1).

use super::utf8::judge_utf8;
use crate::bits::Span;
use crate::finding::{
    CloseBodyOneByte, CloseCodeNotAllowed, CloseReasonNotUtf8, Finding, Utf8Error,
};
use crate::terms::CloseCode;

/// What a Close frame says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CloseBody<'a> {
    /// The status code.
    pub code: CloseCode,
    /// The reason, which should be UTF-8; may be empty.
    pub reason: &'a [u8],
}

impl<'a> CloseBody<'a> {
    /// Reads an unmasked payload; `None` where it has no room for a status code.
    pub fn read(payload: &'a [u8]) -> Option<Self> {
        let (code, reason) = payload.split_first_chunk::<2>()?;
        Some(Self { code: CloseCode(u16::from_be_bytes(*code)), reason })
    }
}

/// Appends to `findings` every rule that the whole, unmasked payload of a Close frame breaks
/// (RFC 6455 sections 5.5.1, 7.4 and 8.1).
pub fn judge_close(payload: &[u8], findings: &mut Vec<Finding>) {
    if let [byte] = *payload {
        let fault = CloseBodyOneByte { byte };
        findings.push(Finding::in_payload(fault, Span::new(0, 1)));
    }
    let Some(CloseBody { code, reason }) = CloseBody::read(payload) else { return };
    if !code.may_be_sent() {
        let fault = CloseCodeNotAllowed { code };
        findings.push(Finding::in_payload(fault, Span::new(0, 2)));
    }
    let bad = match judge_utf8(reason) {
        Ok(0) => return,
        Ok(unfinished) => {
            let at = reason.len() - unfinished;
            (at, Utf8Error::CutShort { lead: reason.get(at).copied().unwrap_or_default() })
        }
        Err(bad) => bad,
    };
    let at = 2 + bad.0;
    let fault = CloseReasonNotUtf8 { at: at as u64, error: bad.1 };
    findings.push(Finding::in_payload(fault, bad_span(at, bad.1)));
}

/// The bytes that show why a sequence at `at` is bad.
pub(super) fn bad_span(at: usize, error: Utf8Error) -> Span {
    let len = match error {
        Utf8Error::StrayContinuation(_) | Utf8Error::NeverValid(_) | Utf8Error::CutShort { .. } => {
            1
        }
        Utf8Error::NotContinued { after, .. } => 1 + usize::from(after),
        Utf8Error::Overlong(_) | Utf8Error::Surrogate | Utf8Error::TooLarge => 2,
    };
    Span::new(at, at + len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::empty(b"", &[])]
    #[case::normal(b"\x03\xe8", &[])]
    #[case::with_reason("\u{3}\u{3}".as_bytes(), &["C02"])]
    #[case::one_byte(b"\x03", &["C01"])]
    #[case::code_1005(b"\x03\xed", &["C02"])]
    #[case::bad_reason(b"\x03\xe8\xff", &["C03"])]
    #[case::reason_cut(b"\x03\xe8\xe6\x9c", &["C03"])]
    #[case::both(b"\x00\x00\xff", &["C02", "C03"])]
    fn a_close_body_breaks_exactly_these_rules(#[case] body: &[u8], #[case] codes: &[&str]) {
        let mut findings = Vec::new();
        judge_close(body, &mut findings);
        let found: Vec<&str> = findings.iter().map(|f| f.fault.rule().code()).collect();
        assert_eq!(found, codes);
    }
}
