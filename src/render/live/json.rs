//! The log as NDJSON, an object for each fact: frames and heads have the shapes that `decode` gives
//! them, with the connection as `stream`.

use super::Look;
use super::banner::here;
use crate::analysis::Place;
use crate::conversation::Frame;
use crate::dissection::{Half, Opening};
use crate::handshake::JudgedHead as Told;
use crate::handshake::secrets::shown_url;
use crate::journal::{
    End, Entry, Happening, HowEnded, Limit, ServerTotals, Serving, Traffic, Trouble, Visitor,
};
use crate::render::json::{self, Object, begin, begin_within, key, of_type};
use crate::render::{Detail, handshake};
use crate::terms::Role;
use std::time::Duration;

/// Appends the objects of an entry.
pub(super) fn entry(out: &mut Vec<u8>, entry: &Entry<'_>, look: Look) {
    let place = Place { connection: Some(entry.connection), time: Some(entry.at), packet: None };
    match entry.what {
        Happening::Opened(client) => {
            let mut object = begin_within(out, of_type!("open"), place);
            object.text(key!("client"), &client.to_string());
            object.end_line();
        }
        Happening::Chunk { from, len, at } => {
            let mut object = begin_within(out, of_type!("chunk"), place);
            object.word(key!("from"), from.name());
            object.number(key!("at"), at);
            object.number(key!("bytes"), len as u64);
            object.end_line();
        }
        Happening::Head(told) => head(out, &told, look, place),
        Happening::Frame(told) => frame(out, told, place),
        Happening::Cause(told) => json::cause(out, &told, place),
        Happening::Pong(told, round_trip) => {
            frame(out, told, place);
            let mut object = begin_within(out, of_type!("pong"), place);
            object.number(key!("frame"), told.number);
            object.number(key!("round_trip_ns"), nanoseconds(round_trip));
            object.end_line();
        }
        Happening::Broadcast(told, members) => {
            frame(out, told, place);
            let mut object = begin_within(out, of_type!("broadcast"), place);
            object.number(key!("frame"), told.number);
            object.number(key!("members"), members as u64);
            object.end_line();
        }
        Happening::Visitor(told) => visitor(out, &told, look, place),
        Happening::Trouble(told) => trouble(out, &told, place),
        Happening::Ended(told) => closed(out, &told, place),
        Happening::NotShown(lines) => {
            let mut object = begin_within(out, of_type!("not_shown"), place);
            object.number(key!("lines"), lines);
            object.end_line();
        }
    }
}

fn frame(out: &mut Vec<u8>, frame: &Frame<'_>, place: Place) {
    json::frame(out, frame, None, place);
}

/// A head, judged as a conversation judged it; the slips of a request stand with the request.
fn head(out: &mut Vec<u8>, told: &Told<'_>, look: Look, place: Place) {
    let detail = Detail { secrets: look.secrets, ..Detail::default() };
    let at = usize::try_from(told.at).unwrap_or(usize::MAX);
    let half = Half::new(told.head.clone(), at, told.findings.to_vec());
    let request = told.request.map(|head| Half::new(head.clone(), 0, Vec::new()));
    let mut opening = match told.role {
        Role::Client => Opening::of(Some(half), None),
        Role::Server => Opening::of(request, Some(half)),
    };
    if told.role == Role::Server {
        opening.claims.clear();
    }
    out.extend_from_slice(handshake::json_of(&opening, told.role, detail, place).as_bytes());
}

fn visitor(out: &mut Vec<u8>, visitor: &Visitor<'_>, look: Look, place: Place) {
    let path = visitor.path().map(|path| shown_url(path, look.secrets));
    let mut object = begin_within(out, of_type!("visitor"), place);
    let (kind, status, bytes) = match *visitor {
        Visitor::Page { status, .. } => ("page", Some(status), None),
        Visitor::NoService { .. } => ("no-service", Some(404), None),
        Visitor::Tls => ("tls", None, None),
        Visitor::NotHttp(bytes) => ("not-http", None, Some(bytes)),
        Visitor::Silent => ("silent", None, None),
    };
    object.word(key!("kind"), kind);
    object.text_or_null(key!("path"), path.as_deref());
    object.number_or_null(key!("status"), status.map(u64::from));
    match bytes {
        Some(bytes) => object.hex(key!("hex"), bytes),
        None => object.null(key!("hex")),
    }
    object.end_line();
}

