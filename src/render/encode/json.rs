//! One JSON object on one line: `type` is `encoding`, keys and codes are English in every language.

use serde::Serialize;

use super::{Purpose, Written};
use crate::encode::{KeyOrigin, WrittenFrame};
use crate::finding::Finding;
use crate::render::json::{FindingObject, MAX_SAFE_INTEGER};

#[derive(Serialize)]
struct Object {
    r#type: &'static str,
    schema: u8,
    hex: String,
    bytes: usize,
    from: Option<&'static str>,
    fault: Option<&'static str>,
    slip: Option<&'static str>,
    deflated: Option<Deflated>,
    /// The frames as they are meant; for a slip, what an honest sender would have sent.
    #[serde(rename = "meant")]
    frames: Vec<Frame>,
    reads_as_meant: bool,
    findings: Vec<Told>,
}

/// What the compressed message says, and the message before it.
#[derive(Serialize)]
struct Deflated {
    message: String,
    compressed: String,
    before: Option<String>,
}

#[derive(Serialize)]
struct Frame {
    hex: String,
    fin: bool,
    rsv: String,
    opcode: u8,
    opcode_name: Option<&'static str>,
    length: Number,
    length_bits: u8,
    mask_key: Option<String>,
    mask_key_from: Option<&'static str>,
    payload: String,
    text: Option<String>,
}

#[derive(Serialize)]
struct Told {
    frame: usize,
    #[serde(flatten)]
    finding: FindingObject,
}

/// An integer; past 2^53-1, where JavaScript loses digits, a string.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Exact(u64),
    Text(String),
}

/// What was written, as one line of JSON.
pub fn json(written: &Written) -> String {
    let is_plain = written.encoding.deflation.is_none();
    let object = Object {
        r#type: "encoding",
        schema: 1,
        hex: hex::encode(&written.bytes),
        bytes: written.bytes.len(),
        from: written.encoding.sender.map(|role| role.name()),
        fault: match written.purpose {
            Purpose::Fault(rule) => Some(rule.code()),
            Purpose::Asked | Purpose::Slip(_) => None,
        },
        slip: match written.purpose {
            Purpose::Slip(slip) => Some(slip.name()),
            Purpose::Asked | Purpose::Fault(_) => None,
        },
        deflated: written.encoding.deflation.as_ref().map(|deflation| Deflated {
            message: hex::encode(&deflation.plain),
            compressed: hex::encode(&deflation.compressed),
            before: deflation.before.as_ref().map(|(before, _)| hex::encode(before)),
        }),
        frames: written
            .frames()
            .map(|(_, frame, bytes)| of_frame(frame, bytes, is_plain))
            .collect(),
        reads_as_meant: written.readback.is_what_was_meant(&written.encoding),
        findings: written.readback.findings().map(told).collect(),
    };
    // Strings and numbers alone: serialization has nothing to fail on.
    let mut line = serde_json::to_string(&object).unwrap_or_default();
    line.push('\n');
    line
}

fn of_frame(frame: &WrittenFrame, bytes: &[u8], is_plain: bool) -> Frame {
    let header = &frame.header;
    let is_text = header.opcode == crate::terms::Opcode::TEXT;
    let text = std::str::from_utf8(&frame.payload).ok().filter(|_| is_text && is_plain);
    Frame {
        hex: hex::encode(bytes),
        fin: header.fin,
        rsv: header.rsv.to_string(),
        opcode: header.opcode.0,
        opcode_name: header.opcode.name(),
        length: match header.payload_len() {
            len if len <= MAX_SAFE_INTEGER => Number::Exact(len),
            len => Number::Text(len.to_string()),
        },
        length_bits: header.length.width_bits(),
        mask_key: header.mask_key.map(hex::encode),
        mask_key_from: match frame.key_origin {
            KeyOrigin::Unmasked => None,
            KeyOrigin::Given => Some("given"),
            KeyOrigin::Random => Some("random"),
            KeyOrigin::Fault => Some("fault"),
            KeyOrigin::Example => Some("example"),
        },
        payload: hex::encode(&frame.payload),
        text: text.map(str::to_owned),
    }
}

fn told((frame, finding): (usize, &Finding)) -> Told {
    Told { frame, finding: FindingObject::of(finding) }
}
