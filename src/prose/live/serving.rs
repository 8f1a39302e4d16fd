//! What a server says before the first event and behind the last, and why it cannot serve.

use super::super::{Lang, say};
use super::{duration, plural};
use crate::journal::{HostFault, ServeFault, ServerTotals, Traffic};

/// The names of the addresses: the page, the echo, the group, one to one.
pub const fn addresses(lang: Lang) -> [&'static str; 4] {
    lang.pick(["page", "echo", "group", "one to one"], ["网页", "回显", "群聊", "单聊"])
}

/// The path of the chat of two; the reader puts a name into it.
pub const fn one_to_one_path(lang: Lang) -> &'static str {
    lang.pick("/ws/NICK", "/ws/昵称")
}

/// That nobody else can connect.
pub const fn only_here(lang: Lang) -> &'static str {
    lang.pick(
        "only this computer can connect (--host 0.0.0.0 opens it to the class)",
        "只有本机能连接（--host 0.0.0.0 对全班开放）",
    )
}

/// The word before a warning.
pub const fn warning(lang: Lang) -> &'static str {
    lang.pick("warning:", "警告：")
}

/// That others can connect.
pub const fn open_to_class(lang: Lang) -> &'static str {
    lang.pick(
        "every computer that reaches this one can connect, and nothing is encrypted",
        "能访问本机的计算机都能连接，内容没有加密",
    )
}

/// Before the addresses that others use.
pub const fn for_the_class(lang: Lang) -> &'static str {
    lang.pick("for the class:", "给全班的地址：")
}

/// How to stop.
pub const fn how_to_stop(lang: Lang) -> &'static str {
    lang.pick("Ctrl-C stops", "按 Ctrl-C 停止")
}

/// The connections that there were.
pub fn connections(lang: Lang, totals: &ServerTotals) -> String {
    let ServerTotals { connections, upgraded, most_at_once, refused, visitors, .. } = *totals;
    let (c, r, v) = (plural(connections), plural(refused), plural(visitors));
    let lasted = duration(lang, totals.lasted);
    say!(
        lang,
        "{connections} connection{c} in {lasted}: {upgraded} WebSocket (peak \
         {most_at_once}), {refused} refused request{r}, {visitors} visitor{v}",
        "{lasted}内共 {connections} 个连接：WebSocket {upgraded} 个（峰值 {most_at_once}），\
         拒绝 {refused} 个，网页请求 {visitors} 个"
    )
}

/// The labels of the two directions: what came and what went.
pub const fn directions(lang: Lang) -> [&'static str; 2] {
    lang.pick(["in", "out"], ["收到", "发出"])
}

/// What went one way.
pub fn traffic(lang: Lang, traffic: &Traffic) -> String {
    let Traffic { frames, messages, bytes } = *traffic;
    let (f, m, b) = (plural(frames), plural(messages), plural(bytes));
    say!(
        lang,
        "{frames} frame{f}, {messages} message{m}, {bytes} byte{b}",
        "{frames} 帧，{messages} 条消息，{bytes} 字节"
    )
}

/// That no client broke a rule.
pub const fn no_rule_broken(lang: Lang) -> &'static str {
    lang.pick("no rule was broken", "没有违反任何规则")
}

/// Before the rules that were broken.
pub const fn findings(lang: Lang) -> &'static str {
    lang.pick("findings", "问题")
}

/// How often a rule was broken.
pub fn count_of_rule(lang: Lang, code: &str, name: &str, count: u64) -> String {
    say!(lang, "{count} x {code} {name}", "{code} {name}：{count} 次")
}

/// How many were dropped because they read too slowly.
pub fn too_slow(lang: Lang, count: u64) -> String {
    let s = plural(count);
    say!(lang, "{count} slow reader{s} dropped", "{count} 个连接因读得太慢被断开")
}

/// The system on which a person is to look for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Linux, and whatever is none of the others.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl System {
    /// This one.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_os = "macos") {
        Self::MacOs
    } else {
        Self::Linux
    };
}

