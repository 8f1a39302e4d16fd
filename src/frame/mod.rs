//! The shared frame module: RFC 6455 section 5 as code.
//!
//! [`FrameHeader`] reads and writes headers, [`write_frame`] writes whole frames, `layout` says where each field stands, [`mask`]
//! masks, [`Decoder`] cuts a stream of bytes into pieces of frames, [`judge`] tells which rules a
//! header breaks. Reading never judges, never panics and never allocates by a claimed length.
//! May import `bits`, `terms` and `finding`.

mod decoder;
mod header;
pub mod judge;
mod layout;
pub mod mask;
mod resume;
mod write;

pub use decoder::{Decoder, Piece, Standing};
pub use header::{FrameHeader, MAX_HEADER_LEN, Short};
pub use layout::{FieldName, layout};
pub use resume::begins_frames;
pub use write::write_frame;
