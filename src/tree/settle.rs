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
        if self.buffer == finding.place.buffer && !self.touches(finding) {
            return false;
        }
        if self.children.iter_mut().any(|child| child.settle(finding)) {
            return true;
        }
        let here = self.holds(finding);
        if here {
            self.findings.push(*finding);
        }
        here
    }

    /// Whether the place begins in it, or is a gap inside it.
    fn touches(&self, finding: &Finding) -> bool {
        let (place, own) = (finding.place.span, self.span());
        let after_start = own.start < place.start || own.start == place.start && !place.is_empty();
        after_start && place.start < own.end
    }

    /// Whether it is the place of the finding, of all that touch it the smallest. A line of a head
    /// keeps what begins in it; of a byte, no single bit holds the whole.
    fn holds(&self, finding: &Finding) -> bool {
        let place = finding.place;
        let whole_bytes = self.bits.start.is_multiple_of(8) && self.bits.end.is_multiple_of(8);
        place.buffer == self.buffer
            && !self.is_separator()
            && self.touches(finding)
            && whole_bytes
            && (place.buffer == Buffer::Head || place.span.end <= self.span().end)
    }
}