/// Why a server cannot serve.
pub fn fault(lang: Lang, fault: &ServeFault) -> String {
    match fault {
        ServeFault::PortInUse { address } => {
            let (port, ip) = (address.port(), address.ip());
            say!(lang, "port {port} is already in use on {ip}", "{ip} 的端口 {port} 已被占用")
        }
        ServeFault::NotAllowed { address } => {
            let (port, ip) = (address.port(), address.ip());
            say!(
                lang,
                "the system does not allow port {port} on {ip}",
                "系统不允许使用 {ip} 的端口 {port}"
            )
        }
        ServeFault::Host { text, why: HostFault::NoAddress } => {
            let text = text.escape_debug();
            say!(lang, "'{text}' is not an IP address", "'{text}' 不是 IP 地址")
        }
        ServeFault::Host { text, why: HostFault::NotHere } => {
            let text = text.escape_debug();
            say!(lang, "{text} is not an address of this computer", "{text} 不是本机的地址")
        }
        ServeFault::OpenFiles { need, have } => say!(
            lang,
            "this many connections need {need} file descriptors; the system allows {have}",
            "这么多连接需要 {need} 个文件描述符，而系统只给 {have} 个"
        ),
        ServeFault::RecordingExists { path } => {
            let path = path.display();
            say!(lang, "{path} already exists and is not overwritten", "{path} 已存在，不会覆盖")
        }
        ServeFault::RecordingInUse { path } => {
            let path = path.display();
            say!(lang, "another server is recording to {path}", "另一个服务端正在录制到 {path}")
        }
    }
}

/// What may be behind it, and what to do: lines with their labels.
pub fn fault_help(lang: Lang, fault: &ServeFault, system: System) -> Vec<(&'static str, String)> {
    let (help, find, fix) =
        (lang.pick("help", "提示"), lang.pick("find", "查找"), lang.pick("fix", "改法"));
    match fault {
        ServeFault::PortInUse { address } => {
            let port = address.port();
            let next = port.checked_add(1).unwrap_or(9527);
            let look = match system {
                System::Linux => format!("ss -ltnp 'sport = :{port}'"),
                System::MacOs => format!("lsof -nP -iTCP:{port} -sTCP:LISTEN"),
                System::Windows => format!("netstat -ano | findstr :{port}"),
            };
            vec![
                (
                    help,
                    lang.pick(
                        "another ws-inspect, or the tutorial's Python server, may be running",
                        "可能有另一个 ws-inspect 或其他服务程序正在运行",
                    )
                    .to_owned(),
                ),
                (find, say!(lang, "{look}   shows who has it", "{look}   显示谁占用了它")),
                (
                    fix,
                    say!(
                        lang,
                        "ws-inspect serve --port {next}   (or --port 0 for any free port)",
                        "ws-inspect serve --port {next}  （或 --port 0 自动选一个空闲端口）"
                    ),
                ),
            ]
        }
        ServeFault::NotAllowed { address } => {
            let cause = match (address.port(), system) {
                (..1024, System::Linux | System::MacOs) => lang.pick(
                    "ports below 1024 are for the system administrator",
                    "1024 以下的端口只有系统管理员能用",
                ),
                (_, System::Windows) => lang
                    .pick("Windows, or a firewall, has reserved it", "它被 Windows 或防火墙保留了"),
                _ => lang.pick(
                    "a rule of the system or of a sandbox forbids it",
                    "系统或沙箱的规则禁止使用",
                ),
            };
            vec![(help, cause.to_owned()), (fix, "ws-inspect serve --port 9527".to_owned())]
        }
        ServeFault::Host { .. } => vec![
            (
                help,
                lang.pick(
                    "127.0.0.1 is this computer alone, 0.0.0.0 all of its IPv4 addresses, :: all",
                    "127.0.0.1 仅限本机，0.0.0.0 是本机全部 IPv4 地址，:: 是全部地址",
                )
                .to_owned(),
            ),
            (fix, "ws-inspect serve --host 0.0.0.0".to_owned()),
        ],
        ServeFault::OpenFiles { need, .. } => {
            let enough = (*need).max(20_000);
            let more = match system {
                System::Linux | System::MacOs => say!(
                    lang,
                    "in the same shell, before the start: ulimit -n {enough}",
                    "启动前，在同一个 shell 中执行：ulimit -n {enough}"
                ),
                System::Windows => {
                    lang.pick("a smaller --max-connections", "减小 --max-connections").to_owned()
                }
            };
            vec![(fix, more)]
        }
        ServeFault::RecordingExists { .. } => vec![(
            fix,
            lang.pick(
                "another name, or --force to overwrite it",
                "换一个文件名，或用 --force 覆盖",
            )
            .to_owned(),
        )],
        ServeFault::RecordingInUse { .. } => {
            vec![(fix, lang.pick("another name", "换一个文件名").to_owned())]
        }
    }
}
