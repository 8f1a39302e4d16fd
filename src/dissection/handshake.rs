//! The opening handshake as it is shown: each head with its findings, the slips behind them, the
//! accept value that belongs to the key, and what was agreed.

use super::Verdict;
use crate::finding::{Fault, Finding, HandshakeFault, Level};
use crate::handshake::{Accept, Agreement, Head, StartLine};
use crate::slips::accept::Cause;
use crate::slips::handshake::{HandshakeClaim, HeadSuspect, explain};
use crate::terms::HeaderName;

/// One head and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// Its lines.
    pub head: Head,
    /// Index in the input of its first byte.
    pub at: usize,
    /// Every rule that it breaks, in the order of its bytes.
    pub findings: Vec<Finding>,
}

/// An opening handshake, as far as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The client's request. Also a head that is neither request nor answer.
    pub request: Option<Half>,
    /// The server's answer.
    pub answer: Option<Half>,
    /// The accept value that belongs to the key of the request, with its steps.
    pub accept: Option<Accept>,
    /// Where a wrong accept value comes from.
    pub cause: Option<Cause>,
    /// What may have gone wrong in the code that wrote or read the heads.
    pub claims: Vec<HandshakeClaim>,
    /// What was agreed.
    pub agreement: Agreement,
    /// Bytes of the input that the heads take.
    pub used: usize,
}

impl Opening {
    /// Reads a request, an answer, or a request and its answer off the start of `bytes`; a head
    /// that is cut is read as far as it came.
    pub fn read(bytes: &[u8]) -> Self {
        let first = Head::read_cut(bytes);
        let behind = bytes.get(first.bytes.len()..).unwrap_or_default();
        match first.start {
            StartLine::Response { .. } => Self::of(None, Some(first), behind),
            StartLine::Request { .. } if behind.starts_with(b"HTTP/") => {
                let second = Head::read_cut(behind);
                let behind = behind.get(second.bytes.len()..).unwrap_or_default();
                Self::of(Some(first), Some(second), behind)
            }
            _ => Self::of(Some(first), None, behind),
        }
    }

    /// Judges heads that are already read; `behind` are the first bytes behind the last of them,
    /// which some slips look at.
    pub fn of(request: Option<Head>, answer: Option<Head>, behind: &[u8]) -> Self {
        let suspect = HeadSuspect::new(request.as_ref(), answer.as_ref(), behind);
        let claims = explain(&suspect);
        let key = request.as_ref().and_then(|head| head.value(HeaderName::Key));
        let accept = key.map(|(key, _)| Accept::of(&String::from_utf8_lossy(key)));
        let given = answer.as_ref().and_then(|head| head.value(HeaderName::Accept));
        let cause = given.zip(accept.as_ref()).and_then(|((given, _), accept)| {
            Cause::of(&String::from_utf8_lossy(given), accept, &[])
        });
        let agreement = answer.as_ref().map(Agreement::of).unwrap_or_default();
        let HeadSuspect { of_request, of_answer, .. } = suspect;
        let request = request.map(|head| Half { head, at: 0, findings: of_request });
        let at = request.as_ref().map_or(0, |half| half.head.bytes.len());
        let answer = answer.map(|head| Half { head, at, findings: of_answer });
        let used = at + answer.as_ref().map_or(0, |half| half.head.bytes.len());
        Self { request, answer, accept, cause, claims, agreement, used }
    }

    /// The heads that are here, the request first.
    pub fn halves(&self) -> impl Iterator<Item = &Half> {
        self.request.iter().chain(&self.answer)
    }

    /// Every finding, in the order of the bytes.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.halves().flat_map(|half| &half.findings)
    }

    /// The level of the gravest finding.
    pub fn level(&self) -> Option<Level> {
        self.findings().map(|finding| finding.level).max()
    }

    /// How it went.
    pub fn verdict(&self) -> Verdict {
        match self.level() {
            Some(Level::Error) => Verdict::Broken,
            Some(Level::Incomplete) => Verdict::Incomplete,
            Some(Level::Warning | Level::Note) | None if self.claims.is_empty() => Verdict::Ok,
            Some(Level::Warning | Level::Note) | None => Verdict::Suspect,
        }
    }

    /// Whether frames follow: the answer is 101, or it is not here and the request asks for it.
    pub fn frames_follow(&self) -> bool {
        match (&self.answer, &self.request) {
            (Some(answer), _) => answer.head.status() == Some(101),
            (None, Some(request)) => request.head.value(HeaderName::Key).is_some(),
            (None, None) => false,
        }
    }

    /// Whether what came is no HTTP/1: TLS, or HTTP/2.
    pub fn is_foreign(&self) -> bool {
        use crate::finding::HttpVersion::Two;
        self.findings().any(|finding| {
            let Fault::Handshake(fault) = finding.fault else { return false };
            matches!(fault, HandshakeFault::Tls | HandshakeFault::HttpVersion(Two))
        })
    }
}

impl Half {
    /// Whether it is an answer.
    pub const fn is_answer(&self) -> bool {
        matches!(self.head.start, StartLine::Response { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slips::handshake::Exchange;

    #[test]
    fn a_request_and_its_answer_are_read_from_one_input() {
        let exchange = Exchange { rest: b"\x81\x05Hello".to_vec(), ..Exchange::default() };
        let bytes = exchange.write();
        let opening = Opening::read(&bytes);
        assert_eq!(opening.level(), None);
        assert_eq!(opening.used, bytes.len() - 7);
        assert_eq!(opening.agreement.subprotocol.as_deref(), Some("chat"));
        assert!(opening.frames_follow());
    }

    #[test]
    fn a_wrong_accept_value_comes_with_its_cause() {
        let mut exchange = Exchange::default();
        exchange.answer =
            exchange.answer.replace("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "hHLtf2V1k8aDQZfNjw3Ia1hCwt0=");
        let cause = Opening::read(&exchange.write()).cause;
        assert_eq!(cause, Some(Cause::Slip(crate::slips::accept::AcceptSlip::NoGuid)));
    }
}
