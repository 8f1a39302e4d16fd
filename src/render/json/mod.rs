//! NDJSON: one object a line, English keys in every language. `docs/json.md` tells what they mean
//! and `docs/ws-inspect.schema.json` holds them to it. An object of a type always has the same keys:
//! what there is none of is `null`.
//!
//! Every function appends to a buffer that the caller writes out in large pieces.

mod finding;
mod object;

use finding::buffer;

pub use finding::{finding, finding_of_response};
pub use object::Object;

pub(super) use object::key;

use crate::analysis::{Cause, Closing, Ending, Place, Tally};
use crate::conversation::Body;
use crate::conversation::{Frame, FrameEnd, Message, Sender};
use crate::dissection::Dissection;
use crate::finding::Finding;
use crate::frame::FrameHeader;
use crate::message::{CloseBody, Trial};
use crate::prose::Lang;
use crate::terms::{Opcode, Role, Rsv};
use crate::tree::{self, Node, Value};

/// The first fields of an object of that type; 2 is the version of the shape of the objects.
macro_rules! of_type {
    ($type:literal) => {
        concat!(key!("type"), "\"", $type, "\",", key!("schema"), "2,")
    };
}

pub(in crate::render) use of_type;

/// Opens an object of a type.
#[inline(always)]
pub(super) fn begin<'a>(out: &'a mut Vec<u8>, of_type: &'static str) -> Object<'a> {
    let mut object = Object::begin(out);
    object.fields(of_type);
    object
}

/// Opens an object of a type, with its place in a capture.
#[inline(always)]
pub(super) fn begin_within<'a>(
    out: &'a mut Vec<u8>,
    of_type: &'static str,
    place: Place,
) -> Object<'a> {
    let mut object = begin(out, of_type);
    match place {
        Place { connection: None, time: None, packet: None } => {
            object.fields(concat!(
                key!("stream"),
                "null,",
                key!("time_ns"),
                "null,",
                key!("packet"),
                "null,"
            ));
        }
        Place { connection, time, packet } => {
            object.number_or_null(key!("stream"), connection);
            match time {
                Some(time) => object.digits(key!("time_ns"), time),
                None => object.null(key!("time_ns")),
            }
            object.number_or_null(key!("packet"), packet);
        }
    }
    object
}

/// Lines of JSON as a text of their own.
pub(super) fn line(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    // Every text that went in was UTF-8.
    String::from_utf8(out).unwrap_or_default()
}

/// A frame, with its fields if `fields` has them.
pub fn frame(out: &mut Vec<u8>, frame: &Frame<'_>, fields: Option<&Dissection>, place: Place) {
    let mut object = begin_within(out, of_type!("frame"), place);
    object.number(key!("number"), frame.number);
    object.number(key!("at"), frame.at);
    object.fields(match frame.sender {
        Sender::Known(Role::Client) => {
            concat!(key!("from"), "\"client\",", key!("from_inferred"), "false,")
        }
        Sender::Known(Role::Server) => {
            concat!(key!("from"), "\"server\",", key!("from_inferred"), "false,")
        }
        Sender::Inferred(Role::Client) => {
            concat!(key!("from"), "\"client\",", key!("from_inferred"), "true,")
        }
        Sender::Inferred(Role::Server) => {
            concat!(key!("from"), "\"server\",", key!("from_inferred"), "true,")
        }
        Sender::Unknown => concat!(key!("from"), "null,", key!("from_inferred"), "false,"),
    });
    object.fields(match frame.end {
        FrameEnd::Whole => concat!(key!("end"), "\"whole\","),
        FrameEnd::Cut => concat!(key!("end"), "\"cut\","),
        FrameEnd::Refused => concat!(key!("end"), "\"refused\","),
    });
    header(&mut object, frame.header.as_ref());
    object.number(key!("have"), frame.have);
    object.word_or_null(key!("message_kind"), frame.fragment.and_then(|part| part.kind.name()));
    object.number_or_null(key!("first_frame"), frame.fragment.map(|part| part.first_frame));
    let plain = frame.compressed.filter(|compressed| compressed.trial != Trial::Failed);
    let kind = frame.kind();
    payload(&mut object, kind, plain.map_or(frame.payload, |compressed| compressed.plain));
    if frame.compressed.is_none() && frame.findings.is_empty() && fields.is_none() {
        object.fields(NOTHING_ELSE);
        return object.end_line();
    }
    match frame.compressed {
        Some(compressed) => object.object(key!("compressed"), |object| {
            object.word(key!("trial"), trial(compressed.trial));
            object.hex(key!("hex"), frame.payload);
        }),
        None => object.null(key!("compressed")),
    }
    object.objects(key!("findings"), frame.findings, finding);
    match fields {
        Some(dissection) => {
            let node = tree::frame(dissection, Lang::En);
            object.objects(key!("fields"), fields_of(&node), field);
        }
        None => object.null(key!("fields")),
    }
    object.end_line();
}

