//! A message that is sent compressed (RFC 7692 section 7.2.1), with the steps kept.

use crate::message::deflate::Deflater;

/// How a message was compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deflation {
    /// The message before it to which it may refer, where there is one; and that compressed.
    pub before: Option<(Vec<u8>, Vec<u8>)>,
    /// The message.
    pub plain: Vec<u8>,
    /// The message compressed, without the four bytes at its end.
    pub compressed: Vec<u8>,
}

impl Deflation {
    /// Compresses `plain`, as the next message after `before` where there is one.
    pub fn new(before: Option<&[u8]>, plain: &[u8]) -> Self {
        let mut deflater = Deflater::new(before.is_some(), 15);
        let before = before.map(|before| (before.to_vec(), deflater.deflate(before)));
        Self { before, plain: plain.to_vec(), compressed: deflater.deflate(plain) }
    }
}
