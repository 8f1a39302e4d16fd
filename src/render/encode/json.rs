//! One JSON object on one line: `type` is `encoding`, keys and codes are English in every language.

use super::{Purpose, Written};
use crate::encode::{KeyOrigin, WrittenFrame};
use crate::render::json::{Object, begin, finding, key, line, of_type};
use crate::terms::Opcode;

/// What was written, as one line of JSON.
pub fn json(written: &Written) -> String {
    let (fault, slip) = match written.purpose {
        Purpose::Asked => (None, None),
        Purpose::Fault(rule) => (Some(rule.code()), None),
        Purpose::Slip(slip) => (None, Some(slip.name())),
    };
    let deflation = written.encoding.deflation.as_ref();
    line(|out| {
        let mut object = begin(out, of_type!("encoding"));
        object.hex(key!("hex"), &written.bytes);
        object.number(key!("bytes"), written.bytes.len() as u64);
        object.word_or_null(key!("from"), written.encoding.sender.map(|role| role.name()));
        object.word_or_null(key!("fault"), fault);
        object.word_or_null(key!("slip"), slip);
        // What the compressed message says, and the message before it.
        object.object_or_null(key!("deflated"), deflation, |object, deflation| {
            object.hex(key!("message"), &deflation.plain);
            object.hex(key!("compressed"), &deflation.compressed);
            let before = deflation.before.as_ref().map(|(before, _)| before.as_slice());
            object.hex_or_null(key!("before"), before);
        });
        // The frames as they are meant; for a slip, what an honest sender would have sent.
        object.objects(key!("meant"), written.frames(), |object, (_, frame, bytes)| {
            of_frame(object, frame, bytes, deflation.is_none());
        });
        let as_meant = written.readback.is_what_was_meant(&written.encoding);
        object.boolean(key!("reads_as_meant"), as_meant);
        object.objects(key!("findings"), written.readback.findings(), |object, (frame, found)| {
            object.number(key!("frame"), frame as u64);
            finding(object, found);
        });
        object.end_line();
    })
}

fn of_frame(object: &mut Object<'_>, frame: &WrittenFrame, bytes: &[u8], is_plain: bool) {
    let header = &frame.header;
    let is_text = header.opcode == Opcode::TEXT;
    let text = std::str::from_utf8(&frame.payload).ok().filter(|_| is_text && is_plain);
    object.hex(key!("hex"), bytes);
    object.boolean(key!("fin"), header.fin);
    object.text(key!("rsv"), &header.rsv.to_string());
    object.number(key!("opcode"), header.opcode.0.into());
    object.word_or_null(key!("opcode_name"), header.opcode.name());
    object.number(key!("length"), header.payload_len());
    object.number(key!("length_bits"), header.length.width_bits().into());
    object.hex_or_null(key!("mask_key"), header.mask_key.as_ref().map(<[u8; 4]>::as_slice));
    let origin = match frame.key_origin {
        KeyOrigin::Unmasked => None,
        KeyOrigin::Given => Some("given"),
        KeyOrigin::Random => Some("random"),
        KeyOrigin::Fault => Some("fault"),
        KeyOrigin::Example => Some("example"),
    };
    object.word_or_null(key!("mask_key_from"), origin);
    object.hex(key!("payload"), &frame.payload);
    object.text_or_null(key!("text"), text);
}