/// The smallest parts of a frame, each with what it becomes behind it.
fn fields_of<'a>(node: &'a Node<'a>) -> Vec<&'a Node<'a>> {
    let parts = node.leaves().into_iter().filter(|leaf| !leaf.is_separator());
    parts.flat_map(|leaf| std::iter::once(leaf).chain(leaf.derived().flat_map(fields_of))).collect()
}

/// A part: its name, its place, its value as a number where it is one, as text where it is text.
fn field(object: &mut Object<'_>, node: &Node<'_>) {
    object.word(key!("name"), node.name.key);
    object.word(key!("buffer"), buffer(node.buffer));
    object.number(key!("first_bit"), node.bits.start);
    object.number(key!("bits"), node.bits.len());
    object.number_or_null(key!("value"), node.value.number());
    let text = match node.value {
        Value::Text(bytes) => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    object.text_or_null(key!("text"), text);
}

/// The last fields of a frame of which there is nothing more to say.
const NOTHING_ELSE: &str =
    concat!(key!("compressed"), "null,", key!("findings"), "[],", key!("fields"), "null,");

/// The keys of a header, in their order.
const HEADER: [&str; 9] = [
    key!("fin"),
    key!("rsv"),
    key!("opcode"),
    key!("opcode_name"),
    key!("masked"),
    key!("mask_key"),
    key!("length"),
    key!("length_bits"),
    key!("header_bytes"),
];

#[inline(always)]
fn header(object: &mut Object<'_>, header: Option<&FrameHeader>) {
    let Some(header) = header else {
        HEADER.iter().for_each(|key| object.null(key));
        return;
    };
    match (header.opcode, header.fin, header.rsv) {
        (Opcode::TEXT, true, Rsv::NONE) => object.fields(usual_flags!("1", "text")),
        (Opcode::BINARY, true, Rsv::NONE) => object.fields(usual_flags!("2", "binary")),
        _ => flags(object, header),
    }
    match header.mask_key {
        Some(key) => {
            object.boolean(key!("masked"), true);
            object.hex_of_four(key!("mask_key"), key);
        }
        None => object.fields(concat!(key!("masked"), "false,", key!("mask_key"), "null,")),
    }
    object.number(key!("length"), header.payload_len());
    object.number(key!("length_bits"), header.length.width_bits().into());
    object.number(key!("header_bytes"), header.header_len() as u64);
}

/// What [`flags`] writes of a whole message.
macro_rules! usual_flags {
    ($number:literal, $name:literal) => {
        concat!(
            key!("fin"),
            "true,",
            key!("rsv"),
            "\"000\",",
            key!("opcode"),
            $number,
            ",",
            key!("opcode_name"),
            "\"",
            $name,
            "\","
        )
    };
}
use usual_flags;

fn flags(object: &mut Object<'_>, header: &FrameHeader) {
    object.boolean(key!("fin"), header.fin);
    object.word(key!("rsv"), RSV.get(usize::from(header.rsv.0)).copied().unwrap_or_default());
    object.number(key!("opcode"), header.opcode.0.into());
    object.word_or_null(key!("opcode_name"), header.opcode.name());
}

/// The three bits as they are written, by their number.
const RSV: [&str; 8] = ["000", "001", "010", "011", "100", "101", "110", "111"];

const fn trial(trial: Trial) -> &'static str {
    match trial {
        Trial::Agreed => "agreed",
        Trial::Worked => "worked",
        Trial::Failed => "failed",
    }
}

/// A message that was joined from several frames, or inflated.
pub fn message(out: &mut Vec<u8>, message: &Message<'_>, place: Place) {
    let mut object = begin_within(out, of_type!("message"), place);
    object.word_or_null(key!("from"), message.sender.role().map(|role| role.name()));
    object.word_or_null(key!("kind"), message.kind.name());
    object.number(key!("first_frame"), message.first_frame);
    object.number(key!("last_frame"), message.last_frame);
    object.number(key!("length"), message.len);
    object.number_or_null(key!("compressed_length"), message.compressed.map(|(length, _)| length));
    payload(&mut object, Some(message.kind), message.payload);
    object.end_line();
}

