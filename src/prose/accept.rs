//! The way from the key to the accept value, in words, and what can be wrong with either.

use super::{Lang, say};
use crate::finding::NotBase64;
use crate::handshake::key::Wrapping;

/// The labels at the left: key, join, SHA-1, base64, response.
pub const fn labels(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["1 KEY", "2 JOIN", "3 SHA-1", "4 BASE64", "RESPONSE"],
        ["1 Key 值", "2 拼接", "3 SHA-1", "4 BASE64", "应答"],
    )
}

/// The label of the last line.
pub const fn result_label(lang: Lang) -> &'static str {
    lang.pick("RESULT", "结论")
}

/// How many characters the key has.
pub fn key_characters(lang: Lang, characters: usize, base64: bool) -> String {
    let (kind_en, kind_zh) = if base64 { ("base64 ", " base64 ") } else { ("", "") };
    let s = plural(characters);
    say!(lang, "{characters} {kind_en}character{s}", "{characters} 个{kind_zh}字符")
}

/// What stands behind the bytes of the key.
pub fn key_bytes(lang: Lang, bytes: usize) -> String {
    let s = plural(bytes);
    match bytes {
        16 => say!(lang, "= 16 bytes, good", "= 16 字节，正确"),
        _ => say!(lang, "= {bytes} byte{s}, not 16", "= {bytes} 字节，应为 16"),
    }
}

/// Instead of the bytes of a key that encodes none.
pub const fn no_key_bytes(lang: Lang) -> &'static str {
    lang.pick("(not the base64 of 16 bytes: see H07)", "（不是 16 字节的 base64：见 H07）")
}

/// That the bytes of the key are not used.
pub const fn only_a_check(lang: Lang) -> &'static str {
    lang.pick(
        "(only a check: the key is NOT decoded in the next step)",
        "（只是检查；下一步不要先做 base64 解码）",
    )
}

/// Step 2.
pub const fn join(lang: Lang) -> &'static str {
    lang.pick("the key as text, then the fixed GUID", "Key 值原文 + 固定 GUID（常称 magic string）")
}

/// Step 3.
pub fn digest(lang: Lang, joined: &str) -> String {
    let (characters, bytes) = (joined.chars().count(), joined.len());
    if characters == bytes {
        return say!(
            lang,
            "digest of those {characters} characters: 20 bytes",
            "对这 {characters} 个字符求摘要，得 20 字节"
        );
    }
    say!(
        lang,
        "digest of those {bytes} bytes of UTF-8: 20 bytes",
        "对这 {bytes} 个 UTF-8 字节求摘要，得 20 字节"
    )
}

/// What of the digest goes on.
pub const fn raw_bytes_go_on(lang: Lang) -> &'static str {
    lang.pick(
        "(the raw 20 bytes go on, not this hex text)",
        "（往下传的是 20 个原始字节，不是这串十六进制文本）",
    )
}

/// Step 4.
pub const fn base64(lang: Lang) -> &'static str {
    lang.pick("encodes those 20 bytes as 28 characters", "对这 20 字节编码，得 28 个字符")
}

/// How the response is written on the wire.
pub const fn line_ends(lang: Lang) -> &'static str {
    lang.pick(
        "(each line ends with CR LF, an empty line ends the response)",
        "（每行以 CR LF 结尾，最后还有一个空行）",
    )
}

/// What was taken off around a pasted key or value.
pub fn taken_off(lang: Lang, wrappings: &[Wrapping]) -> String {
    let names: Vec<&str> =
        wrappings.iter().map(|wrapping| wrapping_name(lang, *wrapping)).collect();
    let names = names.join(lang.pick(", ", ", "));
    say!(lang, "ignored around the value: {names}", "忽略了值前后的内容：{names}")
}

const fn wrapping_name(lang: Lang, wrapping: Wrapping) -> &'static str {
    match wrapping {
        Wrapping::ByteOrderMark => lang.pick("a byte order mark", "字节序标记 (BOM)"),
        Wrapping::LineEnd => lang.pick("the line end", "行尾换行"),
        Wrapping::Spaces => lang.pick("spaces", "空格"),
        Wrapping::Quotes(_) => lang.pick("quotes", "引号"),
        Wrapping::FieldName => lang.pick("the header's name", "字段名"),
    }
}

