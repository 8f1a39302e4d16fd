// Every sentence of the page, English and Chinese side by side. Imports nothing.
// What stands in {braces} is filled in. The table is JSON, so that a test can read it too.

export const WORDS = {
  "language.other": { "en": "中文", "zh": "English" },
  "language.other-tag": { "en": "zh-CN", "zh": "en" },
  "language.tag": { "en": "en", "zh": "zh-CN" },
  "nav": { "en": "Exercises", "zh": "练习" },

  "home.title": { "en": "Talk to the server", "zh": "和服务端对话" },
  "home.lead": {
    "en": "Write something here, and watch every frame of it in the terminal where the server runs.",
    "zh": "在这里发消息，在运行服务端的终端里看到它的每一帧。"
  },
  "echo.title": { "en": "Echo", "zh": "回显" },
  "echo.lead": {
    "en": "The server sends back what you write. A good first exercise.",
    "zh": "服务端把你写的原样发回来。适合作为第一个练习。"
  },
  "echo.empty": {
    "en": "Write something: it goes to the server masked, and comes back without a mask.",
    "zh": "写点什么：去的时候带掩码，回来的时候不带。"
  },
  "group.title": { "en": "Group chat", "zh": "群聊" },
  "group.lead": {
    "en": "What you write goes to everyone else who has this page open.",
    "zh": "消息会发给打开本页的其他人。"
  },
  "group.empty": {
    "en": "Alone here? Open this page in a second tab and talk to yourself.",
    "zh": "只有你一个人？在另一个标签页里再打开此页，就可以对话了。"
  },
  "one.title": { "en": "One to one", "zh": "单聊" },
  "one.lead": {
    "en": "Log in under a name and write to one person, in JSON.",
    "zh": "用一个名字登录，给某一个人发消息，格式是 JSON。"
  },
  "one.empty": {
    "en": "Say whom you write to. Alone here? Log in under another name in a second tab.",
    "zh": "填上对方的名字。只有你一个人？在另一个标签页里用别的名字登录。"
  },

  "nick": { "en": "Your name", "zh": "你的名字" },
  "nick.impossible": {
    "en": "This name cannot be used in a URL. Choose another.",
    "zh": "这个名字不能放进网址，换一个吧。"
  },
  "nick.missing": { "en": "Say under which name you log in.", "zh": "先填你的名字。" },
  "to.missing": { "en": "Say whom you write to.", "zh": "先填要发给谁。" },
  "to": { "en": "To", "zh": "发给" },
  "people": { "en": "People you have talked with", "zh": "和你聊过的人" },
  "text": { "en": "Message", "zh": "消息" },
  "send": { "en": "Send", "zh": "发送" },
  "messages": { "en": "Messages", "zh": "消息记录" },
  "hint.keys": {
    "en": "Enter sends, Shift+Enter begins a new line.",
    "zh": "回车发送，Shift+回车换行。"
  },
  "hint.closed": {
    "en": "You can send once you are connected.",
    "zh": "连接以后才能发送。"
  },

  "connect.log-in": { "en": "Log in", "zh": "登录" },
  "connect.log-out": { "en": "Log out", "zh": "退出" },
  "connect.connect": { "en": "Connect", "zh": "连接" },
  "connect.again": { "en": "Connect again", "zh": "重新连接" },
  "connect.disconnect": { "en": "Disconnect", "zh": "断开" },
  "connect.cancel": { "en": "Cancel", "zh": "取消" },

  "state.idle": { "en": "Not connected", "zh": "未连接" },
  "state.connecting": { "en": "Connecting", "zh": "正在连接" },
  "state.open": { "en": "Connected", "zh": "已连接" },
  "state.closing": { "en": "Closing", "zh": "正在关闭" },
  "state.closed": { "en": "Closed: {code}, {meaning}", "zh": "已关闭：{code}，{meaning}" },

  "event.open": { "en": "Connected.", "zh": "已连接。" },
  "event.closed": { "en": "Closed: {code} ({meaning}). {why}", "zh": "已关闭：{code}（{meaning}）。{why}" },
  "event.reason": {
    "en": "Closed: {code} ({meaning}). {why} The Close frame says: {reason}",
    "zh": "已关闭：{code}（{meaning}）。{why}关闭帧里的原因：{reason}"
  },
  "event.cancelled": {
    "en": "You stopped before the handshake was done.",
    "zh": "你在握手完成之前取消了。"
  },
  "event.refused": {
    "en": "No connection. The server is not running, or it refused the handshake: its terminal says why.",
    "zh": "没有连上。服务端没有运行，或者拒绝了握手：服务端的终端里有原因。"
  },

  "who.me": { "en": "You", "zh": "我" },
  "who.me-to": { "en": "You to {name}", "zh": "我发给 {name}" },
  "who.server": { "en": "Server", "zh": "服务端" },
  "who.other": { "en": "Someone", "zh": "其他人" },
  "who.unnamed": { "en": "No name", "zh": "未署名" },
  "bytes": { "en": "{bytes}-byte payload", "zh": "载荷 {bytes} 字节" },
  "binary": { "en": "binary: {hex}", "zh": "二进制：{hex}" },
  "cut": { "en": "{count} more characters are not shown.", "zh": "还有 {count} 个字符未显示。" },

  "error": { "en": "Error from the server", "zh": "服务端报错" },
  "error.absent": {
    "en": "{to_user} is not logged in. The message was not delivered.",
    "zh": "{to_user} 没有登录，消息没有送达。"
  },
  "error.bad-json": {
    "en": "The server could not read the message: it must be a JSON object with to_user.",
    "zh": "服务端读不懂这条消息：它应当是带有 to_user 的 JSON 对象。"
  },
  "error.bad-name": {
    "en": "This name cannot be used: at most 32 visible characters. Choose another.",
    "zh": "这个名字不能用：最多 32 个可见字符。换一个吧。"
  },
  "error.name-taken": {
    "en": "Someone is logged in as {nick} already. Choose another name.",
    "zh": "{nick} 这个名字已经有人在用，换一个吧。"
  },
  "error.too-long": {
    "en": "The message is too long for one-to-one chat. It was not delivered.",
    "zh": "消息超过单聊的长度上限，没有送达。"
  },
  "error.repeated-field": {
    "en": "A field of the message appears twice. It was not delivered.",
    "zh": "消息中有字段重复，没有送达。"
  },
  "error.not-text": {
    "en": "One-to-one messages are text frames, not binary ones.",
    "zh": "单聊的消息是文本帧，不能是二进制帧。"
  },

  "close.1000": { "en": "normal closure", "zh": "正常关闭" },
  "close.1001": { "en": "going away", "zh": "离开" },
  "close.1002": { "en": "protocol error", "zh": "协议错误" },
  "close.1003": { "en": "unsupported data", "zh": "不支持的数据类型" },
  "close.1004": { "en": "reserved", "zh": "保留" },
  "close.1005": { "en": "no status received", "zh": "未收到状态码" },
  "close.1006": { "en": "abnormal closure", "zh": "异常关闭" },
  "close.1007": { "en": "invalid payload data", "zh": "载荷数据无效" },
  "close.1008": { "en": "policy violation", "zh": "违反策略" },
  "close.1009": { "en": "message too big", "zh": "消息过大" },
  "close.1010": { "en": "mandatory extension", "zh": "缺少必需的扩展" },
  "close.1011": { "en": "internal error", "zh": "服务端内部错误" },
  "close.1012": { "en": "service restart", "zh": "服务重启" },
  "close.1013": { "en": "try again later", "zh": "稍后再试" },
  "close.1014": { "en": "bad gateway", "zh": "网关错误" },
  "close.1015": { "en": "tls handshake", "zh": "TLS 握手失败" },
  "close.3000": { "en": "registered by a library or framework", "zh": "由库或框架注册" },
  "close.4000": { "en": "private use", "zh": "私有用途" },
  "close.other": { "en": "not defined", "zh": "未定义" },

  "why.1000": { "en": "Both ends were done.", "zh": "双方都已完成。" },
  "why.1001": { "en": "The server is stopping.", "zh": "服务端正在停止。" },
  "why.1002": { "en": "One end broke a rule of the protocol.", "zh": "有一方违反了协议规则。" },
  "why.1005": { "en": "The Close frame had an empty payload.", "zh": "关闭帧的载荷是空的。" },
  "why.1006": {
    "en": "The connection ended without a Close frame. No endpoint sends this code: the browser reports it.",
    "zh": "连接断开时没有收到关闭帧。这个码不会出现在线路上，是浏览器报告的。"
  },
  "why.1007": { "en": "A text was not valid UTF-8.", "zh": "有文本不是合法的 UTF-8。" },
  "why.1008": { "en": "The server does not allow this.", "zh": "服务端不允许这样做。" },
  "why.1009": { "en": "A message was longer than the server takes.", "zh": "消息超过了服务端能接收的长度。" },
  "why.1013": { "en": "The server has too much to do.", "zh": "服务端太忙。" },
  "why.other": { "en": "", "zh": "" }
};
