//! Faults of a handshake: what is wrong, and what its place shows.

use super::{Lang, say};
use crate::finding::{
    BadDeflate, BadExtension, ExtensionFault, HandshakeFault as H, HeaderFault, HttpVersion,
    Malformed, OriginFault, StatusFault, SubprotocolFault, UnfinishedHead,
};

/// What is wrong, in one line.
pub fn title(lang: Lang, fault: H) -> String {
    let fixed = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
    match fault {
        H::Method => fixed("the method is not GET", "请求方法不是 GET"),
        H::HttpVersion(HttpVersion::Old) => fixed(
            "the HTTP version is older than 1.1: it knows no Upgrade",
            "HTTP 版本低于 1.1: 它没有 Upgrade 机制",
        ),
        H::HttpVersion(HttpVersion::Unreadable) => {
            fixed("the first line names no HTTP version", "首行没有可识别的 HTTP 版本")
        }
        H::HttpVersion(HttpVersion::Two) => fixed(
            "this is HTTP/2: its WebSocket handshake (RFC 8441) is not supported here",
            "这是 HTTP/2: 本工具不支持它的 WebSocket 握手 (RFC 8441)",
        ),
        H::Host(HeaderFault::Missing) => fixed("there is no Host header", "缺少 Host 头部"),
        H::Host(HeaderFault::Other) => {
            fixed("the Host header names no host", "Host 头部没有给出主机")
        }
        H::Upgrade(HeaderFault::Missing) => {
            fixed("there is no Upgrade header", "缺少 Upgrade 头部")
        }
        H::Upgrade(HeaderFault::Other) => {
            fixed("the Upgrade header does not say websocket", "Upgrade 头部的值不是 websocket")
        }
        H::Connection(HeaderFault::Missing) => {
            fixed("there is no Connection header", "缺少 Connection 头部")
        }
        H::Connection(HeaderFault::Other) => fixed(
            "the Connection header does not list Upgrade",
            "Connection 头部的列表里没有 Upgrade",
        ),
        H::NoKey => fixed("there is no Sec-WebSocket-Key", "缺少 Sec-WebSocket-Key"),
        H::Duplicate(name) => {
            let name = name.spelling();
            say!(lang, "{name} stands here a second time", "{name} 重复出现")
        }
        H::ProtocolVersion(HeaderFault::Missing) => {
            fixed("there is no Sec-WebSocket-Version", "缺少 Sec-WebSocket-Version")
        }
        H::ProtocolVersion(HeaderFault::Other) => fixed(
            "the WebSocket version is not 13, the only one that is in use",
            "WebSocket 版本不是 13, 而 13 是唯一在用的版本",
        ),
        H::Status(StatusFault::Refused(code)) => say!(
            lang,
            "status {code}, not 101: the connection stays HTTP, no frames follow",
            "状态码是 {code} 而不是 101: 连接仍是 HTTP, 后面没有帧"
        ),
        H::Status(StatusFault::MeantToAgree(code)) => say!(
            lang,
            "status {code} on a response that agrees: only 101 opens the connection",
            "应答表示同意, 状态码却是 {code}: 只有 101 才会建立连接"
        ),
        H::Status(StatusFault::Unreadable) => {
            fixed("the first line has no status code", "首行没有状态码")
        }
        H::NoAccept => fixed("there is no Sec-WebSocket-Accept", "缺少 Sec-WebSocket-Accept"),
        H::AcceptUnchecked => fixed(
            "the accept value is not checked: the request with its key is not here",
            "无法核对 accept 值: 输入里没有带密钥的请求",
        ),
        H::Extension(fault) => extension(lang, fault),
        H::Subprotocol(fault) => subprotocol(lang, fault).to_owned(),
        H::Unfinished(UnfinishedHead::BlankLine) => fixed(
            "the head is not finished: the blank line is missing",
            "头部没有结束: 缺少末尾的空行",
        ),
        H::Unfinished(UnfinishedHead::InLine) => {
            fixed("the head is cut in the middle of a line", "头部在一行中间被截断")
        }
        H::Unfinished(UnfinishedHead::FramesFollow) => fixed(
            "bytes that are no header line stand where the blank line should be",
            "本应是空行的地方出现了不属于头部的字节",
        ),
        H::Unfinished(UnfinishedHead::TooLong) => fixed(
            "the head is longer than 64 KiB or has more than 256 fields",
            "头部超过 64 KiB, 或超过 256 个字段",
        ),
        H::Tls => fixed(
            "this is TLS, not HTTP: the other end speaks wss (or https)",
            "这是 TLS, 不是 HTTP: 对方用的是 wss (或 https)",
        ),
        H::Obsolete(name) => {
            let name = name.spelling();
            say!(
                lang,
                "{name} belongs to a draft of 2010: RFC 6455 has no such header",
                "{name} 属于 2010 年的草案: RFC 6455 没有这个头部"
            )
        }
        H::LineEnds { bare, lines } => say!(
            lang,
            "{bare} of {lines} lines end with LF alone, without CR",
            "{lines} 行里有 {bare} 行只以 LF 结尾, 缺少 CR"
        ),
        H::Malformed(fault) => malformed(lang, fault).to_owned(),
        H::Origin(OriginFault::Missing) => {
            fixed("a browser's request without an Origin header", "浏览器的请求却没有 Origin 头部")
        }
        H::Origin(OriginFault::NoOrigin) => fixed(
            "this is no origin: scheme://host, with a port where it is not the usual one",
            "这不是合法的 origin: 应为 scheme://主机[:端口], 不带路径",
        ),
        H::Origin(OriginFault::NotAllowed) => {
            fixed("the server does not serve this origin", "服务端不接受这个 origin")
        }
        H::Origin(OriginFault::Null) => fixed(
            "the origin null can be a local file, and a sandboxed frame on any page: the server does \
             not serve it",
            "来源为 null，可能是本地文件，也可能是任意网页中的沙箱框架，服务端不接受",
        ),
        H::Origin(OriginFault::UnknownHost) => fixed(
            "the server does not go by this name: its address or localhost is needed",
            "服务端不认识这个主机名: 请用它的 IP 地址或 localhost",
        ),
        H::Body => {
            fixed("a body is announced: a handshake has none", "声明了消息体: 握手不带消息体")
        }
    }
}

