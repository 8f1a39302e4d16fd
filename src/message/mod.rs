//! Frames to messages (RFC 6455 sections 5.4 to 5.6): fragments are joined, text is checked for
//! UTF-8 as it comes, compressed messages are inflated, the body of a Close frame is read.
//! May import `bits`, `terms`, `finding` and `frame`; never sees a connection.

mod assembler;
mod close;
mod compression;
pub mod deflate;
mod inflate;
mod open;
mod utf8;

pub use assembler::{Assembler, Fragment, Keep};
pub use close::{CloseBody, judge_close};
pub use compression::{Compressed, Compression, Trial, most_compressed};
pub use inflate::{Inflater, Stop, TAIL};
pub use utf8::{Utf8, judge_utf8};
