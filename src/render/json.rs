//! NDJSON: one object a line, English keys in every language. `docs/json.md` tells what they mean
//! and `docs/ws-inspect.schema.json` holds them to it.

use serde::{Serialize, Serializer};

use crate::conversation::{FrameEnd, Sender};
use crate::dissection::{Dissection, Ending, Tally};
use crate::finding::{Buffer, Finding};
use crate::message::CloseBody;
use crate::terms::Opcode;

/// The version of the shape of the objects.
const SCHEMA: u32 = 1;

/// A frame as one line, with its fields if `with_fields`; and behind it the message that was
/// joined from several frames, if one ends here.
pub fn frame(frame: &Dissection, with_fields: bool) -> String {
    let mut out = line(&FrameObject::new(frame, with_fields));
    if let (Some(fragment), Some(message)) = (frame.fragment, &frame.message) {
        out += &line(&MessageObject {
            r#type: "message",
            schema: SCHEMA,
            from: frame.sender.role().map(|role| role.name()),
            kind: fragment.kind.name(),
            first_frame: fragment.first_frame,
            last_frame: frame.number,
            length: Number(fragment.message_len),
            payload: PayloadObject::new(Some(fragment.kind), message),
        });
    }
    out
}

/// The last line: what there was in all.
pub fn summary(tally: &Tally, ending: Ending, notation: &'static str) -> String {
    let mut findings = std::collections::BTreeMap::<&str, u64>::new();
    for ((rule, _), count) in &tally.findings {
        *findings.entry(rule.code()).or_default() += count;
    }
    line(&SummaryObject {
        r#type: "summary",
        schema: SCHEMA,
        notation,
        frames: tally.frames,
        messages: tally.messages,
        bytes: Number(tally.bytes),
        payload_bytes: Number(tally.payload_bytes),
        unread_bytes: Number(match ending {
            Ending::Unread(span) => span.len() as u64,
            Ending::Clean | Ending::LineEnd(_) => 0,
        }),
        opcodes: tally.by_opcode.iter().map(|(op, count)| (op.to_string(), *count)).collect(),
        findings,
        slips: &tally.slips,
        verdict: tally.verdict().name(),
    })
}

fn line(value: &impl Serialize) -> String {
    // Serialising these types cannot fail: no map has a key that is no string.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

/// A number that JavaScript reads exactly: a string where it is past 2^53.
#[derive(Clone, Copy)]
struct Number(u64);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            number @ ..=0x1f_ffff_ffff_ffff => serializer.serialize_u64(number),
            number => serializer.collect_str(&number),
        }
    }
}

#[derive(Serialize)]
struct FrameObject<'a> {
    r#type: &'static str,
    schema: u32,
    number: u64,
    at: usize,
    from: Option<&'static str>,
    from_inferred: bool,
    end: &'static str,
    #[serde(flatten)]
    header: Option<HeaderObject>,
    have: Number,
    message_kind: Option<&'static str>,
    first_frame: Option<u64>,
    #[serde(flatten)]
    payload: PayloadObject<'a>,
    findings: Vec<FindingObject>,
    slips: Vec<SlipObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<FieldObject>>,
}

#[derive(Serialize)]
struct HeaderObject {
    fin: bool,
    rsv: String,
    opcode: u8,
    opcode_name: Option<&'static str>,
    masked: bool,
    mask_key: Option<String>,
    length: Number,
    length_bits: u8,
    header_bytes: usize,
}

