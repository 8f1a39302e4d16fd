//! The steps as sentences, for screen readers.

use super::{byte0 as byte0_values, byte1 as byte1_values};
use crate::encode::WrittenFrame;
use crate::prose::frame::{self as frame_prose, opcode_name};
use crate::prose::{Lang, say};
use crate::terms::Opcode;

/// The bytes of a frame, as a sentence for a screen reader.
pub fn bytes(lang: Lang, number: usize, hex: &str) -> String {
    say!(lang, "Frame {number}, hex: {hex}.", "第 {number} 帧，十六进制：{hex}。")
}

/// Byte 0, as a sentence.
pub fn byte0(lang: Lang, byte: u8, frame: &WrittenFrame) -> String {
    let values = byte0_values(lang, frame);
    say!(lang, "Byte 0, hex {byte:02x}: {values}.", "字节 0，十六进制 {byte:02x}：{values}。")
}

/// Byte 1, as a sentence.
pub fn byte1(lang: Lang, byte: u8, frame: &WrittenFrame) -> String {
    let values = byte1_values(lang, frame);
    say!(lang, "Byte 1, hex {byte:02x}: {values}.", "字节 1，十六进制 {byte:02x}：{values}。")
}

/// The extended length, as a sentence.
pub fn extended(lang: Lang, bytes: usize, value: u64) -> String {
    let last = bytes + 1;
    say!(
        lang,
        "Bytes 2 to {last}, extended length: {value}.",
        "字节 2 到 {last}，扩展长度：{value}。"
    )
}

/// The mask key, as a sentence.
pub fn key(lang: Lang, hex: &str, origin: &str) -> String {
    say!(lang, "Mask key: {hex}, {origin}.", "掩码键：{hex}，{origin}。")
}

/// The payload, as a sentence.
pub fn payload(lang: Lang, bytes: usize, kind: Opcode, shown: &str) -> String {
    let count = frame_prose::bytes(lang, bytes as u64);
    let name = opcode_name(lang, kind);
    say!(lang, "Payload, {count} ({name}): {shown}.", "载荷，{count} ({name})：{shown}。")
}

/// What a reader makes of it, as a sentence.
pub fn reader(lang: Lang, verdict: &str) -> String {
    say!(lang, "Reader: {verdict}.", "接收方：{verdict}。")
}
