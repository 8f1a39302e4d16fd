//! What a client's request is held to (RFC 6455 section 4.1, first list; section 4.2.1).

use super::{finding, may_go_on, missing_at};
use crate::bits::Span;
use crate::finding::{
    Connection, Extension as ExtensionFault, Fault, Finding, Host, HttpVersion, Level,
    MalformedLine, Method, NoKey, Origin, ProtocolVersion, Subprotocol, Upgrade,
};
use crate::handshake::deflate::{self, DeflateOffer};
use crate::handshake::extension::is_token_byte;
use crate::handshake::key::judge as judge_key;
use crate::handshake::{Extensions, Head, StartLine};
use crate::terms::HeaderName;

pub(super) fn judge(head: &Head, findings: &mut Vec<Finding>) {
    first_line(head, findings);
    host(head, findings);
    token(head, HeaderName::Upgrade, "websocket", [Upgrade::Missing, Upgrade::Other], findings);
    token(
        head,
        HeaderName::Connection,
        "Upgrade",
        [Connection::Missing, Connection::Other],
        findings,
    );
    key(head, findings);
    version(head, findings);
    origin(head, findings);
    subprotocols(head, findings);
    extensions(head, findings);
}

/// H01, H02, and the target.
fn first_line(head: &Head, findings: &mut Vec<Finding>) {
    let StartLine::Request { line, method, target, version } = head.start else { return };
    if head.part(method) != b"GET" {
        findings.push(finding(Method, method));
    }
    if line.end.is_empty() && may_go_on(head) {
        return;
    }
    if let Some(fault) = http_version(head.part(version)) {
        let span = if version.is_empty() { line.text } else { version };
        findings.push(finding(fault, span));
    }
    let text = head.part(target);
    let http = |scheme: &[u8]| {
        text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let shape = text.starts_with(b"/") || http(b"http://") || http(b"https://");
    // CONNECT names a host and OPTIONS may ask for `*`: their method is fault enough.
    let other_method = head.part(method) != b"GET";
    let is_bad = |byte: &u8| *byte <= b' ' || *byte == b'#' || *byte == 0x7f;
    if (!shape && !other_method) || text.iter().any(is_bad) {
        let span = if target.is_empty() { line.text } else { target };
        findings.push(finding(MalformedLine::Target, span));
    }
}

/// What is wrong with an HTTP version; nothing for 1.1 and up to 1.9.
pub(super) fn http_version(text: &[u8]) -> Option<HttpVersion> {
    match text {
        [b'H', b'T', b'T', b'P', b'/', b'1', b'.', b'1'..=b'9'] => None,
        [b'H', b'T', b'T', b'P', b'/', b'0' | b'1', b'.', b'0'..=b'9'] => Some(HttpVersion::Old),
        [b'H', b'T', b'T', b'P', b'/', b'2' | b'3', ..] => Some(HttpVersion::Two),
        _ => Some(HttpVersion::Unreadable),
    }
}

/// H03. A second one is H08.
fn host(head: &Head, findings: &mut Vec<Finding>) {
    match head.value(HeaderName::Host) {
        None if may_go_on(head) => {}
        None => findings.push(finding(Host::Missing, missing_at(head))),
        Some((text, span)) if text.is_empty() || text.contains(&b' ') => {
            findings.push(finding(Host::Other, span));
        }
        Some(_) => {}
    }
}

/// H04 and H05: a header whose list must hold a token.
fn token(
    head: &Head,
    name: HeaderName,
    token: &str,
    [missing, other]: [impl Into<Fault>; 2],
    findings: &mut Vec<Finding>,
) {
    if head.has_token(name, token) {
        return;
    }
    match head.value(name) {
        // The list may go on in another header of that name.
        _ if may_go_on(head) => {}
        None => findings.push(finding(missing, missing_at(head))),
        Some((_, span)) => findings.push(finding(other, span)),
    }
}

/// H06 and H07.
fn key(head: &Head, findings: &mut Vec<Finding>) {
    let Some((text, span)) = head.value(HeaderName::Key) else {
        if !may_go_on(head) {
            findings.push(finding(NoKey, missing_at(head)));
        }
        return;
    };
    let key = String::from_utf8_lossy(text);
    let Some(of_key) = judge_key(&key) else { return };
    // Its place counts characters; where these are no bytes, the whole value is the place.
    let place = of_key.place.span;
    let span = match key.is_ascii() && !place.is_empty() {
        true => Span::new(span.start + place.start, span.start + place.end),
        false => span,
    };
    findings.push(Finding::in_head(of_key.fault, span));
}

/// H09.
fn version(head: &Head, findings: &mut Vec<Finding>) {
    match head.value(HeaderName::Version) {
        None if may_go_on(head) => {}
        None => findings.push(finding(ProtocolVersion::Missing, missing_at(head))),
        Some((b"13", _)) => {}
        Some((_, span)) => findings.push(finding(ProtocolVersion::Other, span)),
    }
}

/// H19.
fn origin(head: &Head, findings: &mut Vec<Finding>) {
    let browser =
        head.value(HeaderName::UserAgent).filter(|(text, _)| text.starts_with(b"Mozilla/"));
    match (head.value(HeaderName::Origin), browser) {
        (None, Some((_, span))) if !may_go_on(head) && asks_for_websocket(head) => {
            findings.push(finding(Origin::Missing, span));
        }
        (Some((text, span)), _) if !is_origin(text) => {
            findings.push(finding(Origin::NoOrigin, span));
        }
        _ => {}
    }
}

/// Whether the request means a handshake at all.
fn asks_for_websocket(head: &Head) -> bool {
    head.has_token(HeaderName::Upgrade, "websocket") || head.value(HeaderName::Key).is_some()
}

/// `null`, or `scheme://host[:port]` without a path (RFC 6454 section 6.1). Old browsers send a
/// list of them, which is the same rule for each.
fn is_origin(text: &[u8]) -> bool {
    let one = |text: &[u8]| {
        let Some(colon) = text.windows(3).position(|part| part == b"://") else {
            return text == b"null";
        };
        let (scheme, host) = (text.get(..colon), text.get(colon + 3..));
        let host = host.unwrap_or_default();
        let scheme = scheme.unwrap_or_default();
        let is_scheme = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        let is_host = |byte: &u8| byte.is_ascii_graphic() && !b"/?#@\\".contains(byte);
        scheme.first().is_some_and(u8::is_ascii_alphabetic)
            && scheme.iter().all(is_scheme)
            && !host.is_empty()
            && host.iter().all(is_host)
    };
    !text.is_empty() && text.split(|byte| *byte == b' ').all(one)
}

/// H13 in an offer: tokens, each once.
fn subprotocols(head: &Head, findings: &mut Vec<Finding>) {
    let mut seen: Vec<&[u8]> = Vec::new();
    for (text, span) in head.elements(HeaderName::Protocol) {
        if !text.iter().copied().all(is_token_byte) {
            findings.push(finding(Subprotocol::Grammar, span));
        } else if seen.contains(&text) {
            findings.push(finding(Subprotocol::Repeated, span));
        }
        seen.push(text);
    }
    if let (Some((_, span)), true) = (head.value(HeaderName::Protocol), seen.is_empty()) {
        findings.push(finding(Subprotocol::Grammar, span));
    }
}

/// H12 in an offer. An offer with bad parameters is only declined (RFC 7692 section 7.1).
fn extensions(head: &Head, findings: &mut Vec<Finding>) {
    let read = Extensions::of(head);
    for (bad, span) in &read.bad {
        findings.push(finding(ExtensionFault::Grammar(*bad), *span));
    }
    for extension in read.list.iter().filter(|extension| extension.name == deflate::NAME) {
        if let Err((bad, span)) = DeflateOffer::read(extension) {
            let fault = ExtensionFault::Deflate(bad);
            findings.push(Finding::in_head(fault, span).at_level(Level::Warning));
        }
    }
}
