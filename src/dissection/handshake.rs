//! The opening handshake as it is shown: each head with its findings, the slips behind them, the
//! accept value that belongs to the key, and what was agreed.

use std::borrow::Cow;

use super::Verdict;
use crate::finding::{Fault, Finding, Level};
use crate::handshake::{Accept, Agreement, Head, StartLine};
use crate::slips::accept::AcceptCause;
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
    /// Nanoseconds since 1970 at which its last byte came, where that is known.
    pub time: Option<u64>,
    /// The packet that brought its last byte, from 1.
    pub packet: Option<u64>,
}

/// An opening handshake, as far as it came.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The client's request. Also a head that is neither request nor response.
    pub request: Option<Half>,
    /// The server's response.
    pub response: Option<Half>,
    /// The accept value that belongs to the key of the request, with its steps.
    pub accept: Option<Accept>,
    /// Where a wrong accept value comes from.
    pub cause: Option<AcceptCause>,
    /// What may have gone wrong in the code that wrote or read the heads.
    pub claims: Vec<HandshakeClaim>,
    /// What was agreed.
    pub agreement: Agreement,
}

impl Opening {
    /// A request, its response, or both, as they were judged, with what accounts for what is wrong
    /// in them.
    pub fn of(request: Option<Half>, response: Option<Half>) -> Self {
        let findings = |half: &Option<Half>| {
            half.as_ref().map(|half| half.findings.clone()).unwrap_or_default()
        };
        let claims = explain(&HeadSuspect {
            request: request.as_ref().map(|half| &half.head),
            answer: response.as_ref().map(|half| &half.head),
            rest: &[],
            of_request: findings(&request),
            of_answer: findings(&response),
        });
        let key = request.as_ref().and_then(|half| half.head.value(HeaderName::Key));
        let accept = key.map(|(key, _)| Accept::of(&String::from_utf8_lossy(key)));
        let given = response.as_ref().and_then(|half| half.head.value(HeaderName::Accept));
        let cause = given.zip(accept.as_ref()).and_then(|((given, _), accept)| {
            AcceptCause::of(&String::from_utf8_lossy(given), accept, &[])
        });
        let agreement = response.as_ref().map(|half| Agreement::of(&half.head)).unwrap_or_default();
        Self { request, response, accept, cause, claims, agreement }
    }

    /// The handshake as it may be shown: with its secrets, or with stars in their place.
    pub fn shown(&self, secrets: bool) -> Cow<'_, Self> {
        let halves: Vec<&Half> = self.halves().collect();
        if secrets || halves.iter().all(|half| half.head.secrets().is_empty()) {
            return Cow::Borrowed(self);
        }
        let texts = halves
            .iter()
            .flat_map(|half| half.head.secrets().into_iter().map(|span| half.head.part(span)));
        let texts: Vec<Cow<'_, str>> =
            texts.filter(|text| !text.is_empty()).map(String::from_utf8_lossy).collect();
        let mut shown = self.clone();
        for half in shown.request.iter_mut().chain(&mut shown.response) {
            half.head = half.head.shown(false).into_owned();
        }
        if let Some(response) = &shown.response {
            shown.agreement = Agreement::of(&response.head);
        }
        for claim in &mut shown.claims {
            for text in &texts {
                claim.proof = claim.proof.replace(text.as_ref(), &"*".repeat(text.len()));
            }
        }
        Cow::Owned(shown)
    }

    /// Bytes of the input that the heads take.
    pub fn len(&self) -> usize {
        self.halves().map(|half| half.head.bytes.len()).sum()
    }

    /// Whether there is no head.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The heads that are here, the request first.
    pub fn halves(&self) -> impl Iterator<Item = &Half> {
        self.request.iter().chain(&self.response)
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

    /// Whether what came is no HTTP/1: TLS, or HTTP/2.
    pub fn is_foreign(&self) -> bool {
        use crate::finding::HttpVersion::Two;
        self.findings()
            .any(|finding| matches!(finding.fault, Fault::Tls(_) | Fault::HttpVersion(Two)))
    }
}

impl Half {
    /// A head as it was judged, which begins at that byte; when it came is not known.
    pub const fn new(head: Head, at: usize, findings: Vec<Finding>) -> Self {
        Self { head, at, findings, time: None, packet: None }
    }

    /// Returns the head with its findings as it may be shown.
    pub fn shown(&self, secrets: bool) -> Cow<'_, Self> {
        match self.head.shown(secrets) {
            Cow::Borrowed(_) => Cow::Borrowed(self),
            Cow::Owned(head) => {
                let Self { at, time, packet, .. } = *self;
                Cow::Owned(Self { head, at, findings: self.findings.clone(), time, packet })
            }
        }
    }

    /// Whether it is a response.
    pub const fn is_response(&self) -> bool {
        matches!(self.head.start, StartLine::Response { .. })
    }
}
