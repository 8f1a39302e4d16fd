//! The small values of RFC 6455 that every room speaks of, each a newtype or an enum of its own.
//! May import `lang` for their words. Values that the RFC leaves open stay representable; nothing here judges.

mod close_code;
mod header_name;
mod length_field;
mod opcode;
mod role;
mod rsv;

pub use close_code::CloseCode;
pub use header_name::HeaderName;
pub use length_field::LengthField;
pub use opcode::{Opcode, opcode_name};
pub use role::Role;
pub use rsv::Rsv;

/// A masking key: the four bytes as they stand in the frame (RFC 6455 section 5.3).
pub type MaskKey = [u8; 4];
