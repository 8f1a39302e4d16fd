//! A finding as JSON: the same shape wherever one is told.

use super::Object;
use super::object::key;
use crate::finding::{Buffer, Entry, Finding};

/// Writes a finding that goes by the entry of its rule.
pub fn finding(object: &mut Object<'_>, finding: &Finding) {
    finding_by(object, finding.fault.rule().entry(), finding);
}

/// Writes a finding that goes by that entry: an answer has its own.
pub fn finding_by(object: &mut Object<'_>, entry: Entry, finding: &Finding) {
    object.word(key!("code"), entry.code);
    object.word(key!("name"), entry.name);
    object.word(key!("level"), finding.level.name());
    object.number(key!("rfc"), entry.source.rfc.into());
    object.word(key!("section"), entry.source.section);
    object.number_or_null(key!("close_code"), entry.close.map(|code| code.0.into()));
    object.number_or_null(key!("http_status"), entry.status.map(u64::from));
    object.word(key!("buffer"), buffer(finding.place.buffer));
    object.number(key!("start"), finding.place.span.start as u64);
    object.number(key!("end"), finding.place.span.end as u64);
}

/// The stable name of a buffer.
pub(super) const fn buffer(buffer: Buffer) -> &'static str {
    match buffer {
        Buffer::Wire => "wire",
        Buffer::Payload => "payload",
        Buffer::Inflated => "inflated",
        Buffer::Head => "head",
        Buffer::Key => "key",
        Buffer::Accept => "accept",
    }
}
