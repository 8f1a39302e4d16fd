//! One NDJSON object: keys and names are English in every language, bytes are hex.

use serde::Serialize;

use super::{AcceptView, Expected};
use crate::render::json::FindingObject;
use crate::slips::accept::AcceptCause as Cause;

#[derive(Serialize)]
struct Object<'a> {
    r#type: &'static str,
    schema: u32,
    key: &'a str,
    key_taken_off: Vec<&'static str>,
    /// `null` where the key is no base64.
    key_bytes: Option<String>,
    joined: &'a str,
    sha1: String,
    accept: &'a str,
    expected: Option<ExpectedObject<'a>>,
    findings: Vec<FindingObject>,
}

#[derive(Serialize)]
struct ExpectedObject<'a> {
    value: &'a str,
    taken_off: Vec<&'static str>,
    matches: bool,
    /// The slip that gives exactly this value, or `null`.
    slip: Option<&'static str>,
    /// The given other key to which the value belongs, or `null`.
    other_key: Option<&'a str>,
}

/// The object on one line.
pub fn draw(view: &AcceptView) -> String {
    let accept = &view.accept;
    let object = Object {
        r#type: "accept",
        schema: 1,
        key: &accept.key,
        key_taken_off: view.taken_off.iter().map(|wrapping| wrapping.name()).collect(),
        key_bytes: accept.nonce.as_ref().ok().map(hex::encode),
        joined: &accept.joined,
        sha1: hex::encode(accept.digest),
        accept: &accept.value,
        expected: view.expected.as_ref().map(expected_object),
        findings: view.findings().iter().map(FindingObject::of).collect(),
    };
    // A value of strings and numbers always has a JSON form.
    serde_json::to_string(&object).unwrap_or_default() + "\n"
}

fn expected_object(expected: &Expected) -> ExpectedObject<'_> {
    let (slip, other_key) = match &expected.cause {
        Some(Cause::Slip(slip)) => (Some(slip.name()), None),
        Some(Cause::OtherKey(key)) => (None, Some(key.as_str())),
        _ => (None, None),
    };
    ExpectedObject {
        value: &expected.value,
        taken_off: expected.taken_off.iter().map(|wrapping| wrapping.name()).collect(),
        matches: expected.cause.is_none(),
        slip,
        other_key,
    }
}
