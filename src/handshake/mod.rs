//! The opening handshake: what a client asks and what a server answers (RFC 6455 section 4).
//! May import `bits`, `terms` and `finding`. Reads and judges text; knows no network.

pub mod accept;
pub mod agreement;
pub mod deflate;
pub mod extension;
pub mod head;
pub mod judge;
pub mod key;
pub mod response;
pub mod secrets;
mod start;

pub use accept::{Accept, GUID};
pub use agreement::{Agreement, BadAgreement};
pub use deflate::{DeflateOffer, DeflateParams};
pub use extension::{Extension, Extensions, Param, is_token};
pub use head::{Head, HeadEnd, HeaderField, Line, Shape, Unfinished};
pub use judge::JudgedHead;
pub use response::{Response, Server, Takeover};
pub use start::{Beginning, StartLine, begins_like_head};