fn extension(lang: Lang, fault: ExtensionFault) -> String {
    let fixed = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
    match fault {
        ExtensionFault::Grammar(BadExtension::Empty) => fixed(
            "Sec-WebSocket-Extensions is there and names no extension",
            "Sec-WebSocket-Extensions 里没有任何扩展",
        ),
        ExtensionFault::Grammar(BadExtension::NoToken) => fixed(
            "this does not fit the list of extensions: a name is expected here",
            "不符合扩展列表的语法: 这里应是一个名称",
        ),
        ExtensionFault::Grammar(BadExtension::BadValue) => fixed(
            "this does not fit the list of extensions: the value is no token",
            "不符合扩展列表的语法: 这个值不是 token",
        ),
        ExtensionFault::Deflate(bad) => deflate(lang, bad).to_owned(),
        ExtensionFault::NotOffered => fixed(
            "the server agreed to an extension that the client did not offer",
            "服务端同意了客户端没有提出的扩展",
        ),
        ExtensionFault::OfferUnseen => fixed(
            "an extension is agreed; whether it was offered, only the request tells",
            "应答同意了一个扩展; 是否由客户端提出, 要看请求",
        ),
        ExtensionFault::AgreedTwice => {
            fixed("permessage-deflate is agreed twice", "permessage-deflate 被同意了两次")
        }
    }
}

/// What is wrong with a parameter of permessage-deflate, with its section of RFC 7692.
pub const fn deflate(lang: Lang, bad: BadDeflate) -> &'static str {
    match bad {
        BadDeflate::Unknown => lang.pick(
            "permessage-deflate has no such parameter (RFC 7692 7.1)",
            "permessage-deflate 没有这个参数 (RFC 7692 7.1)",
        ),
        BadDeflate::Repeated => lang.pick(
            "a parameter of permessage-deflate stands twice (RFC 7692 7.1)",
            "permessage-deflate 的参数重复了 (RFC 7692 7.1)",
        ),
        BadDeflate::Value => lang.pick(
            "a value that this parameter cannot have: windows are 8 to 15 bits (RFC 7692 7.1)",
            "这个参数不能取这个值: 窗口是 8 到 15 位 (RFC 7692 7.1)",
        ),
        BadDeflate::ClientWindowNotOffered => lang.pick(
            "client_max_window_bits is agreed, but the client did not offer it (RFC 7692 7.1.2.2)",
            "同意了 client_max_window_bits, 但客户端没有提出 (RFC 7692 7.1.2.2)",
        ),
        BadDeflate::ClientWindowTooLarge => lang.pick(
            "client_max_window_bits is larger than the client offered (RFC 7692 7.1.2.2)",
            "client_max_window_bits 大于客户端提出的值 (RFC 7692 7.1.2.2)",
        ),
        BadDeflate::ServerWindowIgnored => lang.pick(
            "the client asked for a smaller server_max_window_bits (RFC 7692 7.1.2.1)",
            "客户端要求更小的 server_max_window_bits (RFC 7692 7.1.2.1)",
        ),
        BadDeflate::ServerContextIgnored => lang.pick(
            "the client asked for server_no_context_takeover (RFC 7692 7.1.1.1)",
            "客户端要求了 server_no_context_takeover (RFC 7692 7.1.1.1)",
        ),
    }
}