/// What made a frame, or heads, what they are; the objects of both were written before.
pub fn cause(out: &mut Vec<u8>, cause: &Cause<'_>, place: Place) {
    let mut object = begin_within(out, of_type!("cause"), place);
    match cause {
        Cause::Frame { number, at, sender, claims, explains } => {
            object.number(key!("frame"), *number);
            object.number(key!("at"), *at);
            object.word_or_null(key!("from"), sender.role().map(|role| role.name()));
            object.objects(key!("slips"), *claims, |object, claim| {
                object.word(key!("name"), claim.evidence.slip().name());
                object.number(key!("covers"), claim.covers as u64);
                object.text_or_null(key!("text"), claim.text.as_deref());
            });
            let none = explains.is_empty();
            object.number_or_null(key!("explains_from"), (!none).then_some(explains.start));
            object.number_or_null(key!("explains_to"), (!none).then(|| explains.end - 1));
        }
        Cause::Heads(claims) => {
            object.null(key!("frame"));
            object.null(key!("at"));
            object.null(key!("from"));
            object.objects(key!("slips"), *claims, |object, claim| {
                object.word(key!("name"), claim.slip.name());
                object.null(key!("covers"));
                object.text_or_null(key!("text"), Some(&claim.proof));
            });
            object.null(key!("explains_from"));
            object.null(key!("explains_to"));
        }
    }
    object.end_line();
}

/// Bytes that are no frames: what follows a head that opens no connection.
pub fn body(out: &mut Vec<u8>, body: &Body, place: Place) {
    let mut object = begin_within(out, of_type!("body"), place);
    object.word_or_null(key!("from"), body.from.map(|role| role.name()));
    object.number(key!("at"), body.at);
    object.number(key!("length"), body.len);
    object.end_line();
}

/// The end of a connection, which was seen: who began to close it, and what each end said.
pub fn over(out: &mut Vec<u8>, ending: &Ending, place: Place) {
    let mut object = begin_within(out, of_type!("over"), place);
    object.word_or_null(key!("first"), ending.first.map(|(role, _)| role.name()));
    object.word_or_null(
        key!("by"),
        ending.first.map(|(_, how)| match how {
            Closing::Frame(_) => "close",
            Closing::Fin => "fin",
            Closing::Rst => "rst",
        }),
    );
    let code = |role| ending.close_frame(role).flatten().map(|code| u64::from(code.0));
    object.number_or_null(key!("client_code"), code(Role::Client));
    object.number_or_null(key!("server_code"), code(Role::Server));
    let told = |role| u64::from(ending.reported_to(role).0);
    object.number(key!("client_is_told"), told(Role::Client));
    object.number(key!("server_is_told"), told(Role::Server));
    object.end_line();
}

/// What the end of one direction breaks.
pub fn ended(out: &mut Vec<u8>, role: Role, findings: &[Finding], place: Place) {
    let mut object = begin_within(out, of_type!("end"), place);
    object.word(key!("from"), role.name());
    object.objects(key!("findings"), findings, finding);
    object.end_line();
}

/// The last line: what there was in all.
pub fn summary(out: &mut Vec<u8>, tally: &Tally, notation: &str) {
    let mut object = begin(out, of_type!("summary"));
    object.text(key!("notation"), notation);
    object.number(key!("frames"), tally.frames);
    object.number(key!("messages"), tally.messages);
    object.number(key!("bytes"), tally.bytes);
    object.number(key!("payload_bytes"), tally.payload_bytes);
    object.number(key!("unread_bytes"), tally.unread_bytes);
    object.object(key!("opcodes"), |object| {
        tally.by_opcode().for_each(|(opcode, count)| object.entry(&opcode.to_string(), count));
    });
    object.object(key!("findings"), |object| {
        tally.by_rule().for_each(|(rule, count)| object.entry(rule.code(), count));
    });
    object.object(key!("slips"), |object| {
        tally.slips.iter().for_each(|(slip, count)| object.entry(slip, *count));
    });
    object.word(key!("verdict"), tally.verdict().name());
    object.end_line();
}

/// The unmasked payload under one of three keys: text where it is text, hex where it is not, a
/// Close body in its parts.
#[inline]
fn payload(object: &mut Object<'_>, kind: Option<Opcode>, payload: &[u8]) {
    let is_text = kind == Some(Opcode::TEXT);
    let text = if is_text { std::str::from_utf8(payload).ok() } else { None };
    if let Some(text) = text {
        object.text(key!("text"), text);
        object.fields(concat!(key!("hex"), "null,", key!("close"), "null,"));
        return;
    }
    object.null(key!("text"));
    if kind != Some(Opcode::CLOSE) {
        object.hex(key!("hex"), payload);
        object.null(key!("close"));
        return;
    }
    object.null(key!("hex"));
    object.object(key!("close"), |object| {
        let body = CloseBody::read(payload);
        let reason = body.and_then(|body| std::str::from_utf8(body.reason).ok());
        object.number_or_null(key!("code"), body.map(|body| body.code.0.into()));
        object.text_or_null(key!("reason"), reason);
        object.hex(key!("hex"), payload);
    });
}
