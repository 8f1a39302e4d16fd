//! The accept value: the screen with every step, the sentences, the JSON object.
//! Draws what `handshake` computed and what `slips` recognised, and decides nothing.

mod findings;
pub mod full;
pub mod json;
pub mod plain;

use crate::finding::Finding;
use crate::handshake::Accept;
use crate::handshake::key::Wrapping;
use crate::slips::accept::AcceptCause as Cause;

/// What is drawn: a key with its steps, and a value that was expected, if one was.
#[derive(Clone, Debug)]
pub struct AcceptView {
    /// The key and its steps.
    pub accept: Accept,
    /// What was taken off around the pasted key.
    pub taken_off: Vec<Wrapping>,
    /// The value with which the right one is compared.
    pub expected: Option<Expected>,
}

/// A value that somebody takes for the accept value of the key.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The value.
    pub value: String,
    /// What was taken off around it.
    pub taken_off: Vec<Wrapping>,
    /// Whether `\n` or `\r\n` written at its end was read as a line end.
    pub escape_read: bool,
    /// Why it is another than the right one; `None` where it is right.
    pub cause: Option<Cause>,
}

impl AcceptView {
    /// Every finding: of the key, of the expected value.
    pub fn findings(&self) -> Vec<Finding> {
        let of_value = |expected: &Expected| self.accept.compare(&expected.value);
        self.accept.judge().into_iter().chain(self.expected.as_ref().and_then(of_value)).collect()
    }
}