fn trouble(out: &mut Vec<u8>, trouble: &Trouble<'_>, place: Place) {
    let mut object = begin_within(out, of_type!("trouble"), place);
    let nothing = (None, None, None);
    let (kind, (name, number, code)) = match *trouble {
        Trouble::Absent { to } => ("absent", (Some(to), None, None)),
        Trouble::BadJson => ("bad-json", nothing),
        Trouble::NotText => ("not-text", nothing),
        Trouble::TooLong { bytes, .. } => ("too-long", (None, Some(bytes as u64), None)),
        Trouble::Repeated { field } => ("repeated-field", (Some(field), None, None)),
        Trouble::NameTaken { name } => ("name-taken", (Some(name), None, None)),
        Trouble::BadName { name, .. } => ("bad-name", (Some(name), None, None)),
        Trouble::SlowReader { waiting_bytes } => {
            ("slow-reader", (None, Some(waiting_bytes as u64), None))
        }
        Trouble::PayloadCut { bytes, .. } => ("payload-cut", (None, Some(bytes), None)),
        Trouble::HandshakeTimeout => ("handshake-timeout", nothing),
        Trouble::Idle(time) => ("idle", (None, Some(nanoseconds(time)), None)),
        Trouble::NotRecorded(_) => ("not-recorded", nothing),
        Trouble::Limit(Limit::Connections(limit)) => {
            ("max-connections", (None, Some(limit as u64), Some("S04")))
        }
        Trouble::Limit(Limit::OpenFiles) => ("open-files", (None, None, Some("S04"))),
        Trouble::Limit(Limit::Memory(bytes)) => ("memory", (None, Some(bytes as u64), Some("S04"))),
    };
    object.word(key!("kind"), kind);
    object.word_or_null(key!("code"), code);
    object.text_or_null(key!("name"), name);
    object.number_or_null(key!("value"), number);
    object.end_line();
}

fn closed(out: &mut Vec<u8>, end: &End, place: Place) {
    let mut object = begin_within(out, of_type!("closed"), place);
    let (how, by, code, rule, status) = match end.how {
        HowEnded::Closed { by, code } => ("closed", Some(by), code, None, None),
        HowEnded::Failed { code, because } => {
            ("failed", Some(Role::Server), Some(code), Some(because), None)
        }
        HowEnded::Refused { status, because } => {
            ("refused", Some(Role::Server), None, Some(because.rule()), Some(status))
        }
        HowEnded::Lost { reset: true } => ("reset", None, None, None, None),
        HowEnded::Lost { reset: false } => ("lost", None, None, None, None),
        HowEnded::Dropped => ("dropped", Some(Role::Server), None, None, None),
        HowEnded::Visited => ("visited", None, None, None, None),
    };
    object.word(key!("how"), how);
    object.word_or_null(key!("by"), by.map(Role::name));
    object.number_or_null(key!("close_code"), code.map(|code| code.0.into()));
    object.word_or_null(key!("because"), rule.map(|rule| rule.code()));
    object.number_or_null(key!("http_status"), status.map(u64::from));
    object.number(key!("lasted_ns"), nanoseconds(end.lasted));
    object.number(key!("frames_in"), end.frames_in);
    object.number(key!("frames_out"), end.frames_out);
    object.number(key!("errors"), end.errors);
    object.end_line();
}

/// Appends where the server is: the first object.
pub(super) fn serving(out: &mut Vec<u8>, serving: &Serving<'_>) {
    let here = here(serving.address);
    let mut object = begin(out, of_type!("serving"));
    object.text(key!("address"), &serving.address.ip().to_string());
    object.number(key!("port"), serving.address.port().into());
    object.text(key!("page"), &format!("http://{here}/"));
    object.text(key!("echo"), &format!("ws://{here}/echo"));
    object.text(key!("group"), &format!("ws://{here}/ws"));
    object.text(key!("one_to_one"), &format!("ws://{here}/ws/NICK"));
    object.texts(key!("class"), serving.class.iter().map(ToString::to_string));
    object.end_line();
}

/// Appends what there was in all: the last object.
pub(super) fn totals(out: &mut Vec<u8>, totals: &ServerTotals) {
    let mut object = begin(out, of_type!("served"));
    object.number(key!("lasted_ns"), nanoseconds(totals.lasted));
    object.number(key!("connections"), totals.connections);
    object.number(key!("upgraded"), totals.upgraded);
    object.number(key!("most_at_once"), totals.most_at_once);
    object.number(key!("refused"), totals.refused);
    object.number(key!("visitors"), totals.visitors);
    object.number(key!("too_slow"), totals.too_slow);
    object.object(key!("in"), |object| traffic(object, &totals.came));
    object.object(key!("out"), |object| traffic(object, &totals.went));
    object.object(key!("findings"), |object| {
        totals.findings.iter().for_each(|(rule, count)| object.entry(rule.code(), *count));
    });
    object.end_line();
}

fn traffic(object: &mut Object<'_>, traffic: &Traffic) {
    object.number(key!("frames"), traffic.frames);
    object.number(key!("messages"), traffic.messages);
    object.number(key!("bytes"), traffic.bytes);
}

fn nanoseconds(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX)
}
