//! A head as rows: each line with what it is for, whether the handshake needs it, and the gravest
//! finding in it. What all views draw from.

use super::Detail;
use crate::bits::Span;
use crate::dissection::Half;
use crate::finding::Finding;
use crate::handshake::{HeaderField as Field, Shape, StartLine};
use crate::prose::handshake_headers as words;
use crate::prose::{Lang, handshake as prose};
use crate::render::printable::printable_bytes;
use crate::terms::HeaderName;

/// A line of a head.
pub(super) struct Row {
    /// Its text, escaped, with what must be hidden hidden.
    pub(super) text: String,
    /// What it is for.
    pub(super) purpose: &'static str,
    /// Whether the handshake needs it.
    pub(super) needed: bool,
    /// The section of RFC 6455 that asks for it, or allows it.
    pub(super) section: Option<&'static str>,
    /// The gravest finding in it.
    pub(super) finding: Option<Finding>,
}

/// Every line of a head, the blank one left out.
pub(super) fn rows(half: &Half, lang: Lang, detail: Detail) -> Vec<Row> {
    let head = &half.head;
    let first = head.start.line();
    let purpose = match head.start {
        StartLine::Request { .. } => words::request_line(lang),
        StartLine::Response { .. } => words::status_line(lang),
        StartLine::Other { .. } => words::no_header(lang),
    };
    let mut rows = vec![Row {
        text: printable_bytes(head.part(first.text)),
        purpose,
        needed: true,
        section: Some(if half.is_response() { "4.2.2" } else { "4.1" }),
        finding: gravest(half, Span::new(first.text.start, first.end.end)),
    }];
    rows.extend(head.fields.iter().map(|field| row(half, field, lang, detail)));
    rows
}

fn row(half: &Half, field: &Field, lang: Lang, detail: Detail) -> Row {
    let head = &half.head;
    let text = head.part(Span::new(field.line.text.start, field.whole.end)).trim_ascii_end();
    let known = name(half, field);
    let text = match (field.shape, known) {
        (Shape::Named { value, .. }, Some(known)) if known.is_secret() && !detail.secrets => {
            let name = printable_bytes(head.part(Span::new(field.line.text.start, value.start)));
            format!("{name}{}", prose::hidden(lang, value.len()))
        }
        _ => printable_bytes(text),
    };
    let purpose = match (field.shape, known) {
        (Shape::NoColon | Shape::Stray, _) => words::no_header(lang),
        (_, Some(known)) => words::purpose(lang, known, half.is_response()),
        (_, None) => words::other(lang),
    };
    let needed = known.is_some_and(|known| is_needed(known, half.is_response()));
    let section = known.and_then(|known| section(known, half.is_response()));
    Row { text, purpose, needed, section, finding: gravest(half, field.whole) }
}

/// The name of a field, where the table has it.
pub(super) fn name(half: &Half, field: &Field) -> Option<HeaderName> {
    let Shape::Named { name, .. } = field.shape else { return None };
    HeaderName::of(half.head.part(name))
}

/// Whether the value of the line at `place` is to be hidden.
pub(super) fn is_hidden(half: &Half, place: Span, detail: Detail) -> bool {
    let touches = |field: &&Field| {
        field.whole.start <= place.start && place.start < field.whole.end.max(place.start)
    };
    let mut fields = half.head.fields.iter().filter(touches);
    !detail.secrets && fields.any(|field| name(half, field).is_some_and(HeaderName::is_secret))
}

const fn is_needed(name: HeaderName, response: bool) -> bool {
    use HeaderName as H;
    match name {
        H::Upgrade | H::Connection => true,
        H::Accept => response,
        H::Host | H::Key | H::Version => !response,
        _ => false,
    }
}

/// The section of RFC 6455 that speaks of a header.
const fn section(name: HeaderName, response: bool) -> Option<&'static str> {
    use HeaderName as H;
    match name {
        H::Extensions => Some("9.1"),
        H::Upgrade | H::Connection | H::Accept | H::Protocol if response => Some("4.2.2"),
        H::Version if response => Some("4.4"),
        H::Host | H::Upgrade | H::Connection | H::Key | H::Version | H::Protocol | H::Origin => {
            Some("4.1")
        }
        _ => None,
    }
}

/// The gravest finding whose place begins in `whole`; one on a missing header has none there.
fn gravest(half: &Half, whole: Span) -> Option<Finding> {
    let within = |finding: &&Finding| {
        let span = finding.place.span;
        !span.is_empty() && whole.start <= span.start && span.start < whole.end
            || span.is_empty() && whole.start < span.start && span.start < whole.end
    };
    half.findings.iter().filter(within).max_by_key(|finding| finding.level).copied()
}
