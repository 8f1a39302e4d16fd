//! What a server's response is held to (RFC 6455 section 4.1, second list; section 4.2.2).

use super::request::http_version;
use super::{finding, may_go_on, missing_at};
use crate::bits::Span;
use crate::finding::{
    AcceptValue, Connection, Extension as ExtensionFault, Finding, Level, Status, Subprotocol,
    Upgrade,
};
use crate::handshake::accept::value as accept_value;
use crate::handshake::deflate::{self, DeflateOffer};
use crate::handshake::extension::is_token_byte;
use crate::handshake::{Extension, Extensions, Head, StartLine};
use crate::terms::HeaderName;

pub(super) fn judge(head: &Head, request: Option<&Head>, findings: &mut Vec<Finding>) {
    let StartLine::Response { line, version, status, .. } = head.start else { return };
    if line.end.is_empty() && may_go_on(head) {
        return;
    }
    if let Some(fault) = http_version(head.part(version)) {
        findings.push(finding(fault, version));
    }
    let code = head.status();
    // An interim response says that another one comes (RFC 9110 section 15.2).
    if matches!(code, Some(100 | 102..=199)) {
        return;
    }
    if code != Some(101) {
        let span = if status.is_empty() { line.text } else { status };
        let (fault, level) = status_fault(head, code);
        findings.push(finding(fault, span).at_level(level));
        return;
    }
    upgrade(head, findings);
    connection(head, findings);
    accept(head, request, findings);
    subprotocol(head, request, findings);
    extensions(head, request, findings);
}

/// A refusal is a server's right; headers of an agreement under another status are a mistake.
fn status_fault(head: &Head, code: Option<u16>) -> (Status, Level) {
    let agrees = head.value(HeaderName::Accept).is_some();
    match code {
        None => (Status::Unreadable, Level::Error),
        Some(code) if agrees => (Status::MeantToAgree(code), Level::Error),
        // What the client is to do then, it can do.
        Some(code @ (300..=399 | 401 | 407)) => (Status::Refused(code), Level::Warning),
        Some(code) => (Status::Refused(code), Level::Error),
    }
}

/// H04: here the whole value must match, not an element of a list.
fn upgrade(head: &Head, findings: &mut Vec<Finding>) {
    match head.value(HeaderName::Upgrade) {
        None if may_go_on(head) => {}
        None => findings.push(finding(Upgrade::Missing, missing_at(head))),
        Some((text, _)) if text.eq_ignore_ascii_case(b"websocket") => {}
        Some((_, span)) => findings.push(finding(Upgrade::Other, span)),
    }
}

/// H05.
fn connection(head: &Head, findings: &mut Vec<Finding>) {
    match head.value(HeaderName::Connection) {
        _ if head.has_token(HeaderName::Connection, "Upgrade") => {}
        None if may_go_on(head) => {}
        None => findings.push(finding(Connection::Missing, missing_at(head))),
        Some((_, span)) => findings.push(finding(Connection::Other, span)),
    }
}

/// H11.
fn accept(head: &Head, request: Option<&Head>, findings: &mut Vec<Finding>) {
    let Some((text, span)) = head.value(HeaderName::Accept) else {
        if !may_go_on(head) {
            findings.push(finding(AcceptValue::Missing, missing_at(head)));
        }
        return;
    };
    let Some((key, _)) = request.and_then(|request| request.value(HeaderName::Key)) else {
        // Where the request is here and has no key, its own finding says so.
        if request.is_none() {
            findings.push(finding(AcceptValue::Unchecked, span).as_note());
        }
        return;
    };
    let right = accept_value(&String::from_utf8_lossy(key));
    if right.as_bytes() == text {
        return;
    }
    let same = right.bytes().zip(text).take_while(|(a, b)| a == *b).count();
    let place = match text.is_ascii() && same < text.len() {
        true => Span::new(span.start + same, span.start + same + 1),
        false => span,
    };
    findings.push(Finding::in_head(AcceptValue::Wrong, place));
}

/// H13: one token, and one that was offered.
fn subprotocol(head: &Head, request: Option<&Head>, findings: &mut Vec<Finding>) {
    let offered = |request: &Head, name: &[u8]| {
        request.elements(HeaderName::Protocol).any(|(text, _)| text == name)
    };
    let Some((text, span)) = head.value(HeaderName::Protocol) else {
        if request.is_some_and(|r| r.elements(HeaderName::Protocol).next().is_some())
            && !may_go_on(head)
        {
            let fault = Subprotocol::NotEchoed;
            findings.push(finding(fault, missing_at(head)).at_level(Level::Warning));
        }
        return;
    };
    let fault = if head.elements(HeaderName::Protocol).nth(1).is_some() {
        Subprotocol::Several
    } else if text.is_empty() || !text.iter().copied().all(is_token_byte) {
        Subprotocol::Grammar
    } else {
        match request {
            Some(request) if offered(request, text) => return,
            Some(_) => Subprotocol::NotOffered,
            None => {
                let fault = Subprotocol::OfferUnseen;
                return findings.push(finding(fault, span).as_note());
            }
        }
    };
    findings.push(finding(fault, span));
}

/// H12: the grammar, that each was offered, and that permessage-deflate fits one of its offers.
fn extensions(head: &Head, request: Option<&Head>, findings: &mut Vec<Finding>) {
    let read = Extensions::of(head);
    for (bad, span) in &read.bad {
        findings.push(finding(ExtensionFault::Grammar(*bad), *span));
    }
    let offers = request.map(Extensions::of);
    let mut deflate_agreed = false;
    for extension in &read.list {
        let is_deflate = extension.name == deflate::NAME;
        let fault = if is_deflate && std::mem::replace(&mut deflate_agreed, true) {
            Some((ExtensionFault::AgreedTwice, extension.span))
        } else {
            match &offers {
                None if is_deflate => bad_response(extension, None),
                None => None,
                Some(offers) if !offers.list.iter().any(|offer| offer.name == extension.name) => {
                    Some((ExtensionFault::NotOffered, extension.span))
                }
                Some(offers) if is_deflate => bad_response(extension, Some(&offers.list)),
                Some(_) => None,
            }
        };
        match fault {
            Some((fault, span)) => findings.push(finding(fault, span)),
            None if offers.is_none() => {
                let fault = ExtensionFault::OfferUnseen;
                findings.push(finding(fault, extension.span).as_note());
            }
            None => {}
        }
    }
}

/// What is wrong with the parameters of a server's permessage-deflate: in themselves, or beside
/// each of the client's offers. Of several offers, the last that does not fit is told.
fn bad_response(
    response: &Extension,
    offers: Option<&[Extension]>,
) -> Option<(ExtensionFault, Span)> {
    let read = match DeflateOffer::read(response) {
        Ok(read) => read,
        Err((bad, span)) => return Some((ExtensionFault::Deflate(bad), span)),
    };
    let Some(offers) = offers else {
        let bare = crate::finding::BadDeflate::Value;
        return read.agreed().is_none().then_some((ExtensionFault::Deflate(bare), response.span));
    };
    let offers = offers.iter().filter(|offer| offer.name == deflate::NAME);
    let mut last = None;
    for offer in offers.filter_map(|offer| DeflateOffer::read(offer).ok()) {
        match offer.allows(read) {
            Ok(()) => return None,
            Err(bad) => last = Some(ExtensionFault::Deflate(bad)),
        }
    }
    // Every offer was bad and had to be declined.
    Some((last.unwrap_or(ExtensionFault::NotOffered), response.span))
}