/// That `\n` in the expected value was read as a line end.
pub const fn escape_read(lang: Lang) -> &'static str {
    lang.pick("the \\n at its end was read as a line end", "末尾的 \\n 按换行符读取")
}

/// What stands beside the carets of H07.
pub fn bad_key_label(lang: Lang, characters: usize, decoded: Result<usize, NotBase64>) -> String {
    let s = plural(characters);
    match decoded {
        Ok(bytes) | Err(NotBase64::Padding { bytes }) => say!(
            lang,
            "{characters} character{s} = {bytes} bytes",
            "{characters} 个字符{s} = {bytes} 字节",
            s = lang.pick(s, "")
        ),
        Err(NotBase64::LeftOver { characters: n }) => {
            let groups = n / 4;
            let g = plural(groups);
            say!(
                lang,
                "{n} characters: {groups} group{g} of 4, and 1 left over",
                "{n} 个字符：每组 4 个，共 {groups} 组，还多 1 个"
            )
        }
        Err(NotBase64::Character { at, .. } | NotBase64::SpareBits { at, .. }) => {
            let place = at + 1;
            say!(lang, "character {place}", "第 {place} 个字符")
        }
    }
}

/// What probably happened to a bad key, where that is known.
pub fn bad_key_help(
    lang: Lang,
    decoded: Result<usize, NotBase64>,
    meant: Option<char>,
) -> Option<&'static str> {
    Some(match decoded {
        Ok(0) => lang.pick(
            "take the value of Sec-WebSocket-Key from the request",
            "请从请求里复制 Sec-WebSocket-Key 的值",
        ),
        Ok(1..16) | Err(NotBase64::LeftOver { .. }) => lang.pick(
            "it should end in == ; was the end lost when copying?",
            "它应以 == 结尾；是不是复制时漏掉了末尾？",
        ),
        Ok(20) => lang.pick(
            "20 bytes is the size of an accept value: is this the response, not the key?",
            "20 字节是 accept 值的长度：这是应答里的值，而不是 Key 值吧？",
        ),
        Ok(_) => return None,
        Err(NotBase64::Padding { .. }) => {
            lang.pick("a key of 16 bytes ends in ==", "16 字节的 Key 值以 == 结尾")
        }
        Err(NotBase64::Character { found: '-' | '_', .. }) => lang.pick(
            "- and _ are base64url; a key has + and / there",
            "- 和 _ 属于 base64url；Key 值里应是 + 和 /",
        ),
        Err(NotBase64::Character { .. }) if meant.is_some() => lang.pick(
            "copied from a web page or typed with a Chinese input method?",
            "是从网页复制的，还是用中文输入法输入的？",
        ),
        Err(NotBase64::Character { .. }) => lang.pick(
            "base64 is A-Z a-z 0-9 + / and = at the end",
            "base64 只有 A-Z a-z 0-9 + / 以及末尾的 =",
        ),
        Err(NotBase64::SpareBits { .. }) => lang.pick(
            "only A, Q, g or w can precede ==; was the character mistyped?",
            "== 前面只能是 A, Q, g 或 w；是不是抄错了一个字符？",
        ),
    })
}

/// The title of H11.
pub const fn wrong_value(lang: Lang) -> &'static str {
    lang.pick("this is not the accept value of this key", "这不是该 Key 值对应的 accept 值")
}

/// The names of the two values that are compared: the right one, the one that was given.
pub const fn compared(lang: Lang) -> [&'static str; 2] {
    lang.pick(["right", "given"], ["正确", "给出"])
}

/// What stands beside the caret of H11; `place` counts from 1.
pub fn first_difference(lang: Lang, place: usize, ends: bool) -> String {
    if ends {
        return say!(lang, "ends here", "到此结束");
    }
    say!(lang, "first difference: character {place}", "第一处不同：第 {place} 个字符")
}

/// The names of the lines below a finding.
#[derive(Clone, Copy, Debug)]
pub enum Footer {
    /// What probably happened.
    Help,
    /// The corrected text.
    Fix,
    /// The mistake in the sender's code.
    Slip,
    /// What to change there.
    Cure,
    /// The rule that is broken.
    Rule,
    /// What a peer does.
    Peer,
    /// What was read otherwise than it was written.
    Note,
}