const fn subprotocol(lang: Lang, fault: SubprotocolFault) -> &'static str {
    match fault {
        SubprotocolFault::Grammar => {
            lang.pick("this is no subprotocol name", "这不是合法的子协议名")
        }
        SubprotocolFault::Repeated => {
            lang.pick("the same subprotocol is offered twice", "同一个子协议提出了两次")
        }
        SubprotocolFault::NotOffered => lang.pick(
            "the server chose a subprotocol that the client did not offer",
            "服务端选了客户端没有提出的子协议",
        ),
        SubprotocolFault::Several => lang.pick(
            "the server chose several subprotocols; it may choose one",
            "服务端选了多个子协议, 只能选一个",
        ),
        SubprotocolFault::NotEchoed => lang.pick(
            "the client offered subprotocols and the server chose none",
            "客户端提出了子协议, 服务端却没有选择",
        ),
        SubprotocolFault::OfferUnseen => lang.pick(
            "a subprotocol is chosen; whether it was offered, only the request tells",
            "应答选了一个子协议; 是否由客户端提出, 要看请求",
        ),
    }
}

const fn malformed(lang: Lang, fault: Malformed) -> &'static str {
    match fault {
        Malformed::StartLine => lang.pick(
            "the first line is neither of a request nor of a response",
            "首行既不是请求行也不是状态行",
        ),
        Malformed::Target => lang.pick(
            "the target is no path: it should begin with / and hold no space and no #",
            "请求目标不是路径: 应以 / 开头, 不含空格和 #",
        ),
        Malformed::SpaceBeforeColon => lang
            .pick("white space stands between the name and the colon", "头部名称和冒号之间有空白"),
        Malformed::NoColon => lang.pick("this header line has no colon", "这一行头部没有冒号"),
        Malformed::Name => lang.pick(
            "this is no header name: a character in it is not allowed",
            "这不是合法的头部名称: 含有不允许的字符",
        ),
        Malformed::Folded => lang.pick(
            "the value goes on in the next line, which HTTP has given up (RFC 7230 3.2.4)",
            "值折到了下一行, HTTP 已废弃这种写法 (RFC 7230 3.2.4)",
        ),
        Malformed::Stray => lang.pick(
            "a line begins with white space, and there is no header that it could continue",
            "这一行以空白开头, 但前面没有可以接续的头部",
        ),
        Malformed::Control => {
            lang.pick("a control character stands in the value", "头部的值里有控制字符")
        }
    }
}

/// What to see at the place that a caret marks.
pub fn caret(lang: Lang, fault: H) -> Option<&'static str> {
    Some(match fault {
        H::Method => lang.pick("should be GET", "应为 GET"),
        H::HttpVersion(HttpVersion::Two) => lang.pick("HTTP/2 begins like this", "HTTP/2 的开头"),
        H::HttpVersion(_) => lang.pick("should be HTTP/1.1", "应为 HTTP/1.1"),
        H::Upgrade(_) => lang.pick("should be websocket", "应为 websocket"),
        H::Connection(_) => lang.pick("Upgrade is not among these", "其中没有 Upgrade"),
        H::Duplicate(_) => lang.pick("the second one", "第二次出现"),
        H::ProtocolVersion(_) => lang.pick("should be 13", "应为 13"),
        H::Status(_) => lang.pick("101 would open the connection", "101 才会建立连接"),
        H::Unfinished(_) => lang.pick("input ends here", "输入到此为止"),
        H::Tls => lang.pick("a TLS record: 5 bytes of header", "TLS 记录的 5 字节头"),
        H::LineEnds { .. } => lang.pick("\\n alone; should be \\r\\n", "只有 \\n; 应为 \\r\\n"),
        H::Malformed(Malformed::SpaceBeforeColon) => lang.pick("no space here", "这里不能有空白"),
        H::Malformed(Malformed::NoColon) => lang.pick("NAME: VALUE is expected", "应为 名称: 值"),
        H::Extension(ExtensionFault::NotOffered) | H::Subprotocol(SubprotocolFault::NotOffered) => {
            lang.pick("not in the request", "请求里没有")
        }
        H::Host(_)
        | H::NoKey
        | H::NoAccept
        | H::AcceptUnchecked
        | H::Extension(_)
        | H::Subprotocol(_)
        | H::Obsolete(_)
        | H::Malformed(_)
        | H::Origin(_)
        | H::Body => return None,
    })
}
