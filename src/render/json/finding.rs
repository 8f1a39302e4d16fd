//! A finding as JSON: the same shape wherever one is told.

use super::Object;
use super::object::key;
use crate::finding::{Buffer, Finding, Source};

/// Writes a finding that goes by the clause of its rule.
pub fn finding(object: &mut Object<'_>, finding: &Finding) {
    let status = finding.fault.rule().entry().status();
    by(object, finding, finding.fault.source(), status);
}

/// Writes a finding of a response, which has clauses of its own and no status to refuse it with.
pub fn finding_of_response(object: &mut Object<'_>, finding: &Finding) {
    by(object, finding, finding.fault.source().of_response(), None);
}

fn by(object: &mut Object<'_>, finding: &Finding, source: Source, status: Option<u16>) {
    let entry = finding.fault.rule().entry();
    object.word(key!("code"), entry.code);
    object.word(key!("name"), entry.name);
    object.word(key!("level"), finding.level.name());
    object.number(key!("rfc"), source.rfc.into());
    object.word(key!("section"), source.section);
    object.number_or_null(key!("close_code"), entry.close().map(|code| code.0.into()));
    object.number_or_null(key!("http_status"), status.map(u64::from));
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