/// The name of a line below a finding.
pub const fn footer(lang: Lang, footer: Footer) -> &'static str {
    match footer {
        Footer::Help => lang.pick("help", "提示"),
        Footer::Fix => lang.pick("fix", "改正"),
        Footer::Slip => lang.pick("slip", "代码错误"),
        Footer::Cure => lang.pick("cure", "改法"),
        Footer::Rule => lang.pick("rule", "规则"),
        Footer::Peer => lang.pick("peer", "对端"),
        Footer::Note => lang.pick("note", "说明"),
    }
}

/// What a server does with a key that breaks H07.
pub const fn peer_of_bad_key(lang: Lang) -> &'static str {
    lang.pick(
        "need not check it; a strict server answers 400 Bad Request",
        "服务端不一定检查；严格的服务端返回 400 Bad Request",
    )
}

/// What a client does with a value that breaks H11.
pub const fn peer_of_wrong_value(lang: Lang) -> &'static str {
    lang.pick(
        "the client fails the connection; no frame is ever sent",
        "客户端判定连接失败，不会发送任何帧",
    )
}

/// The last line, where a value was compared and is right.
pub const fn same(lang: Lang) -> &'static str {
    lang.pick("the given value is the right one", "给出的值正确")
}

/// The words `OK` and `BROKEN` of the last line.
pub const fn verdict(lang: Lang, good: bool) -> &'static str {
    if good { lang.pick("OK", "正确") } else { lang.pick("BROKEN", "有错误") }
}

/// How many rules are broken, with their codes.
pub fn broken(lang: Lang, codes: &[&str]) -> String {
    let (count, listed) = (codes.len(), codes.join(", "));
    let s = plural(count);
    say!(lang, "{count} error{s} ({listed})", "{count} 个错误 ({listed})")
}

/// One sentence a fact, for screen readers.
pub mod plain {
    use super::{Lang, say};
    use crate::prose::plural;

    /// The key.
    pub fn key(lang: Lang, key: &str, characters: usize) -> String {
        let s = plural(characters as u64);
        say!(lang, "Key, {characters} character{s}: {key}", "Key 值，{characters} 个字符：{key}")
    }

    /// The bytes of the key.
    pub fn nonce(lang: Lang, bytes: usize, hex: &str) -> String {
        let s = plural(bytes as u64);
        say!(lang, "The key encodes {bytes} byte{s}: {hex}", "Key 值解码得 {bytes} 字节：{hex}")
    }

    /// The joined text.
    pub fn joined(lang: Lang, joined: &str) -> String {
        say!(lang, "Key and GUID joined: {joined}", "Key 值与 GUID 拼接：{joined}")
    }

    /// The digest.
    pub fn digest(lang: Lang, hex: &str) -> String {
        say!(lang, "SHA-1 digest, 20 bytes: {hex}", "SHA-1 摘要，20 字节：{hex}")
    }

    /// The value.
    pub fn value(lang: Lang, value: &str) -> String {
        say!(lang, "Sec-WebSocket-Accept: {value}", "Sec-WebSocket-Accept: {value}")
    }

    /// A finding, with its code and title.
    pub fn finding(lang: Lang, code: &str, title: &str, label: &str) -> String {
        say!(lang, "Error {code}: {title}. {label}.", "错误 {code}：{title}。{label}。")
    }

    /// The value with which it was compared.
    pub fn given(lang: Lang, value: &str) -> String {
        say!(lang, "Given value: {value}", "给出的值：{value}")
    }

    /// What was read otherwise than it was written.
    pub fn note(lang: Lang, says: &str) -> String {
        say!(lang, "Note: {says}.", "说明：{says}。")
    }

    /// A named line below a finding.
    pub fn footer(name: &str, says: &str) -> String {
        let stop = if says.ends_with(['.', '"', '?']) { "" } else { "." };
        format!("{name}: {says}{stop}")
    }

    /// The last sentence.
    pub fn result(lang: Lang, says: &str) -> String {
        say!(lang, "Result: {says}.", "结论：{says}。")
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}
