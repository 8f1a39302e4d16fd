//! Where a finding belongs: the smallest part that holds its place.

use super::Node;
use crate::finding::{Buffer, Finding};

impl Node<'_> {
    /// The same with each finding at the smallest part that holds its place; at the node itself where
    /// none does, as of something that is missing.
    pub(super) fn with_findings(mut self, findings: &[Finding]) -> Self {
        for finding in findings {
            if !self.settle(finding) {
                self.findings.push(*finding);
            }
        }
        self
    }

    fn settle(&mut self, finding: &Finding) -> bool {
        if self.children.iter_mut().any(|child| child.settle(finding)) {
            return true;
        }
        let here = self.holds(finding);
        if here {
            self.findings.push(*finding);
        }
        here
    }

    fn holds(&self, finding: &Finding) -> bool {
        let (place, own) = (finding.place, self.span());
        if place.buffer != self.buffer || self.is_separator() {
            return false;
        }
        if place.span.is_empty() {
            return own.start < place.span.start && place.span.start < own.end;
        }
        let begins = own.start <= place.span.start && place.span.start < own.end;
        // A line of a head keeps what begins in it; of a byte, no single bit holds the whole.
        let whole_bytes = self.bits.start.is_multiple_of(8) && self.bits.end.is_multiple_of(8);
        begins && whole_bytes && (place.buffer == Buffer::Head || place.span.end <= own.end)
    }
}
