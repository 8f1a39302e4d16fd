//! What came: the heads, and what follows them.

use crate::finding::{Fault, Finding};
use crate::handshake::{Head, judge};

/// The heads under suspicion.
#[derive(Clone, Debug)]
pub struct HeadSuspect<'a> {
    /// The request, if it is here.
    pub request: Option<&'a Head>,
    /// The answer, if it is here.
    pub answer: Option<&'a Head>,
    /// The bytes behind the last head.
    pub rest: &'a [u8],
    /// What the judge finds in the request.
    pub of_request: Vec<Finding>,
    /// What the judge finds in the answer.
    pub of_answer: Vec<Finding>,
}

impl<'a> HeadSuspect<'a> {
    /// The heads with what the judge finds in them.
    pub fn new(request: Option<&'a Head>, answer: Option<&'a Head>, rest: &'a [u8]) -> Self {
        let of_request = request.map(judge::judge_request).unwrap_or_default();
        let of_answer = answer.map(|answer| judge::judge_response(answer, request));
        Self { request, answer, rest, of_request, of_answer: of_answer.unwrap_or_default() }
    }

    /// The heads that are here, the request first.
    pub(super) fn heads(&self) -> impl Iterator<Item = &'a Head> {
        self.request.into_iter().chain(self.answer)
    }

    /// The first place at which the judge found such a fault, in either head.
    pub(super) fn found(&self, is: impl Fn(Fault) -> bool) -> Option<String> {
        let sides = [(self.request, &self.of_request), (self.answer, &self.of_answer)];
        sides.into_iter().find_map(|(head, findings)| {
            let found = findings.iter().find(|finding| is(finding.fault))?;
            Some(shown(head?.part(found.place.span)))
        })
    }
}

/// Bytes of a head as text.
pub(super) fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
