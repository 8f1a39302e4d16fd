//! Why a rule exists.

use super::super::Lang;
use crate::finding::Rule;

/// Why the rule exists.
pub fn why(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::Method
        | Rule::HttpVersion
        | Rule::Host
        | Rule::Upgrade
        | Rule::Connection
        | Rule::NoKey
        | Rule::DuplicateHeader
        | Rule::ProtocolVersion
        | Rule::Status
        | Rule::Extension
        | Rule::Subprotocol
        | Rule::UnfinishedHead
        | Rule::Tls
        | Rule::ObsoleteHeader
        | Rule::LineEnds
        | Rule::MalformedLine
        | Rule::Origin
        | Rule::Body => crate::prose::handshake_cures::why(lang, rule).unwrap_or_default(),
        Rule::KeyLength => lang.pick(
            "the server only copies the key, but 16 random bytes make sure that no cache answers \
             for it",
            "服务端只是原样使用密钥, 但 16 个随机字节能保证不会有缓存冒充应答",
        ),
        Rule::AcceptValue => lang.pick(
            "the value proves that the server understood a WebSocket request and did not just echo",
            "这个值证明服务端真正理解了 WebSocket 请求, 而不是照搬回显",
        ),
        Rule::ShortHeader | Rule::ShortPayload => lang.pick(
            "TCP delivers bytes, not frames: one recv() may end anywhere, the rest comes later",
            "TCP 传的是字节流, 不是帧: 一次 recv() 可能停在任何位置, 其余的稍后才到",
        ),
        Rule::ReservedBits => lang.pick(
            "an extension changes what the payload means, so both ends must have agreed to it",
            "扩展会改变载荷的含义, 所以必须双方事先同意",
        ),
        Rule::ReservedOpcode => lang.pick(
            "a receiver that guesses what an unknown frame means would be wrong in its own way",
            "接收方若猜测未知帧的含义, 各家会猜得不一样",
        ),
        Rule::LongControl => lang.pick(
            "control frames come between fragments and must be taken in at once, without a buffer",
            "控制帧可能插在分片之间, 必须能立即收下, 不需要大缓冲区",
        ),
        Rule::FragmentedControl => lang.pick(
            "control frames come between the fragments of a message, so they have none themselves",
            "控制帧本身要插在消息的分片之间, 因此自己不能再分片",
        ),
        Rule::ClientUnmasked => lang.pick(
            "a random mask keeps a web page from choosing the bytes that a proxy sees, and so from \
             poisoning its cache (RFC 6455 10.3)",
            "随机掩码使网页无法决定代理看到的字节, 从而不能毒化代理缓存 (RFC 6455 10.3)",
        ),
        Rule::ServerMasked => lang.pick(
            "a server chooses its own bytes, so a mask would only cost time",
            "服务端的字节由自己决定, 掩码只会浪费时间",
        ),
        Rule::NonMinimalLength => lang.pick(
            "one length, one way to write it: two parsers cannot come to read it differently",
            "一个长度只有一种写法, 不同解析器才不会读出不同结果",
        ),
        Rule::LengthTopBit => lang.pick(
            "the length then fits a signed 64-bit number, the largest that many languages have",
            "这样长度就能放进有符号 64 位整数, 这是很多语言的最大整数",
        ),
        Rule::ZeroMask => lang.pick(
            "a key that can be guessed protects a proxy no better than none (RFC 6455 10.3)",
            "能被猜到的掩码键和没有掩码一样, 保护不了代理 (RFC 6455 10.3)",
        ),
        Rule::OverLimit | Rule::MessageTooBig => lang.pick(
            "a length costs the sender a few bytes to claim and the receiver memory to believe",
            "声明一个长度只要几个字节, 相信它却要占用接收方的内存",
        ),
        Rule::MaskKeyReused => lang.pick(
            "whoever has seen one frame could choose the bytes of the next on the wire",
            "看过一帧的人就能控制下一帧在线路上的字节",
        ),
        Rule::NothingToContinue => lang.pick(
            "the opcode stands in a message's first frame only: without it nobody knows the type",
            "消息类型只写在第一帧的操作码里, 没有它就不知道是文本还是二进制",
        ),
        Rule::Interrupted => lang.pick(
            "fragments carry no message number: a receiver has only one place to put them",
            "分片没有消息编号, 接收方只能把它们放进同一个消息",
        ),
        Rule::UnfinishedMessage => lang.pick(
            "only FIN 1 says that a message is whole; until then the receiver must wait",
            "只有 FIN 为 1 才表示消息完整, 在那之前接收方只能等待",
        ),
        Rule::DoesNotInflate => lang.pick(
            "RSV1 says that the payload is DEFLATE data without its last four bytes 00 00 ff ff",
            "RSV1 表示载荷是去掉末尾 00 00 ff ff 四字节的 DEFLATE 数据",
        ),
        Rule::MisplacedRsv1 => lang.pick(
            "compression is a property of a whole data message, so its first frame says it once",
            "压缩是整个数据消息的属性, 所以只在第一帧说明一次; 控制帧从不压缩",
        ),
        Rule::ContextMissing => lang.pick(
            "with context takeover a message may point back into the 32 KiB before it",
            "保留上下文时, 消息可以引用它之前的 32 KiB 数据",
        ),
        Rule::NoCloseFrame => lang.pick(
            "without it nobody knows whether everything was sent or the network broke",
            "没有关闭帧就无法区分数据已发完还是网络中断",
        ),
        Rule::BadUtf8 | Rule::CloseReasonNotUtf8 => lang.pick(
            "one encoding, checked by everyone, so that nobody has to guess which it is",
            "只用一种编码并且人人检查, 就不必猜是哪种编码",
        ),
        Rule::CloseBodyOneByte => lang.pick(
            "the status code is a 16-bit number, high byte first",
            "状态码是 16 位整数, 高字节在前",
        ),
        Rule::CloseCodeNotAllowed => lang.pick(
            "1004, 1005, 1006 and 1015 tell a program what happened when no code came; the others \
             belong to nobody yet",
            "1004, 1005, 1006, 1015 只供程序内部表示没有收到关闭码; 其余的尚未分配",
        ),
        Rule::DataAfterClose => lang.pick(
            "close says \"I have sent everything\": the peer may already have stopped reading",
            "关闭帧表示 \"我已发完\", 对方可能已不再读取",
        ),
    }
}
