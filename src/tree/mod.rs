//! What is shown: a frame or a head as a tree of named parts, each with its place, its value, what it
//! means, the section that says so, and what is wrong with it. Every deep view draws from this tree,
//! so that a new kind of thing costs one function from bytes to nodes and no view.
//!
//! May import every room above; takes every sentence from `prose`, judges nothing and draws nothing.
//! Works on any bytes, cut or broken.

mod frame;
mod head;
mod payload;
mod settle;
mod value;

#[cfg(test)]
mod tests;

pub use frame::frame;
pub use head::head;
pub use value::Value;

use crate::bits::{BitRange, Span};
use std::fmt::{self, Display, Formatter};

use crate::finding::{Buffer, Finding, Level};

pub use crate::prose::part::Name;

/// A part of a frame or a head, with the parts that it is made of.
///
/// The children in its own buffer tile it: they stand in order, without a gap and without an
/// overlap; what lies between two of them is a [`Name::SEPARATOR`]. Behind them stand the children in
/// other buffers: what the part becomes when it is unmasked or inflated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// What it is called.
    pub name: Name,
    /// The buffer into which its place points.
    pub buffer: Buffer,
    /// Its bits, from the first of the buffer. They may reach past its end: the place of a field is
    /// known before its bytes are here.
    pub bits: BitRange,
    /// What it says.
    pub value: Value<'a>,
    /// What that means; empty where the name says it.
    pub meaning: String,
    /// The section that defines it.
    pub section: Option<Section>,
    /// Whether a handshake needs this line.
    pub needed: bool,
    /// The findings that point into it and into none of its children.
    pub findings: Vec<Finding>,
    /// What it is made of, and behind that what it becomes.
    pub children: Vec<Node<'a>>,
}

/// A section of an RFC that defines a part. Shown as `RFC 6455 5.2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section {
    /// Number of the RFC.
    pub rfc: u16,
    /// Number of the section: `5.2`.
    pub number: &'static str,
}

impl Display for Section {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "RFC {} {}", self.rfc, self.number)
    }
}

impl<'a> Node<'a> {
    /// A part that is made of others: it takes their places together.
    fn of_parts(name: Name, buffer: Buffer, children: Vec<Self>) -> Self {
        let start = children.first().map_or(0, |child| child.bits.start);
        let end = children.last().map_or(start, |child| child.bits.end);
        Self { children, ..Self::leaf(name, buffer, BitRange::new(start, end), Value::Parts) }
    }

    fn leaf(name: Name, buffer: Buffer, bits: BitRange, value: Value<'a>) -> Self {
        Self {
            name,
            buffer,
            bits,
            value,
            meaning: String::new(),
            section: None,
            needed: false,
            findings: Vec::new(),
            children: Vec::new(),
        }
    }

    /// A part that takes whole bytes.
    fn of_bytes(name: Name, buffer: Buffer, span: Span, value: Value<'a>) -> Self {
        let bits = BitRange::new(8 * span.start as u64, 8 * span.end as u64);
        Self::leaf(name, buffer, bits, value)
    }

    fn meaning(self, meaning: impl Into<String>) -> Self {
        Self { meaning: meaning.into(), ..self }
    }

    fn section(self, rfc: u16, section: &'static str) -> Self {
        Self { section: Some(Section { rfc, number: section }), ..self }
    }

    /// The same with `parts` as its children and separators between them. A part that would
    /// overlap another, or reach past the node, is left out.
    fn tiled(self, parts: Vec<Self>, buffer: &'a [u8]) -> Self {
        let separator = |start: usize, end: usize| {
            let span = Span::new(start, end);
            let value = Value::Text(span.of(buffer));
            (start < end).then(|| Self::of_bytes(Name::SEPARATOR, self.buffer, span, value))
        };
        let Span { start: mut at, end } = self.bits.bytes();
        let mut children = Vec::with_capacity(2 * parts.len() + 1);
        for part in parts {
            let span = part.bits.bytes();
            if span.is_empty() || span.start < at || span.end > end {
                continue;
            }
            children.extend(separator(at, span.start));
            at = span.end;
            children.push(part);
        }
        children.extend(separator(at, end));
        Self { children, ..self }
    }

    /// The bytes of its buffer that hold it.
    pub const fn span(&self) -> Span {
        self.bits.bytes()
    }

    /// Whether it only stands between two parts.
    pub fn is_separator(&self) -> bool {
        self.name == Name::SEPARATOR
    }

    /// The topmost parts that say something themselves, in order: the rows of a table.
    pub fn rows(&self) -> Vec<&Self> {
        self.collected(&|node| node.value != Value::Parts)
    }

    /// The smallest parts, in order.
    pub fn leaves(&self) -> Vec<&Self> {
        self.collected(&|node| node.own_children().next().is_none())
    }

    /// The parts that are made of the same bytes as the node itself.
    pub fn own_children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(|child| child.buffer == self.buffer)
    }

    /// What it becomes when it is unmasked and inflated.
    pub fn derived(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(|child| child.buffer != self.buffer)
    }

    /// The parts below its own level that are worth a word: a parameter of an extension.
    pub fn explained(&self) -> impl Iterator<Item = &Self> {
        self.leaves()
            .into_iter()
            .filter(move |leaf| !leaf.meaning.is_empty() && !std::ptr::eq(*leaf, self))
    }

    /// The first part of that name, itself included.
    pub fn find(&self, key: &str) -> Option<&Self> {
        if self.name.key == key {
            return Some(self);
        }
        self.children.iter().find_map(|child| child.find(key))
    }

    /// The gravest finding in it, the parts included; of several, the last.
    pub fn gravest(&self) -> Option<&Finding> {
        let below = self.children.iter().filter_map(Self::gravest);
        self.findings.iter().chain(below).max_by_key(|finding| finding.level)
    }

    /// The level of the gravest finding in it.
    pub fn level(&self) -> Option<Level> {
        self.gravest().map(|finding| finding.level)
    }

    fn collected(&self, taken: &impl Fn(&Self) -> bool) -> Vec<&Self> {
        if taken(self) {
            return vec![self];
        }
        self.own_children().flat_map(|child| child.collected(taken)).collect()
    }
}
