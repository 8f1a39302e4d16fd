//! Help of `decode`.

use super::Lang;

/// What the command does, in one line.
pub fn about(lang: Lang) -> &'static str {
    lang.pick(
        "Dissect frames: paste bytes in any notation, see every bit explained",
        "剖析帧: 粘贴任何写法的字节, 逐位解释",
    )
}

/// The name of a view.
pub fn view_name(lang: Lang) -> &'static str {
    lang.pick("VIEW", "视图")
}

/// Help of `--format`.
pub fn format_help(lang: Lang) -> &'static str {
    lang.pick("How to show the frames", "显示方式")
}

/// Help of `--quiet`.
pub fn quiet_help(lang: Lang) -> &'static str {
    lang.pick(
        "Only the messages, one a line; binary as hex",
        "只输出消息, 每行一条; 二进制用十六进制",
    )
}

/// Help of `--frame`.
pub fn frame_help(lang: Lang) -> &'static str {
    lang.pick("Only frame N, counted from 1", "只看第 N 帧, 从 1 数起")
}

/// Help of `--all-bytes`.
pub fn all_bytes_help(lang: Lang) -> &'static str {
    lang.pick("Show what is otherwise elided", "显示全部字节, 不省略")
}

/// Help of `--fields`.
pub fn fields_help(lang: Lang) -> &'static str {
    lang.pick(
        "With --format json: every field with its bits",
        "配合 --format json: 列出每个字段的位",
    )
}

/// Help of `--from`.
pub fn from_help(lang: Lang) -> &'static str {
    lang.pick(
        "Who sent the bytes; without it, inferred from the MASK bit",
        "字节由谁发送; 不写则由 MASK 位推断",
    )
}

/// Help of `--max-frame`.
pub fn max_frame_help(lang: Lang) -> &'static str {
    lang.pick("The longest payload of a frame that is read", "单帧载荷的上限")
}

/// Help of `--max-message`.
pub fn max_message_help(lang: Lang) -> &'static str {
    lang.pick("How many bytes of a message are kept", "单条消息保留的字节上限")
}
