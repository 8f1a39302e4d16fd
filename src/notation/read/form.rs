//! What a notation is to the chooser: how it is recognised, and how it is read. Imports this
//! room's values.

use super::draft::Draft;
use super::{array, base64, bits, dump, hex, indexed, ints, literal, raw, rows, runs};
use crate::bits::Span;
use crate::notation::{Notation, NotationError};

/// How particular the marks of a notation are in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Particular {
    /// It could be so; only a reading that makes frames to its end counts.
    Faint,
    /// The characters are those of the notation.
    Plain,
    /// It has marks that others seldom have: brackets, quotes with escapes.
    Marked,
    /// It has marks that no other has: `b'`, `<Buffer`, offsets that count.
    Certain,
}

/// A way to read a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) notation: Notation,
    /// How particular its marks are in this part of a text; `None` where it cannot be meant.
    pub(super) propose: fn(&str, Span) -> Option<Particular>,
    pub(super) read: fn(&mut Draft<'_>, Span) -> Result<(), NotationError>,
}

/// Every way to read a text; the first of a notation is what a pin asks for.
pub(super) const FORMS: [Form; 21] = [
    raw::HEAD,
    dump::OFFSETS,
    literal::PYTHON,
    literal::ESCAPES,
    literal::DECIMAL,
    literal::LATIN1,
    hex::BUFFERS,
    hex::HEX,
    array::LISTS,
    array::HEX_LISTS,
    bits::BITS,
    base64::BASE64,
    indexed::INDEXED,
    rows::ROWS,
    rows::WORDS,
    ints::INTS,
    runs::HEX_RUNS,
    runs::BASE64_RUNS,
    runs::PERCENT,
    runs::CARETS,
    rows::OCTAL,
];

/// The form that a pin asks for.
pub(super) fn pinned(notation: Notation) -> Option<Form> {
    FORMS.into_iter().find(|form| form.notation == notation)
}
