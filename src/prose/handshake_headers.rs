//! What each header of a handshake is for, in one line.

use super::Lang;
use crate::terms::HeaderName;

/// What a header is for; `response` where it stands in a server's response.
pub const fn purpose(lang: Lang, name: HeaderName, response: bool) -> &'static str {
    use HeaderName as H;
    match name {
        H::Host => lang.pick("which server is meant, with its port", "要访问的主机和端口"),
        H::Upgrade if response => {
            lang.pick("the new protocol, from the blank line on", "空行之后换用的协议")
        }
        H::Upgrade => lang.pick("asks to leave HTTP for this protocol", "请求从 HTTP 换成这个协议"),
        H::Connection => lang.pick(
            "says that Upgrade is meant for this very connection",
            "说明 Upgrade 针对的就是这条连接",
        ),
        H::Key => lang.pick(
            "16 random bytes in base64; the response must be made from it",
            "16 个随机字节的 base64，应答要由它算出",
        ),
        H::Accept => lang.pick(
            "base64(SHA-1(key + GUID)): proves that the server understood",
            "base64(SHA-1(Key 值 + GUID))：证明服务端懂 WebSocket",
        ),
        H::Version if response => {
            lang.pick("the versions that the server speaks", "服务端支持的 WebSocket 版本")
        }
        H::Version => {
            lang.pick("the version of WebSocket: 13 is RFC 6455", "WebSocket 版本：13 即 RFC 6455")
        }
        H::Protocol if response => {
            lang.pick("the subprotocol that was chosen", "服务端选定的子协议")
        }
        H::Protocol => {
            lang.pick("subprotocols, the preferred one first", "可用的子协议，优先的在前")
        }
        H::Extensions if response => {
            lang.pick("the extensions in use from now on", "此后启用的扩展")
        }
        H::Extensions => lang.pick("extensions that the client offers", "客户端提出的扩展"),
        H::Origin => lang.pick(
            "which page opens the connection; browsers always say so",
            "由哪个网页发起连接；浏览器一定会带上",
        ),
        H::Key1 | H::Key2 => {
            lang.pick("the key of a draft of 2010; not in use", "2010 年草案的 Key，已不用")
        }
        H::ObsoleteLocation | H::ObsoleteOrigin | H::ObsoleteProtocol | H::Draft => {
            lang.pick("of a draft of 2010; nobody reads it", "2010 年草案的头部，没有人会读")
        }
        H::UserAgent => lang.pick("which program asks", "发出请求的程序"),
        H::Cookie => lang.pick("what the site stored in the browser", "网站存在浏览器里的数据"),
        H::SetCookie => lang.pick("has the browser store this", "让浏览器保存的数据"),
        H::Authorization | H::ProxyAuthorization | H::ApiKey => {
            lang.pick("who asks: a secret", "身份凭据，属于机密")
        }
        H::ContentLength => {
            lang.pick("length of a body; a handshake has none", "消息体长度；握手没有消息体")
        }
        H::TransferEncoding => {
            lang.pick("form of a body; a handshake has none", "消息体的编码；握手没有消息体")
        }
        H::ContentType => lang.pick("what a body holds", "消息体的类型"),
        H::HttpAccept | H::AcceptEncoding | H::AcceptLanguage => lang.pick(
            "what kind of page would be welcome; no use here",
            "希望得到的页面类型，握手用不到",
        ),
        H::CacheControl | H::Pragma => {
            lang.pick("asks caches for a fresh response", "要求缓存不要代答")
        }
        H::UpgradeInsecureRequests => lang.pick(
            "prefers https pages; in spite of its name no Upgrade",
            "希望得到 https 页面；与 Upgrade 无关",
        ),
        H::Referer => lang.pick("which page had the link", "链接所在的网页"),
        H::SecFetch => lang.pick("why the browser asks", "浏览器发出请求的场合"),
        H::KeepAlive => lang.pick("how long HTTP may keep the connection", "HTTP 保持连接的时间"),
        H::Date => lang.pick("when the response was made", "应答的时间"),
        H::Server => lang.pick("which program responds", "应答的程序"),
        H::Forwarded => lang.pick("added by a proxy on the way", "途中的代理添加"),
        H::Location => lang.pick("where to ask instead", "应改为访问的地址"),
        H::WwwAuthenticate => lang.pick("how the client must prove itself", "要求客户端如何认证"),
        H::RetryAfter => lang.pick("when to ask again", "何时可以重试"),
    }
}

/// What a header is for in a response that does not agree.
pub const fn purpose_in_refusal(lang: Lang, name: HeaderName) -> &'static str {
    match name {
        HeaderName::Upgrade => {
            lang.pick("the protocol that the server would change to", "服务端可以换用的协议")
        }
        HeaderName::Connection => lang.pick(
            "what becomes of the connection after this response",
            "本次应答之后如何处理这条连接",
        ),
        name => purpose(lang, name, true),
    }
}

/// A header that is not in the table.
pub const fn other(lang: Lang) -> &'static str {
    lang.pick("not of the handshake; ignored", "与握手无关，会被忽略")
}

/// What the first line of a request says.
pub const fn request_line(lang: Lang) -> &'static str {
    lang.pick("GET, what is asked for, and the HTTP version", "GET，请求的路径，HTTP 版本")
}

/// What the first line of a response says.
pub const fn status_line(lang: Lang) -> &'static str {
    lang.pick("the HTTP version and the status: 101 agrees", "HTTP 版本和状态码：101 表示同意")
}

/// A line that is no header.
pub const fn no_header(lang: Lang) -> &'static str {
    lang.pick("no header line", "不是头部行")
}

/// What an extension does, and the section that defines it.
pub fn extension_meaning(lang: Lang, name: &str) -> Option<(&'static str, u16, &'static str)> {
    let deflate = lang.pick("messages may be compressed", "消息可以压缩");
    name.eq_ignore_ascii_case("permessage-deflate").then_some((deflate, 7692, "7"))
}

/// What a parameter of permessage-deflate says, and its section of RFC 7692.
pub fn param_meaning(lang: Lang, name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name.to_ascii_lowercase().as_str() {
        "server_no_context_takeover" => (
            lang.pick("the server starts afresh with each message", "服务端每条消息重新开始压缩"),
            "7.1.1.1",
        ),
        "client_no_context_takeover" => (
            lang.pick("the client starts afresh with each message", "客户端每条消息重新开始压缩"),
            "7.1.1.2",
        ),
        "server_max_window_bits" => (
            lang.pick("size of the server's window, as a power of 2", "服务端压缩窗口大小，2 的幂"),
            "7.1.2.1",
        ),
        "client_max_window_bits" => (
            lang.pick("size of the client's window, as a power of 2", "客户端压缩窗口大小，2 的幂"),
            "7.1.2.2",
        ),
        _ => return None,
    })
}
