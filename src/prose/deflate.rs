//! permessage-deflate (RFC 7692): how a payload is compressed.

use super::{Lang, say};
use crate::message::Trial;

/// The label of the compressed bytes.
pub fn compressed_label(lang: Lang) -> &'static str {
    lang.pick("packed", "压缩")
}

/// The label of the four bytes.
pub fn appended_label(lang: Lang) -> &'static str {
    lang.pick("append", "补上")
}

/// The label of the inflated bytes.
pub fn inflated_label(lang: Lang) -> &'static str {
    lang.pick("plain", "解压后")
}

/// The label of the ratio.
pub fn ratio_label(lang: Lang) -> &'static str {
    lang.pick("ratio", "压缩率")
}

/// On whose word the payload was inflated.
pub fn trial(lang: Lang, trial: Trial) -> &'static str {
    match trial {
        Trial::Agreed => lang.pick(
            "RSV1 = 1: the message is compressed, as the handshake agreed (RFC 7692 6)",
            "RSV1 = 1：消息经过压缩，握手已协商 (RFC 7692 6)",
        ),
        Trial::Worked => lang.pick(
            "RSV1 = 1 and no handshake here: inflated on trial, and it worked (RFC 7692 6)",
            "RSV1 = 1 但没有握手：试着解压，成功了 (RFC 7692 6)",
        ),
        Trial::Failed => lang.pick(
            "RSV1 = 1 and no handshake here: tried to inflate, but this is not DEFLATE data",
            "RSV1 = 1 但没有握手：试着解压，但这不是 DEFLATE 数据",
        ),
    }
}

/// Why four bytes are appended to the last fragment.
pub fn why_appended(lang: Lang) -> &'static str {
    lang.pick(
        "the end of an empty block: every sender drops it, every reader adds it (RFC 7692 7.2.2)",
        "这是空块的结尾：发送方都去掉它，接收方都补上它 (RFC 7692 7.2.2)",
    )
}

/// Why they are dropped.
pub fn why_dropped(lang: Lang) -> &'static str {
    lang.pick(
        "the end of the empty block that a flush makes: the reader adds it (RFC 7692 7.2.1)",
        "这是刷新产生的空块的结尾：接收方会补上 (RFC 7692 7.2.1)",
    )
}

/// That the message goes on, so that nothing is appended yet.
pub fn goes_on(lang: Lang) -> &'static str {
    lang.pick(
        "nothing yet: only after the last fragment of the message",
        "暂不补：只在消息的最后一个分片之后补",
    )
}

/// What is done with the end of the compressed bytes.
pub fn drop_tail(lang: Lang) -> String {
    let why = why_dropped(lang);
    say!(lang, "| 00 00 ff ff dropped: {why}", "| 去掉 00 00 ff ff：{why}")
}

/// That the window holds an earlier message.
pub fn after(lang: Lang, before: &str) -> String {
    say!(lang, "with the window of the message before: {before}", "沿用上一条消息的窗口：{before}")
}

/// The ratio as a sentence.
pub fn plain_ratio(lang: Lang, compressed: u64, inflated: u64) -> String {
    let ratio = ratio(lang, compressed, inflated);
    say!(lang, "The message is compressed: {ratio}.", "消息经过压缩：{ratio}。")
}

/// Bytes before and after, and what part of the one the other is.
pub fn ratio(lang: Lang, compressed: u64, inflated: u64) -> String {
    let Some(tenths) = (u128::from(compressed) * 1000).checked_div(u128::from(inflated)) else {
        return say!(
            lang,
            "{compressed} bytes for an empty message",
            "空消息用了 {compressed} 字节"
        );
    };
    let (whole, tenth) = (tenths / 10, tenths % 10);
    say!(
        lang,
        "{inflated} bytes in {compressed}: {whole}.{tenth} %",
        "{inflated} 字节压缩成 {compressed} 字节：{whole}.{tenth} %"
    )
}

/// That nothing could be inflated.
pub fn nothing_inflated(lang: Lang) -> &'static str {
    lang.pick("(nothing)", "（没有）")
}
