//! What the log of a live server says: its labels, and a sentence for each happening.

mod happening;
mod serving;

pub use happening::{
    end, end_word, limit_fix, not_shown, open, origin_fix, trouble, trouble_word, visitor,
    visitor_word,
};
pub use serving::{
    System, addresses, connections, count_of_rule, directions, fault, fault_help, findings,
    for_the_class, how_to_stop, no_rule_broken, one_to_one_path, only_here, open_to_class,
    too_slow, traffic, warning,
};

use std::time::Duration;

use super::{Lang, say};

/// Columns of a mask key with its label.
pub const MASK_COLUMNS: usize = 13;

/// Before a mask key; with the key and a space, [`MASK_COLUMNS`] wide.
pub const fn mask(lang: Lang) -> &'static str {
    lang.pick("mask", "掩码")
}

/// That a frame has no mask.
pub const fn no_mask(lang: Lang) -> &'static str {
    lang.pick("no mask", "无掩码")
}

/// That the connection ended inside the header of a frame.
pub const fn cut_header(lang: Lang) -> &'static str {
    lang.pick("ends inside its header", "帧头未收全")
}

/// Behind a payload: what it was inflated to.
pub fn inflated(lang: Lang, bytes: usize) -> String {
    say!(lang, "(inflated {bytes} B)", "（解压后 {bytes} B）")
}

/// Behind a payload that could not be inflated.
pub const fn not_inflated(lang: Lang) -> &'static str {
    lang.pick("(does not inflate)", "（无法解压）")
}

/// Behind the last fragment of a message: what it completes.
pub fn whole_message(lang: Lang, frames: u64, bytes: u64) -> String {
    say!(lang, "(whole: {frames} frames, {bytes} B)", "（消息共 {frames} 帧，{bytes} B）")
}

/// Behind a frame of the group: to how many members it went.
pub fn members(lang: Lang, members: usize) -> String {
    say!(lang, "(to {members})", "（发给 {members} 人）")
}

/// How many bytes of a frame are not shown.
pub fn more_bytes(lang: Lang, bytes: u64) -> String {
    let s = plural(bytes);
    say!(lang, "... {bytes} more byte{s}", "... 还有 {bytes} 字节")
}

/// The word for what TCP delivered at once.
pub const fn chunk_word(lang: Lang) -> &'static str {
    lang.pick("chunk", "数据块")
}

/// What TCP delivered at once; `at` is the place of its first byte.
pub fn chunk(lang: Lang, len: usize, at: u64) -> String {
    let (s, last) = (plural(len as u64), (at + len as u64).saturating_sub(1));
    say!(
        lang,
        "TCP delivered {len} byte{s} (stream {at}-{last})",
        "TCP 送达 {len} 字节（字节流 {at}-{last}）"
    )
}

/// How many headers a request has.
pub fn headers(lang: Lang, headers: usize) -> String {
    let s = plural(headers as u64);
    say!(lang, "{headers} header{s}", "{headers} 个头字段")
}

/// What a row of a head is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadLabel {
    /// The key.
    Key,
    /// The extensions and the subprotocols that the client offers.
    Offers,
    /// The page that it comes from.
    Origin,
    /// The accept value.
    Accept,
    /// What is in use from here on.
    Agrees,
}

/// The label of a row; at most seven columns.
pub const fn head_label(lang: Lang, label: HeadLabel) -> &'static str {
    match label {
        HeadLabel::Key => lang.pick("key", "Key 值"),
        HeadLabel::Offers => lang.pick("offers", "提议"),
        HeadLabel::Origin => lang.pick("origin", "来源"),
        HeadLabel::Accept => lang.pick("accept", "应答值"),
        HeadLabel::Agrees => lang.pick("agrees", "协商"),
    }
}

/// The subprotocols that a client offers.
pub fn subprotocols(lang: Lang, names: &str) -> String {
    say!(lang, "subprotocol: {names}", "子协议：{names}")
}

/// A length of time: `0.4 ms`, `12 ms`, `2.5 s`, `25 s`, `3 min 5 s`, `2 h 3 min`.
pub fn duration(lang: Lang, time: Duration) -> String {
    let (micros, millis, seconds) = (time.as_micros(), time.as_millis(), time.as_secs());
    match seconds {
        0 if millis < 10 => {
            let tenths = micros % 1000 / 100;
            say!(lang, "{millis}.{tenths} ms", "{millis}.{tenths} 毫秒")
        }
        0 => say!(lang, "{millis} ms", "{millis} 毫秒"),
        1..10 => {
            let tenths = millis % 1000 / 100;
            say!(lang, "{seconds}.{tenths} s", "{seconds}.{tenths} 秒")
        }
        10..60 => say!(lang, "{seconds} s", "{seconds} 秒"),
        60..3600 => {
            let (minutes, seconds) = (seconds / 60, seconds % 60);
            say!(lang, "{minutes} min {seconds} s", "{minutes} 分 {seconds} 秒")
        }
        _ => {
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            say!(lang, "{hours} h {minutes} min", "{hours} 小时 {minutes} 分")
        }
    }
}

pub(super) const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use unicode_width::UnicodeWidthStr;

    #[rstest]
    #[case(Duration::from_micros(412), "0.4 ms")]
    #[case(Duration::from_millis(12), "12 ms")]
    #[case(Duration::from_millis(2500), "2.5 s")]
    #[case(Duration::from_secs(25), "25 s")]
    #[case(Duration::from_secs(185), "3 min 5 s")]
    #[case(Duration::from_secs(7380), "2 h 3 min")]
    fn a_time_is_said_as_exactly_as_it_matters(#[case] time: Duration, #[case] says: &str) {
        assert_eq!(duration(Lang::En, time), says);
    }

    #[rstest]
    fn a_mask_key_with_its_label_is_as_wide_as_is_said(#[values(Lang::En, Lang::Zh)] lang: Lang) {
        assert_eq!(mask(lang).width() + " a4c422cd".len(), MASK_COLUMNS);
        assert!(no_mask(lang).width() <= MASK_COLUMNS);
    }
}
