//! What a reader makes of the bytes: whether it sees what was meant, and which rules are broken.

use super::super::ink::{Ink, Region, paint};
use super::super::page::Page;
use super::super::printable::printable_bytes;
use super::super::wrap;
use super::{Purpose, Written};
use crate::encode::Readback;
use crate::finding::Finding;
use crate::prose::encode::{self as prose, Part};
use crate::prose::finding as finding_prose;
use crate::prose::{Lang, comma};

/// The most frames that a reader tells of one by one.
const FRAMES: usize = 4;

/// Draws the last section.
pub(super) fn render(written: &Written, page: &mut Page) {
    let lang = page.screen().lang;
    let label = prose::label(lang, Part::Reader);
    let readback = &written.readback;
    if readback.is_what_was_meant(&written.encoding) {
        page.section(label, &verdict(written, lang));
    } else {
        page.section(label, prose::reader::read_otherwise(lang));
        for (number, frame) in (1..).zip(&readback.frames).take(FRAMES) {
            page.sentence(&prose::reader::seen(lang, number, frame));
            if let (Purpose::Slip(_), false) = (written.purpose, frame.payload.is_empty()) {
                page.line(&paint(Ink::Answer, &preview(&frame.payload)));
            }
        }
        if readback.unread > 0 {
            page.sentence(&prose::reader::unread(lang, readback.unread));
        }
    }
    if readback.findings().next().is_none() && matches!(written.purpose, Purpose::Slip(_)) {
        page.sentence(prose::reader::slip_unseen(lang));
    }
    let several = readback.frames.len() > 1;
    for (number, finding) in readback.findings() {
        let line = finding_line(lang, finding);
        let line = if several { prose::reader::of_frame(lang, number, &line) } else { line };
        for line in wrap(&line, page.room()) {
            page.line(&paint(Ink::of(finding.level), &line));
        }
    }
}

/// The first bytes of a payload as text; what is no text as escapes.
fn preview(payload: &[u8]) -> String {
    match payload.split_at_checked(PREVIEW) {
        Some((start, [_, ..])) => format!("{} ...", printable_bytes(start)),
        _ => printable_bytes(payload),
    }
}

/// How many bytes a preview shows.
const PREVIEW: usize = 12;

/// Where the frames that a reader found have their mask keys and payloads: for each frame, its
/// start and the end of its length, its header and its payload.
pub(super) fn parts(readback: &Readback) -> Vec<[usize; 4]> {
    let mut start = 0usize;
    let frames = readback.frames.iter().map(|frame| {
        let Some(header) = frame.header else { return [start, usize::MAX, usize::MAX, usize::MAX] };
        let payload = start + header.header_len();
        let key = payload - header.mask_key.map_or(0, |key| key.len());
        let end = payload.saturating_add(usize::try_from(frame.have).unwrap_or(usize::MAX));
        let parts = [start, key, payload, end];
        start = end;
        parts
    });
    frames.collect()
}

/// The part of a frame in which a byte stands, as the reader takes it.
pub(super) fn mark(parts: &[[usize; 4]], index: usize) -> Region {
    let of_frame = parts.iter().rev().find(|[start, ..]| *start <= index);
    let [start, key, payload, end] = of_frame.copied().unwrap_or_default();
    match index {
        _ if index == start => Region::Flags,
        _ if index < key => Region::Lengths,
        _ if index < payload => Region::MaskKey,
        _ if index < end => Region::Payload,
        _ => Region::Beyond,
    }
}

/// The reader's verdict where it sees what was meant.
pub(super) fn verdict(written: &Written, lang: Lang) -> String {
    let meant = prose::reader::read_as_meant(lang, written.encoding.sender);
    if written.readback.findings().next().is_some() {
        return meant.to_owned();
    }
    meant.to_owned() + comma(lang) + prose::reader::no_rule_broken(lang)
}

/// A finding in one line: `note[F03]: RSV1 set: ...`.
pub(super) fn finding_line(lang: Lang, finding: &Finding) -> String {
    let level = finding_prose::level(lang, finding.level);
    let code = finding.fault.rule().code();
    format!("{level}[{code}]: {}", finding.fault.title(lang))
}
