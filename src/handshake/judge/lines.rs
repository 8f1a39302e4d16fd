//! What any head is held to: line ends, the form of each line, its end, obsolete and repeated
//! headers, a body.

use super::finding;
use crate::bits::Span;
use crate::finding::{
    Body, DuplicateHeader, Finding, Level, LineEnds, MalformedLine, ObsoleteHeader, UnfinishedHead,
};
use crate::handshake::extension::is_token_byte;
use crate::handshake::{Head, HeadEnd, HeaderField, Shape, StartLine};
use crate::terms::HeaderName;

pub(super) fn judge(head: &Head, findings: &mut Vec<Finding>) {
    line_ends(head, findings);
    for field in &head.fields {
        form(head, field, findings);
    }
    duplicates(head, findings);
    obsolete(head, findings);
    body(head, findings);
    end(head, findings);
}

/// H17, once, at the first line that ends with a bare line feed.
fn line_ends(head: &Head, findings: &mut Vec<Finding>) {
    let ended = || head.lines().filter(|line| !line.end.is_empty());
    let bare = || ended().filter(|line| line.end.len() == 1);
    if let Some(first) = bare().next() {
        let fault = LineEnds { bare: bare().count(), lines: ended().count() };
        findings.push(finding(fault, first.end));
    }
}

/// H18.
fn form(head: &Head, field: &HeaderField, findings: &mut Vec<Finding>) {
    let mut push = |malformed, span| {
        findings.push(finding(malformed, span));
    };
    match field.shape {
        Shape::NoColon => push(MalformedLine::NoColon, field.line.text),
        Shape::Stray => push(MalformedLine::Stray, field.line.text),
        Shape::Named { name, gap, value, folded } => {
            let text = head.part(name);
            if text.is_empty() || !text.iter().copied().all(is_token_byte) {
                push(MalformedLine::Name, if text.is_empty() { field.line.text } else { name });
            } else if !gap.is_empty() {
                push(MalformedLine::SpaceBeforeColon, gap);
            }
            let fold = |byte: &u8| folded && matches!(byte, b'\r' | b'\n');
            let control = |byte: &u8| (*byte < 0x20 && *byte != b'\t') || *byte == 0x7f;
            if let Some(at) = head.part(value).iter().position(|b| control(b) && !fold(b)) {
                push(MalformedLine::Control, Span::new(value.start + at, value.start + at + 1));
            }
            if folded {
                let span = Span::new(field.line.end.end, field.whole.end);
                let fault = MalformedLine::Folded;
                findings.push(finding(fault, span).at_level(Level::Warning));
            }
        }
    }
}

/// H08: of those that may stand only once, each that stands again.
fn duplicates(head: &Head, findings: &mut Vec<Finding>) {
    use HeaderName as H;
    let once: &[HeaderName] = match head.start {
        StartLine::Response { .. } => &[H::Accept, H::Protocol, H::Extensions],
        _ => &[H::Host, H::Key, H::Version, H::Origin],
    };
    for name in once {
        for (field, _) in head.all(*name).skip(1) {
            findings.push(finding(DuplicateHeader(*name), field.line.text));
        }
    }
}

/// H16.
fn obsolete(head: &Head, findings: &mut Vec<Finding>) {
    for field in &head.fields {
        if let Shape::Named { name, .. } = field.shape
            && let Some(known) = field.known
            && known.is_obsolete()
        {
            findings.push(finding(ObsoleteHeader(known), name));
        }
    }
}

/// H20: neither a GET of a handshake nor a 101 has a body.
fn body(head: &Head, findings: &mut Vec<Finding>) {
    if head.status().is_some_and(|status| status != 101) {
        return;
    }
    for (field, value) in head.all(HeaderName::ContentLength) {
        if head.part(value).iter().any(|byte| *byte != b'0') {
            findings.push(finding(Body, field.line.text));
        }
    }
    for (field, _) in head.all(HeaderName::TransferEncoding) {
        findings.push(finding(Body, field.line.text));
    }
}

/// H14.
fn end(head: &Head, findings: &mut Vec<Finding>) {
    let len = head.bytes.len();
    let whole_line = head.lines().last().is_some_and(|line| !line.end.is_empty());
    let how = match head.end {
        HeadEnd::BlankLine | HeadEnd::NotHttp => return,
        HeadEnd::NoBlankLine => UnfinishedHead::FramesFollow,
        HeadEnd::TooLong => UnfinishedHead::TooLong,
        HeadEnd::Cut if whole_line => UnfinishedHead::BlankLine,
        HeadEnd::Cut => UnfinishedHead::InLine,
    };
    let found = finding(how, Span::new(len, len));
    findings.push(match how {
        UnfinishedHead::FramesFollow | UnfinishedHead::TooLong => found.at_level(Level::Error),
        UnfinishedHead::BlankLine | UnfinishedHead::InLine => found,
    });
}
