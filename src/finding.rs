//! What is wrong with a conversation: a fault, how grave it is, where it stands.
//! May import `bits` and `rules`. Data only: each layer's `judge` makes findings, `render` shows them.

use std::fmt;

use crate::bits::Span;

#[doc(inline)]
pub use crate::rules::*;

/// A fault at its place.
///
/// Shown with its level and the fault: `error F05 control-too-long: ..`, in English.
///
/// ```
/// use ws_inspect::analysis::{Analysis, Options};
/// use ws_inspect::finding::{Buffer, Level};
///
/// // A Ping with a payload of 126 bytes.
/// let bytes = [&[0x89, 0x7e, 0, 126][..], &[b'p'; 126]].concat();
/// let (frames, _) = Analysis::dissect(&bytes, None, Options::default());
/// let finding = frames[0].findings[0];
/// assert_eq!((finding.fault.rule().code(), finding.level), ("F05", Level::Error));
/// assert_eq!((finding.place.buffer, finding.place.span.start), (Buffer::Wire, 1));
/// assert_eq!(
///     finding.to_string(),
///     "error F05 control-too-long: control frame too long: 126 payload bytes, the limit is 125",
/// );
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub fault: Fault,
    /// How grave it is here; the rule's own level, or less where only a handshake could settle it.
    pub level: Level,
    /// Which bytes show it.
    pub place: Place,
}

impl Finding {
    /// A finding at the level of its rule; `span` counts from the first byte of the frame.
    pub fn on_wire(fault: impl Into<Fault>, span: Span) -> Self {
        Self::new(fault, Buffer::Wire, span)
    }

    /// A finding at the level of its rule; `span` counts from the first byte of the payload.
    pub fn in_payload(fault: impl Into<Fault>, span: Span) -> Self {
        Self::new(fault, Buffer::Payload, span)
    }

    /// A finding at the level of its rule; `span` counts from the first byte of the inflated
    /// payload of the frame.
    pub fn in_inflated(fault: impl Into<Fault>, span: Span) -> Self {
        Self::new(fault, Buffer::Inflated, span)
    }

    /// A finding at the level of its rule; `span` counts characters of the handshake's key.
    pub fn in_key(fault: impl Into<Fault>, span: Span) -> Self {
        Self::new(fault, Buffer::Key, span)
    }

    /// A finding at the level of its rule; `span` counts characters of the accept value.
    pub fn in_accept(fault: impl Into<Fault>, span: Span) -> Self {
        Self::new(fault, Buffer::Accept, span)
    }

    /// A finding at the level of its rule; `span` counts from the first byte of the head.
    pub fn in_head(fault: impl Into<Fault>, span: Span) -> Self {
        Self::new(fault, Buffer::Head, span)
    }

    fn new(fault: impl Into<Fault>, buffer: Buffer, span: Span) -> Self {
        let fault = fault.into();
        Self { fault, level: fault.rule().entry().level, place: Place { buffer, span } }
    }

    /// The same finding as a note, where the input cannot settle it.
    pub const fn as_note(self) -> Self {
        self.at_level(Level::Note)
    }

    /// The same finding, more or less grave than its rule as such.
    pub const fn at_level(self, level: Level) -> Self {
        Self { level, ..self }
    }
}

/// In English.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.level, self.fault)
    }
}

/// Some bytes of one of the buffers that a frame gives rise to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which buffer.
    pub buffer: Buffer,
    /// Which bytes of it.
    pub span: Span,
}

/// The buffers into which places point.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Buffer {
    /// The frame as it stands on the wire, from its first header byte.
    Wire,
    /// The frame's payload, unmasked.
    Payload,
    /// The frame's payload, inflated.
    Inflated,
    /// The head of a request or a response, from its first byte.
    Head,
    /// The text of a handshake's `Sec-WebSocket-Key`, counted in characters.
    Key,
    /// The text of a handshake's `Sec-WebSocket-Accept`, counted in characters.
    Accept,
}
