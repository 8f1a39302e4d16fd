//! A sentence for each happening that is neither a frame nor a head.

use std::io::ErrorKind;

use super::super::{Lang, say};
use super::{duration, plural};
use crate::finding::{Fault, Origin};
use crate::journal::{End, HowEnded, Limit, Trouble, Visitor};
use crate::prose::finding::close_code_name;
use crate::prose::handshake::escaped;
use crate::prose::serve::bad_name;
use crate::terms::Role;

/// The word for a connection that began; at most ten columns.
pub const fn open(lang: Lang) -> &'static str {
    lang.pick("open", "连接")
}

/// The word for one that ended; at most four columns, as the next ones.
pub const fn end_word(lang: Lang) -> &'static str {
    lang.pick("end", "结束")
}

/// The word for a visitor.
pub const fn visitor_word(lang: Lang, visitor: &Visitor<'_>) -> &'static str {
    match visitor {
        Visitor::Page { .. } => lang.pick("page", "网页"),
        Visitor::NoService { .. } => "404",
        Visitor::Tls => "TLS",
        Visitor::NotHttp(_) => lang.pick("odd", "异常"),
        Visitor::Silent => lang.pick("mute", "无声"),
    }
}

/// The word for a trouble.
pub const fn trouble_word(lang: Lang, trouble: &Trouble<'_>) -> &'static str {
    match trouble {
        Trouble::Limit(_) => "S04",
        _ => lang.pick("note", "注意"),
    }
}

/// Somebody who opens no WebSocket connection.
pub fn visitor(lang: Lang, visitor: &Visitor<'_>) -> String {
    match *visitor {
        Visitor::Page { path, status } => {
            let path = shown(path);
            match status {
                404 => say!(
                    lang,
                    "{path}: 404, nothing is at this path. There are / and /echo, /ws, /ws/NICK, \
                     and the pages /, /group_p, /one_p",
                    "{path}：404，没有这个路径。可用的有 /、/echo、/ws、/ws/昵称，以及网页 /、\
                     /group_p, /one_p"
                ),
                _ => say!(
                    lang,
                    "a browser asked for {path}: {status}",
                    "浏览器请求 {path}：{status}"
                ),
            }
        }
        Visitor::NoService { path } => {
            let path = shown(path);
            say!(
                lang,
                "a WebSocket client asked for {path}: 404, there is no WebSocket. / and /echo \
                 echo, /ws is the group chat, /ws/NICK one to one",
                "WebSocket 客户端请求 {path}：404，这里没有 WebSocket。/ 和 /echo 是回显，\
                 /ws 是群聊，/ws/昵称 是单聊"
            )
        }
        Visitor::Tls => lang
            .pick(
                "somebody tried wss:// or https://. This server speaks without TLS: use ws:// and \
                 http://, and open the page itself with http:// or as a file",
                "有人尝试 wss:// 或 https://. 本服务端不使用 TLS：请用 ws:// 和 http://，\
                 网页本身也要用 http:// 或本地文件打开",
            )
            .to_owned(),
        Visitor::NotHttp(bytes) => {
            let first = bytes.get(..FIRST).unwrap_or(bytes);
            let hex = first.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(" ");
            let dotted = |byte: &u8| match byte {
                b' '..=b'~' => char::from(*byte),
                _ => '.',
            };
            let text: String = first.iter().map(dotted).collect();
            say!(
                lang,
                "not an HTTP request: begins with {hex} \"{text}\". A client begins with GET, and \
                 sends frames only after the response 101",
                "不是 HTTP 请求：开头是 {hex} \"{text}\"。客户端要先发 GET 请求，收到 101 之后才能发帧"
            )
        }
        Visitor::Silent => lang
            .pick(
                "connected and sent nothing: a port scan, or a browser's spare connection",
                "连上后什么也没发：端口扫描，或浏览器的预备连接",
            )
            .to_owned(),
    }
}

/// Bytes that are shown of what is no HTTP.
const FIRST: usize = 12;
/// Characters that are shown of a name or a path.
const NAME: usize = 80;

/// What went otherwise than somebody wished.
pub fn trouble(lang: Lang, trouble: &Trouble<'_>) -> String {
    match *trouble {
        Trouble::Absent { to } => {
            let to = shown(to);
            say!(
                lang,
                "\"{to}\" is not here: the sender was told so, the message went to nobody",
                "\"{to}\" 不在线：已告知发送者，消息没有发给任何人"
            )
        }
        Trouble::BadJson => lang
            .pick(
                "no one-to-one message: it must be a JSON object, such as \
                 {\"to_user\": \"bob\", \"msg\": \"hi\"}; the sender was told so",
                "不是单聊消息：应为 JSON 对象，如 {\"to_user\": \"bob\", \"msg\": \"hi\"}；\
                 已告知发送者",
            )
            .to_owned(),
        Trouble::NotText => lang
            .pick(
                "a one-to-one message must be text (opcode 1), not binary; the sender was told so",
                "单聊消息必须是文本（操作码 1），不能是二进制；已告知发送者",
            )
            .to_owned(),
        Trouble::TooLong { bytes, most } => say!(
            lang,
            "a one-to-one message of {bytes} bytes was not delivered: the limit is {most} bytes; \
             the sender was told so",
            "单聊消息有 {bytes} 字节，超过上限 {most} 字节，没有送达；已告知发送者"
        ),
        Trouble::Repeated { field } => say!(
            lang,
            "a one-to-one message with {field} twice was not delivered: one reader takes the first, \
             another the last; the sender was told so",
            "单聊消息中 {field} 出现两次，没有送达：不同的程序会取不同的一个；已告知发送者"
        ),
        Trouble::NameTaken { name } => {
            let name = shown(name);
            say!(
                lang,
                "the name \"{name}\" is taken: somebody else is connected under it",
                "名字 \"{name}\" 已被占用：另一个连接正在使用"
            )
        }
        Trouble::BadName { name, why } => {
            let (name, why) = (shown(name), bad_name(lang, why));
            say!(
                lang,
                "the name \"{name}\" was refused: {why}; the client was told so",
                "名字 \"{name}\" 被拒绝：{why}；已告知客户端"
            )
        }
        Trouble::SlowReader { waiting_bytes } => say!(
            lang,
            "reads too slowly: {waiting_bytes} bytes wait for it. It is dropped, so that the \
             others need not wait",
            "读得太慢：积压了 {waiting_bytes} 字节。已断开，以免其他人等待"
        ),
        Trouble::PayloadCut { frame, bytes } => say!(
            lang,
            "{bytes} bytes of the payload of frame {frame} are not shown (--log-payload)",
            "第 {frame} 帧的载荷有 {bytes} 字节未显示（--log-payload）"
        ),
        Trouble::HandshakeTimeout => lang
            .pick(
                "the request did not come in time: is the blank line at its end (\\r\\n\\r\\n) \
                 there?",
                "请求没有按时到达：末尾的空行 (\\r\\n\\r\\n) 发了吗？",
            )
            .to_owned(),
        Trouble::Idle(time) => {
            let time = duration(lang, time);
            say!(lang, "idle for {time}", "已空闲 {time}")
        }
        Trouble::NotRecorded(why) => {
            let why = match why {
                ErrorKind::StorageFull => lang.pick("the disk is full", "磁盘已满").to_owned(),
                ErrorKind::BrokenPipe => {
                    lang.pick("nothing reads it any more", "已没有人读取").to_owned()
                }
                _ => why.to_string(),
            };
            say!(
                lang,
                "the recording cannot be written and goes no further: {why}",
                "录制文件无法写入，录制到此为止：{why}"
            )
        }
        Trouble::Limit(Limit::Connections(limit)) => say!(
            lang,
            "{limit} connections are open, the most that are allowed: the newcomer got 503",
            "已有 {limit} 个连接，达到上限：新连接收到 503"
        ),
        Trouble::Limit(Limit::OpenFiles) => lang
            .pick(
                "no file descriptors are left: new connections wait until another one closes",
                "系统的文件描述符已用完：新连接要等有人离开",
            )
            .to_owned(),
        Trouble::Limit(Limit::Memory(bytes)) => {
            let mebibytes = bytes >> 20;
            say!(
                lang,
                "unfinished messages and unsent responses take more than {mebibytes} MiB: this \
                 connection holds most of it and was dropped",
                "未完成的消息和未发出的应答已超过 {mebibytes} MiB：此连接占得最多，已断开"
            )
        }
    }
}

/// How to have more room.
pub fn limit_fix(lang: Lang, limit: &Limit) -> String {
    match limit {
        Limit::Connections(limit) => {
            let more = limit.saturating_mul(2);
            say!(lang, "--max-connections {more}", "--max-connections {more}")
        }
        Limit::OpenFiles => lang
            .pick(
                "before the next start, in the same shell: ulimit -n 20000",
                "下次启动前，在同一个 shell 中执行：ulimit -n 20000",
            )
            .to_owned(),
        Limit::Memory(_) => lang
            .pick(
                "a smaller --max-message lets more clients send at once",
                "减小 --max-message 可让更多客户端同时发送",
            )
            .to_owned(),
    }
}

/// How to serve a page of another origin, where that can be.
pub const fn origin_fix(lang: Lang, fault: Origin) -> Option<&'static str> {
    match fault {
        Origin::NotAllowed => Some(lang.pick(
            "if the page is yours: --origin and its address, as http://localhost:8000",
            "如果网页是你自己的：用 --origin 加上它的地址，如 http://localhost:8000",
        )),
        Origin::Null => Some(lang.pick(
            "for a local file: serve it (python3 -m http.server) and open it from \
             http://localhost:8000, or --origin null, which lets in every page",
            "本地文件请用 python3 -m http.server 提供，再从 http://localhost:8000 打开；\
             也可以用 --origin null，但这会放行任何网页",
        )),
        Origin::Missing | Origin::NoOrigin | Origin::UnknownHost => None,
    }
}

/// How a connection ended, and what there was.
pub fn end(lang: Lang, end: &End) -> String {
    let (how, lasted) = (how(lang, &end.how), duration(lang, end.lasted));
    if let HowEnded::Refused { because, .. } = &end.how {
        let (code, title) = (because.rule().code(), refusal(lang, because));
        return say!(lang, "{how}, {lasted}: {code}, {title}", "{how}，{lasted}：{code}，{title}");
    }
    if end.how == HowEnded::Visited {
        return say!(lang, "{how}, {lasted}", "{how}，{lasted}");
    }
    let End { frames_in, frames_out, errors, .. } = *end;
    let (i, o, e) = (plural(frames_in), plural(frames_out), plural(errors));
    say!(
        lang,
        "{how}, {lasted}: {frames_in} frame{i} in, {frames_out} frame{o} out, {errors} error{e}",
        "{how}，{lasted}：收到 {frames_in} 帧，发出 {frames_out} 帧，{errors} 个错误"
    )
}

fn how(lang: Lang, how: &HowEnded) -> String {
    match how {
        HowEnded::Closed { by, code } => {
            let by = match by {
                Role::Client => lang.pick("by the client", "客户端先发"),
                Role::Server => lang.pick("by the server", "服务端先发"),
            };
            match code {
                Some(code) => {
                    let name = close_code_name(lang, code.0);
                    say!(lang, "clean close {by} ({code} {name})", "正常关闭，{by} ({code} {name})")
                }
                None => say!(lang, "clean close {by} (no code)", "正常关闭，{by}（没有关闭码）"),
            }
        }
        HowEnded::Failed { code, because } => {
            let (name, rule) = (close_code_name(lang, code.0), because.entry());
            let (rule_code, rule) = (rule.code, rule.name);
            say!(
                lang,
                "failed by the server with {code} {name} because of {rule_code} ({rule})",
                "服务端因违规断开，关闭码 {code} {name}，原因 {rule_code} ({rule})"
            )
        }
        HowEnded::Refused { status, .. } => {
            say!(lang, "refused with {status}", "已拒绝，状态码 {status}")
        }
        HowEnded::Lost { reset: true } => {
            lang.pick("reset by TCP, without a close frame", "被 TCP 重置，没有关闭帧").to_owned()
        }
        HowEnded::Lost { reset: false } => lang
            .pick("TCP ended without a close frame (1006)", "TCP 断开，没有关闭帧 (1006)")
            .to_owned(),
        HowEnded::Dropped => lang.pick("dropped by the server", "被服务端断开").to_owned(),
        HowEnded::Visited => lang.pick("no WebSocket connection", "不是 WebSocket 连接").to_owned(),
    }
}

/// What was wrong with a request that was refused.
fn refusal(lang: Lang, because: &Fault) -> String {
    match because {
        Fault::Origin(Origin::NotAllowed) => {
            lang.pick("a page of another origin asked", "请求来自其他来源的网页").to_owned()
        }
        Fault::Origin(Origin::Null) => lang
            .pick(
                "a page with the origin null asked: a local file, or a frame on any page",
                "请求来自来源为 null 的网页：本地文件，或任意网页中的框架",
            )
            .to_owned(),
        _ => because.title(lang),
    }
}

/// How many lines are not in the log.
pub fn not_shown(lang: Lang, lines: u64) -> String {
    let s = plural(lines);
    say!(
        lang,
        "{lines} line{s} not shown: the terminal stood still (a selection holds it)",
        "有 {lines} 行未显示：终端停住了（选中文本会让它停住）"
    )
}

/// A name or a path from outside, escaped and not too long.
fn shown(text: &str) -> String {
    let mut start: String = text.chars().take(NAME).collect();
    if start.len() < text.len() {
        start.push_str("...");
    }
    escaped(&start)
}
