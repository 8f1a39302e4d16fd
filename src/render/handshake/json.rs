//! NDJSON: an object for each head, keys and names in English. Values that are no UTF-8 have their
//! bad bytes replaced; places count bytes of the head.

use std::borrow::Cow;

use super::Detail;
use super::place_of;
use crate::analysis::Place;
use crate::dissection::{Half, Opening};
use crate::handshake::{Agreement, DeflateParams, HeadEnd, StartLine};
use crate::prose::Lang;
use crate::render::json::{self, Object, begin_within, finding_of_response, key, line, of_type};
use crate::slips::accept::AcceptCause as Cause;
use crate::terms::Role;
use crate::tree::{self, Node, Value};

/// A handshake as one line for each head; slips stand with the last.
pub fn json(opening: &Opening, detail: Detail, place: Place) -> String {
    let opening = &*opening.shown(detail.secrets);
    let count = opening.halves().count();
    line(|out| {
        for (index, half) in opening.halves().enumerate() {
            head(out, opening, half, index + 1 == count, detail, place);
        }
    })
}

/// The head that `role` sends as a line, with the slips; empty where it is not here.
pub fn json_of(opening: &Opening, role: Role, detail: Detail, place: Place) -> String {
    let opening = &*opening.shown(detail.secrets);
    let half = match role {
        Role::Client => &opening.request,
        Role::Server => &opening.response,
    };
    line(|out| half.iter().for_each(|half| head(out, opening, half, true, detail, place)))
}

fn head(
    out: &mut Vec<u8>,
    opening: &Opening,
    half: &Half,
    last: bool,
    detail: Detail,
    place: Place,
) {
    let head = &half.head;
    let node = tree::head(half, detail.secrets, Lang::En);
    let mut object = begin_within(out, of_type!("handshake"), place_of(half, place));
    // `null` where the first line tells neither.
    object.word_or_null(
        key!("head"),
        match head.start {
            StartLine::Request { .. } => Some("request"),
            StartLine::Response { .. } => Some("response"),
            StartLine::Other { .. } => None,
        },
    );
    object.number(key!("at"), half.at as u64);
    object.number(key!("bytes"), head.bytes.len() as u64);
    object.word(
        key!("end"),
        match head.end {
            HeadEnd::BlankLine => "whole",
            HeadEnd::NoBlankLine => "no-blank-line",
            HeadEnd::Cut => "cut",
            HeadEnd::TooLong => "too-long",
            HeadEnd::NotHttp => "not-http",
        },
    );
    start(&mut object, half, &node);
    let headers = node.own_children().filter(|line| line.name.key == "header");
    object.objects(key!("headers"), headers, header);
    let finding = if half.is_response() { finding_of_response } else { json::finding };
    object.objects(key!("findings"), &half.findings, finding);
    let accept = opening.accept.as_ref();
    object.text_or_null(key!("accept"), accept.map(|accept| accept.value.as_str()));
    object.objects(key!("slips"), if last { slips(opening) } else { Vec::new() }, slip);
    let agreed = half.is_response() && head.status() == Some(101);
    object.object_or_null(key!("agreed"), agreed.then_some(&opening.agreement), agreement);
    object.end_line();
}

/// What a part holds as text.
fn text<'a>(node: &'a Node<'_>) -> Option<Cow<'a, str>> {
    node.value.bytes().map(String::from_utf8_lossy)
}

/// The first line: a request's, an answer's, or one that is neither. A part that is missing is empty.
fn start(object: &mut Object<'_>, half: &Half, node: &Node<'_>) {
    let first = node.own_children().next();
    let part = |key| first.and_then(|line| line.own_children().find(|part| part.name.key == key));
    let written =
        |key, there: bool| part(key).and_then(text).or(there.then_some(Cow::Borrowed("")));
    let start = half.head.start;
    let request = matches!(start, StartLine::Request { .. });
    let response = matches!(start, StartLine::Response { .. });
    object.text_or_null(key!("method"), written("method", request).as_deref());
    object.text_or_null(key!("target"), written("target", request).as_deref());
    object.text_or_null(key!("version"), written("http_version", request || response).as_deref());
    object.number_or_null(key!("status"), half.head.status().map(u64::from));
    object.text_or_null(key!("reason"), written("reason", response).as_deref());
    object.text_or_null(key!("line"), written("line", !request && !response).as_deref());
}

/// A header line. Its name is `null` where it has no colon: then its text stands for the value, which
/// is `null` where it is hidden.
fn header(object: &mut Object<'_>, line: &Node<'_>) {
    let part = |key| line.own_children().find(|part| part.name.key == key);
    let value = part("value").or_else(|| part("line"));
    let hidden = value.is_some_and(|value| matches!(value.value, Value::Hidden(_)));
    let shown = value.map_or(Some(Cow::Borrowed("")), text);
    object.text_or_null(key!("name"), part("name").and_then(text).as_deref());
    object.text_or_null(key!("value"), shown.as_deref());
    object.boolean(key!("hidden"), hidden);
    object.number(key!("at"), line.span().start as u64);
    let leaves = part("value").into_iter().flat_map(|value| value.own_children());
    let leaves = leaves.flat_map(Node::leaves).filter(|leaf| !leaf.is_separator());
    object.objects(key!("parts"), leaves, |object, leaf| {
        object.word(key!("name"), leaf.name.key);
        object.text_or_null(key!("text"), text(leaf).as_deref());
        object.number(key!("at"), leaf.span().start as u64);
    });
}

/// The slips of the heads, and that of the accept value, each with its proof.
fn slips(opening: &Opening) -> Vec<(&'static str, Option<&str>)> {
    let proof = |proof: &'_ str| !proof.is_empty();
    let claims = opening.claims.iter();
    let of_heads = claims
        .map(|claim| (claim.slip.name(), Some(claim.proof.as_str()).filter(|text| proof(text))));
    let of_accept = match opening.cause {
        Some(Cause::Slip(slip)) => Some((slip.name(), None)),
        _ => None,
    };
    of_heads.chain(of_accept).collect()
}

fn slip(object: &mut Object<'_>, (name, proof): (&'static str, Option<&str>)) {
    object.word(key!("name"), name);
    object.text_or_null(key!("proof"), proof);
}

fn agreement(object: &mut Object<'_>, agreement: &Agreement) {
    object.text_or_null(key!("subprotocol"), agreement.subprotocol.as_deref());
    object.object_or_null(key!("deflate"), agreement.deflate, deflate);
}

fn deflate(object: &mut Object<'_>, params: DeflateParams) {
    let server_fresh = params.server_no_context_takeover;
    let client_fresh = params.client_no_context_takeover;
    object.boolean(key!("server_no_context_takeover"), server_fresh);
    object.boolean(key!("client_no_context_takeover"), client_fresh);
    object.number(key!("server_max_window_bits"), params.server_max_window_bits.into());
    object.number(key!("client_max_window_bits"), params.client_max_window_bits.into());
}
