//! A head as a tree: the first line with its parts, each header line with its name and its value, and
//! the parts of values that are lists: extensions with their parameters, subprotocols. Every byte of
//! the head is in it; the value of a secret only where that is asked for.

use super::{Name, Node, Value};
use crate::bits::{BitRange, Span};
use crate::dissection::Half;
use crate::finding::Buffer;
use crate::handshake::secrets::is_secret_name;
use crate::handshake::{Extension, Extensions, Head, HeaderField as Field, Shape, StartLine};
use crate::lang::Lang;
use crate::prose::{handshake_headers as words, part};
use crate::terms::HeaderName;

/// A head, as far as it came; `secrets` shows what Cookie, Authorization and the like hold.
/// Of other secrets, give the head as it may be shown ([`Half::shown`]).
pub fn head(half: &Half, secrets: bool, lang: Lang) -> Node<'_> {
    let head = &half.head;
    let extensions = Extensions::of(head).list;
    let mut lines = vec![start(half, lang)];
    let subprotocols: Vec<Span> =
        head.elements(HeaderName::Protocol).map(|(_, element)| element).collect();
    let of = Lines { half, extensions: &extensions, subprotocols: &subprotocols, secrets, lang };
    lines.extend(head.fields.iter().map(|field| of.line(field)));
    let name = part::head(lang);
    let bits = BitRange::new(0, 8 * head.bytes.len() as u64);
    Node::leaf(name, Buffer::Head, bits, Value::Parts)
        .tiled(lines, &head.bytes)
        .with_findings(&half.findings)
}

fn text(head: &Head, name: Name, span: Span) -> Node<'_> {
    Node::of_bytes(name, Buffer::Head, span, Value::Text(head.part(span)))
}

/// The first line, its line end included.
fn start(half: &Half, lang: Lang) -> Node<'_> {
    let head = &half.head;
    let line = head.start.line();
    let part = |name, span| text(head, name, span);
    let (name, parts, meaning) = match head.start {
        StartLine::Request { method, target, version, .. } => {
            let parts = vec![
                part(part::method(lang), method),
                part(part::target(lang), target),
                part(part::http_version(lang), version),
            ];
            (part::request_line(lang), parts, words::request_line(lang))
        }
        StartLine::Response { version, status, reason, .. } => {
            let parts = vec![
                part(part::http_version(lang), version),
                part(part::status(lang), status),
                part(part::reason(lang), reason),
            ];
            (part::status_line(lang), parts, words::status_line(lang))
        }
        StartLine::Other { line } => {
            (part::line(lang), vec![part(part::line(lang), line.text)], words::no_header(lang))
        }
    };
    let node = Node { needed: true, ..text(head, name, Span::new(line.text.start, line.end.end)) };
    let section = if half.is_response() { "4.2.2" } else { "4.1" };
    Node { value: Value::Parts, ..node }
        .meaning(meaning)
        .section(6455, section)
        .tiled(parts, &head.bytes)
}

struct Lines<'a, 'b> {
    half: &'a Half,
    /// Those of all lines, in the order of their bytes; so are the subprotocols.
    extensions: &'b [Extension],
    subprotocols: &'b [Span],
    secrets: bool,
    lang: Lang,
}

impl<'a> Lines<'a, '_> {
    /// A header line, the lines included that are folded into it.
    fn line(&self, field: &Field) -> Node<'a> {
        let (head, lang, response) = (&self.half.head, self.lang, self.half.is_response());
        let node = text(head, part::header(lang), field.whole);
        let node = Node { value: Value::Parts, ..node };
        let Shape::Named { name, value, .. } = field.shape else {
            let parts = vec![text(head, part::line(lang), field.line.text)];
            return node.meaning(words::no_header(lang)).tiled(parts, &head.bytes);
        };
        let known = HeaderName::of(head.part(name));
        let refuses = response && head.status() != Some(101);
        let hides = !self.secrets && is_secret_name(head.part(name));
        let parts = vec![text(head, part::name(lang), name), self.value(known, hides, value)];
        let node = match known {
            Some(known) if refuses => node.meaning(words::purpose_in_refusal(lang, known)),
            Some(known) => node.meaning(words::purpose(lang, known, response)),
            None => node.meaning(words::other(lang)),
        };
        let section = known.and_then(|known| section(known, response, refuses));
        let node = match section {
            Some(section) => node.section(6455, section),
            None => node,
        };
        let needed = known.is_some_and(|known| is_needed(known, response)) && !refuses;
        Node { needed, ..node }.tiled(parts, &head.bytes)
    }

    fn value(&self, known: Option<HeaderName>, hides: bool, span: Span) -> Node<'a> {
        let head = &self.half.head;
        let node = text(head, part::value(self.lang), span);
        if hides {
            return Node { value: Value::Hidden(span.len()), ..node };
        }
        match known {
            Some(HeaderName::Extensions) => {
                let own = inside(self.extensions, span, |one| one.span);
                node.tiled(own.map(|one| self.extension(one)).collect(), &head.bytes)
            }
            Some(HeaderName::Protocol) => {
                let name = part::subprotocol(self.lang);
                let own = inside(self.subprotocols, span, |one| *one);
                node.tiled(own.map(|one| text(head, name, *one)).collect(), &head.bytes)
            }
            _ => node,
        }
    }

    /// An extension with its name and its parameters (RFC 6455 section 9.1).
    fn extension(&self, extension: &Extension) -> Node<'a> {
        let (head, lang, whole) = (&self.half.head, self.lang, extension.span);
        let name = Span::new(whole.start, whole.start + extension.name.len());
        let named = text(head, part::extension(lang), name);
        let mut parts = vec![match words::extension_meaning(lang, &extension.name) {
            Some((meaning, rfc, section)) => named.meaning(meaning).section(rfc, section),
            None => named,
        }];
        parts.extend(extension.params.iter().map(|param| {
            let node = text(head, part::parameter(lang), param.span);
            match words::param_meaning(lang, &param.name) {
                Some((meaning, section)) => node.meaning(meaning).section(7692, section),
                None => node,
            }
        }));
        let node = text(head, part::extension(lang), whole);
        Node { value: Value::Parts, ..node }.tiled(parts, &head.bytes)
    }
}

/// Of places in order those that lie in `span`. There may be thousands, and hundreds of lines.
fn inside<T>(all: &[T], span: Span, place: impl Fn(&T) -> Span) -> impl Iterator<Item = &T> {
    let first = all.partition_point(|one| place(one).start < span.start);
    let behind = all.get(first..).unwrap_or_default();
    behind.iter().take_while(move |one| place(one).end <= span.end)
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

/// The section of RFC 6455 that speaks of a header; of a response that refuses, it says little.
const fn section(name: HeaderName, response: bool, refuses: bool) -> Option<&'static str> {
    use HeaderName as H;
    match name {
        H::Version if response => Some("4.4"),
        _ if refuses => None,
        H::Extensions => Some("9.1"),
        H::Upgrade | H::Connection | H::Accept | H::Protocol if response => Some("4.2.2"),
        H::Host | H::Upgrade | H::Connection | H::Key | H::Version | H::Protocol | H::Origin => {
            Some("4.1")
        }
        _ => None,
    }
}
