//! What can be wrong with a conversation: the table of rules, and the typed faults that break them.
//! May import `bits` and `terms`. Data only: each layer's `judge` raises faults, `prose` words them.

mod fault;
mod handshake;
mod rule;

pub use fault::{Buffer, Fault, Finding, InflateError, NotBase64, Place, Utf8Error};
pub use handshake::{
    BadDeflate, BadExtension, ExtensionFault, HandshakeFault, HeaderFault, HttpVersion, Malformed,
    OriginFault, StatusFault, SubprotocolFault, UnfinishedHead,
};
pub use rule::{Entry, Level, Rule, Source};
