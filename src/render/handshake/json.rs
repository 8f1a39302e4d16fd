//! NDJSON: an object for each head, keys and names in English. Values that are no UTF-8 have their
//! bad bytes replaced; places count bytes of the head.

use serde::Serialize;

use super::{Detail, rows};
use crate::analysis::Place;
use crate::bits::Span;
use crate::dissection::{Half, Opening};
use crate::handshake::{Head, HeadEnd, Shape, StartLine};
use crate::render::json::{self, FindingObject};
use crate::slips::accept::AcceptCause as Cause;
use crate::terms::Role;

#[derive(Serialize)]
struct Object<'a> {
    r#type: &'static str,
    schema: u32,
    stream: Option<u64>,
    time_ns: Option<String>,
    packet: Option<u64>,
    /// `request`, `answer`, or `null` where the first line tells neither.
    head: Option<&'static str>,
    at: usize,
    bytes: usize,
    end: &'static str,
    #[serde(flatten)]
    start: StartObject,
    headers: Vec<HeaderObject>,
    findings: Vec<FindingObject>,
    /// The accept value that belongs to the key of the request.
    accept: Option<&'a str>,
    slips: Vec<SlipObject<'a>>,
    agreed: Option<AgreedObject<'a>>,
}

/// The first line: a request's, a response's, or one that is neither.
#[derive(Default, Serialize)]
struct StartObject {
    method: Option<String>,
    target: Option<String>,
    version: Option<String>,
    status: Option<u16>,
    reason: Option<String>,
    line: Option<String>,
}

#[derive(Serialize)]
struct HeaderObject {
    /// `null` where the line has no colon.
    name: Option<String>,
    /// The text of such a line, or the value; `null` where it is hidden.
    value: Option<String>,
    hidden: bool,
    at: usize,
}

#[derive(Serialize)]
struct SlipObject<'a> {
    name: &'static str,
    proof: Option<&'a str>,
}

#[derive(Serialize)]
struct AgreedObject<'a> {
    subprotocol: Option<&'a str>,
    deflate: Option<DeflateObject>,
}

#[derive(Serialize)]
struct DeflateObject {
    server_no_context_takeover: bool,
    client_no_context_takeover: bool,
    server_max_window_bits: u8,
    client_max_window_bits: u8,
}

/// A handshake as one line for each head; slips stand with the last.
pub fn json(opening: &Opening, detail: Detail, place: Place) -> String {
    let count = opening.halves().count();
    let lines = opening
        .halves()
        .enumerate()
        .map(|(index, half)| line(&object(opening, half, index + 1 == count, detail, place)));
    lines.collect()
}

/// The head that `role` sends as a line, with the slips; empty where it is not here.
pub fn json_of(opening: &Opening, role: Role, detail: Detail, place: Place) -> String {
    let half = match role {
        Role::Client => &opening.request,
        Role::Server => &opening.response,
    };
    let half = half.as_ref();
    half.map(|half| line(&object(opening, half, true, detail, place))).unwrap_or_default()
}

fn line(object: &Object<'_>) -> String {
    // A value of strings and numbers always has a JSON form.
    let line = serde_json::to_string(object).unwrap_or_default() + "\n";
    json::harmless(line)
}

fn object<'a>(
    opening: &'a Opening,
    half: &Half,
    last: bool,
    detail: Detail,
    place: Place,
) -> Object<'a> {
    let head = &half.head;
    let answers = half.is_response();
    Object {
        r#type: "handshake",
        schema: 2,
        stream: place.connection,
        time_ns: place.time.map(|time| time.to_string()),
        packet: place.packet,
        head: match head.start {
            StartLine::Request { .. } => Some("request"),
            StartLine::Response { .. } => Some("answer"),
            StartLine::Other { .. } => None,
        },
        at: half.at,
        bytes: head.bytes.len(),
        end: match head.end {
            HeadEnd::BlankLine => "whole",
            HeadEnd::NoBlankLine => "no-blank-line",
            HeadEnd::Cut => "cut",
            HeadEnd::TooLong => "too-long",
            HeadEnd::NotHttp => "not-http",
        },
        start: start(head),
        headers: headers(half, detail),
        findings: half
            .findings
            .iter()
            .map(if half.is_response() { FindingObject::of_response } else { FindingObject::of })
            .collect(),
        accept: opening.accept.as_ref().map(|accept| accept.value.as_str()),
        slips: if last { slips(opening) } else { Vec::new() },
        agreed: (answers && head.status() == Some(101)).then(|| AgreedObject {
            subprotocol: opening.agreement.subprotocol.as_deref(),
            deflate: opening.agreement.deflate.map(|params| DeflateObject {
                server_no_context_takeover: params.server_no_context_takeover,
                client_no_context_takeover: params.client_no_context_takeover,
                server_max_window_bits: params.server_max_window_bits,
                client_max_window_bits: params.client_max_window_bits,
            }),
        }),
    }
}

fn text(head: &Head, span: Span) -> String {
    String::from_utf8_lossy(head.part(span)).into_owned()
}

fn start(head: &Head) -> StartObject {
    match head.start {
        StartLine::Request { method, target, version, .. } => StartObject {
            method: Some(text(head, method)),
            target: Some(text(head, target)),
            version: Some(text(head, version)),
            ..StartObject::default()
        },
        StartLine::Response { version, reason, .. } => StartObject {
            version: Some(text(head, version)),
            status: head.status(),
            reason: Some(text(head, reason)),
            ..StartObject::default()
        },
        StartLine::Other { line } => {
            StartObject { line: Some(text(head, line.text)), ..StartObject::default() }
        }
    }
}

fn headers(half: &Half, detail: Detail) -> Vec<HeaderObject> {
    let head = &half.head;
    let fields = head.fields.iter().map(|field| {
        let known = rows::name(half, field);
        let hidden = !detail.secrets && known.is_some_and(|name| name.is_secret());
        let (name, value) = match field.shape {
            Shape::Named { name, value, .. } => (Some(text(head, name)), value),
            Shape::NoColon | Shape::Stray => (None, field.line.text),
        };
        let value = (!hidden).then(|| text(head, value));
        HeaderObject { name, value, hidden, at: field.line.text.start }
    });
    fields.collect()
}

/// The slips of the heads, and that of the accept value.
fn slips(opening: &Opening) -> Vec<SlipObject<'_>> {
    let mut slips: Vec<SlipObject<'_>> = opening
        .claims
        .iter()
        .map(|claim| SlipObject {
            name: claim.slip.name(),
            proof: Some(claim.proof.as_str()).filter(|proof| !proof.is_empty()),
        })
        .collect();
    if let Some(Cause::Slip(slip)) = opening.cause {
        slips.push(SlipObject { name: slip.name(), proof: None });
    }
    slips
}
