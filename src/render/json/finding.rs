//! A finding as JSON: the same shape wherever one is told.

use serde::Serialize;

use super::Object;
use super::object::key;
use crate::finding::{Buffer, Finding, Source};

/// A finding with the line of the table that it goes by.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct FindingObject {
    code: &'static str,
    name: &'static str,
    level: &'static str,
    rfc: u16,
    section: &'static str,
    close_code: Option<u16>,
    http_status: Option<u16>,
    buffer: &'static str,
    start: usize,
    end: usize,
}

impl FindingObject {
    /// A finding that goes by the clause of its rule.
    pub fn of(finding: &Finding) -> Self {
        Self::by(finding.fault.source(), finding)
    }

    /// A finding of a response, which has clauses of its own and no status to refuse it with.
    pub fn of_response(finding: &Finding) -> Self {
        Self { http_status: None, ..Self::by(finding.fault.source().of_response(), finding) }
    }

    fn by(source: Source, finding: &Finding) -> Self {
        let entry = finding.fault.rule().entry();
        Self {
            code: entry.code,
            name: entry.name,
            level: finding.level.name(),
            rfc: source.rfc,
            section: source.section,
            close_code: entry.close().map(|code| code.0),
            http_status: entry.status(),
            buffer: match finding.place.buffer {
                Buffer::Wire => "wire",
                Buffer::Payload => "payload",
                Buffer::Inflated => "inflated",
                Buffer::Head => "head",
                Buffer::Key => "key",
                Buffer::Accept => "accept",
            },
            start: finding.place.span.start,
            end: finding.place.span.end,
        }
    }

    /// Writes the keys and values into an object.
    pub(super) fn write(self, object: &mut Object<'_>) {
        object.word(key!("code"), self.code);
        object.word(key!("name"), self.name);
        object.word(key!("level"), self.level);
        object.number(key!("rfc"), self.rfc.into());
        object.word(key!("section"), self.section);
        object.number_or_null(key!("close_code"), self.close_code.map(u64::from));
        object.number_or_null(key!("http_status"), self.http_status.map(u64::from));
        object.word(key!("buffer"), self.buffer);
        object.number(key!("start"), self.start as u64);
        object.number(key!("end"), self.end as u64);
    }
}
