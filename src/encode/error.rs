//! Why a request cannot be written. A broken frame is no error here: it may be what is wanted.

use super::LengthForm;
use crate::finding::Rule;
use crate::slips::frame::{FrameSlip, Unsuited};
use crate::terms::{Opcode, Role};

/// The request cannot be met. Shown in an English sentence, without a full stop.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EncodeError {
    /// No payload was given, and nothing that goes without one.
    NothingToSend,
    /// A fault is made of text, and this is no UTF-8.
    NotText,
    /// No name of an opcode, and no number of 4 bits.
    BadOpcode {
        /// What was given.
        given: String,
    },
    /// Not three bits.
    BadRsv {
        /// What was given.
        given: String,
    },
    /// Not a mask key of four bytes.
    BadMask {
        /// What was given.
        given: String,
        /// How many bytes it is; `None` where it is no hex.
        bytes: Option<usize>,
    },
    /// Not a number of 16 bits, so no status code can be made of it.
    BadCloseCode {
        /// What was given.
        given: String,
    },
    /// The reason of a Close frame is longer than its frame may be.
    ReasonTooLong {
        /// Its length in bytes.
        len: usize,
    },
    /// The length does not fit the form that was asked for.
    LengthTooBig {
        /// The length in bytes.
        len: u64,
        /// The form.
        form: LengthForm,
    },
    /// A control frame is never cut into fragments.
    FragmentedControl {
        /// Its opcode.
        opcode: Opcode,
    },
    /// A control frame is never compressed.
    CompressedControl {
        /// Its opcode.
        opcode: Opcode,
    },
    /// The source of fresh mask keys ran dry.
    NoFreshKey,
    /// No rule has that code or name.
    UnknownRule {
        /// What was given.
        given: String,
    },
    /// The rule is not one that a few bytes can break.
    NoBytesBreak {
        /// The rule.
        rule: Rule,
    },
    /// Only the other end can break the rule.
    WrongSender {
        /// The rule.
        rule: Rule,
        /// The only end that can break it.
        sender: Role,
    },
    /// The rule is about the mask or its key, and the request says otherwise.
    MaskAgainstFault {
        /// The rule.
        rule: Rule,
    },
    /// No slip has that name.
    UnknownSlip {
        /// What was given.
        given: String,
    },
    /// The mistake cannot be made with this frame, or makes no difference to it.
    Unsuited {
        /// The slip.
        slip: FrameSlip,
        /// What it would need.
        unsuited: Unsuited,
    },
    /// A client's frame is masked before the mistake is made, and the request says otherwise.
    MaskAgainstSlip {
        /// The slip.
        slip: FrameSlip,
    },
    /// The payload is too long to break this rule and no other.
    PayloadTooLong {
        /// The rule.
        rule: Rule,
        /// The payload's length in bytes.
        len: usize,
        /// The longest that will do, in bytes.
        limit: usize,
    },
}
