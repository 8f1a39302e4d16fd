//! The rules of the opening handshake over a request, a response, or both (RFC 6455 section 4).
//! Returns every finding, in the order of the head; what only the other half could settle is a note.

mod lines;
mod request;
mod response;

use super::start::{Beginning, begins_like_head};
use super::{Head, HeadEnd, StartLine};
use crate::bits::Span;
use crate::finding::{Fault, Finding, HttpVersion, MalformedLine, Tls};
use crate::terms::Role;

/// The head of a request or of a response with what is wrong with it (RFC 6455 section 4).
#[derive(Clone, Copy, Debug)]
pub struct JudgedHead<'a> {
    /// Index in its stream of its first byte.
    pub at: u64,
    /// Who sends such a head.
    pub role: Role,
    /// The head.
    pub head: &'a Head,
    /// The request that it answers, where it is a response and the request was seen.
    pub request: Option<&'a Head>,
    /// Every rule that it breaks.
    pub findings: &'a [Finding],
}

/// Every finding on a request.
pub fn judge_request(request: &Head) -> Vec<Finding> {
    judged(request, request::judge)
}

/// Every finding on a response; with its request, where that is at hand.
pub fn judge_response(response: &Head, request: Option<&Head>) -> Vec<Finding> {
    judged(response, |response, findings| response::judge(response, request, findings))
}

/// Every finding on a head, which its first line makes a request or a response.
pub fn judge(head: &Head, request: Option<&Head>) -> Vec<Finding> {
    match head.start {
        StartLine::Response { .. } => judge_response(head, request),
        StartLine::Request { .. } | StartLine::Other { .. } => judge_request(head),
    }
}

/// What is no HTTP/1.1 at all is told as that and nothing else.
fn judged(head: &Head, by_side: impl FnOnce(&Head, &mut Vec<Finding>)) -> Vec<Finding> {
    let first = head.start.line().text;
    if head.end == HeadEnd::NotHttp {
        return vec![finding(Tls, first)];
    }
    if begins_like_head(&head.bytes) == Beginning::Http2 {
        return vec![finding(HttpVersion::Two, first)];
    }
    let mut findings = Vec::new();
    if matches!(head.start, StartLine::Other { .. }) && !is_cut_first_line(head) {
        findings.push(finding(MalformedLine::StartLine, first));
    } else {
        by_side(head, &mut findings);
    }
    lines::judge(head, &mut findings);
    // The rest of a line that the input cuts may still make it good.
    if let Some(cut) = head.lines().last().filter(|line| line.end.is_empty() && may_go_on(head)) {
        let whole = |finding: &Finding| finding.place.span.start < cut.text.start;
        findings.retain(|finding| whole(finding) || is_unfinished(finding));
    }
    findings.sort_by_key(|finding| finding.place.span);
    findings
}

const fn is_unfinished(finding: &Finding) -> bool {
    matches!(finding.fault, Fault::UnfinishedHead(_))
}

/// Whether the head ends inside its first line, so that nobody can say yet what it is.
fn is_cut_first_line(head: &Head) -> bool {
    head.end == HeadEnd::Cut && head.start.line().end.is_empty()
}

/// Whether a header that is not there may still come.
fn may_go_on(head: &Head) -> bool {
    matches!(head.end, HeadEnd::Cut | HeadEnd::TooLong)
}

/// The place of what is missing: the blank line, before which it could stand.
fn missing_at(head: &Head) -> Span {
    let end = head.lines().last().map_or(head.bytes.len(), |line| match head.end {
        HeadEnd::BlankLine => line.text.start,
        _ => line.end.end,
    });
    Span::new(end, end)
}

fn finding(fault: impl Into<Fault>, span: Span) -> Finding {
    Finding::in_head(fault, span)
}

#[cfg(test)]
mod tests;
