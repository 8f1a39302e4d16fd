//! One NDJSON object: keys and names are English in every language, bytes are hex.

use super::{AcceptView, Expected};
use crate::render::json::{Object, begin, finding, key, line, of_type};
use crate::slips::accept::AcceptCause as Cause;

/// The object on one line.
pub fn draw(view: &AcceptView) -> String {
    let accept = &view.accept;
    line(|out| {
        let mut object = begin(out, of_type!("accept"));
        object.text(key!("key"), &accept.key);
        object.texts(key!("key_taken_off"), view.taken_off.iter().map(|wrapping| wrapping.name()));
        // Without bytes where the key is no base64.
        object.hex_or_null(key!("key_bytes"), accept.nonce.as_deref().ok());
        object.text(key!("joined"), &accept.joined);
        object.hex(key!("sha1"), &accept.digest);
        object.text(key!("accept"), &accept.value);
        object.object_or_null(key!("expected"), view.expected.as_ref(), expected);
        object.objects(key!("findings"), &view.findings(), finding);
        object.end_line();
    })
}

fn expected(object: &mut Object<'_>, expected: &Expected) {
    let (slip, other_key) = match &expected.cause {
        Some(Cause::Slip(slip)) => (Some(slip.name()), None),
        Some(Cause::OtherKey(key)) => (None, Some(key.as_str())),
        _ => (None, None),
    };
    object.text(key!("value"), &expected.value);
    object.texts(key!("taken_off"), expected.taken_off.iter().map(|wrapping| wrapping.name()));
    object.boolean(key!("matches"), expected.cause.is_none());
    object.word_or_null(key!("slip"), slip);
    object.text_or_null(key!("other_key"), other_key);
}