/// The unmasked payload: text where it is text, hex where it is not, a Close body in its parts.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum PayloadObject<'a> {
    Text(&'a str),
    Hex(String),
    Close { code: Option<u16>, reason: Option<&'a str>, hex: String },
}

#[derive(Serialize)]
struct FindingObject {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    section: &'static str,
    close_code: Option<u16>,
    buffer: &'static str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct SlipObject<'a> {
    name: &'static str,
    covers: usize,
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct FieldObject {
    name: &'static str,
    first_bit: Number,
    bits: Number,
    value: Option<Number>,
}

#[derive(Serialize)]
struct MessageObject<'a> {
    r#type: &'static str,
    schema: u32,
    from: Option<&'static str>,
    kind: Option<&'static str>,
    first_frame: u64,
    last_frame: u64,
    length: Number,
    #[serde(flatten)]
    payload: PayloadObject<'a>,
}

#[derive(Serialize)]
struct SummaryObject<'a> {
    r#type: &'static str,
    schema: u32,
    notation: &'static str,
    frames: u64,
    messages: u64,
    bytes: Number,
    payload_bytes: Number,
    unread_bytes: Number,
    opcodes: std::collections::BTreeMap<String, u64>,
    findings: std::collections::BTreeMap<&'a str, u64>,
    slips: &'a std::collections::BTreeMap<&'static str, u64>,
    verdict: &'static str,
}

impl<'a> FrameObject<'a> {
    fn new(frame: &'a Dissection, with_fields: bool) -> Self {
        Self {
            r#type: "frame",
            schema: SCHEMA,
            number: frame.number,
            at: frame.at,
            from: frame.sender.role().map(|role| role.name()),
            from_inferred: matches!(frame.sender, Sender::Inferred(_)),
            end: match frame.end {
                FrameEnd::Whole => "whole",
                FrameEnd::Cut => "cut",
                FrameEnd::Refused => "refused",
            },
            header: frame.header.map(|header| HeaderObject {
                fin: header.fin,
                rsv: header.rsv.to_string(),
                opcode: header.opcode.0,
                opcode_name: header.opcode.name(),
                masked: header.mask_key.is_some(),
                mask_key: header.mask_key.map(hex::encode),
                length: Number(header.payload_len()),
                length_bits: header.length.width_bits(),
                header_bytes: header.header_len(),
            }),
            have: Number(frame.have),
            message_kind: frame.fragment.and_then(|fragment| fragment.kind.name()),
            first_frame: frame.fragment.map(|fragment| fragment.first_frame),
            payload: PayloadObject::new(frame.kind(), &frame.payload),
            findings: frame.findings.iter().map(FindingObject::new).collect(),
            slips: frame
                .claims
                .iter()
                .map(|claim| SlipObject {
                    name: claim.evidence.slip().name(),
                    covers: claim.covers,
                    text: claim.text.as_deref(),
                })
                .collect(),
            fields: with_fields.then(|| fields(frame)),
        }
    }
}

fn fields(frame: &Dissection) -> Vec<FieldObject> {
    let fields = frame.fields().map(|field| FieldObject {
        name: field.name.name(),
        first_bit: Number(field.bits.start),
        bits: Number(field.bits.len()),
        value: field.value.map(Number),
    });
    fields.collect()
}

impl<'a> PayloadObject<'a> {
    fn new(kind: Option<Opcode>, payload: &'a [u8]) -> Self {
        match (kind, std::str::from_utf8(payload)) {
            (Some(Opcode::TEXT), Ok(text)) => Self::Text(text),
            (Some(Opcode::CLOSE), _) => {
                let body = CloseBody::read(payload);
                let reason = body.and_then(|body| std::str::from_utf8(body.reason).ok());
                Self::Close {
                    code: body.map(|body| body.code.0),
                    reason,
                    hex: hex::encode(payload),
                }
            }
            _ => Self::Hex(hex::encode(payload)),
        }
    }
}

impl FindingObject {
    fn new(finding: &Finding) -> Self {
        let entry = finding.fault.rule().entry();
        Self {
            code: entry.code,
            name: entry.name,
            level: finding.level.name(),
            section: entry.section,
            close_code: entry.close.map(|code| code.0),
            buffer: match finding.place.buffer {
                Buffer::Wire => "wire",
                Buffer::Payload => "payload",
                Buffer::Key => "key",
                Buffer::Accept => "accept",
            },
            start: finding.place.span.start,
            end: finding.place.span.end,
        }
    }
}
