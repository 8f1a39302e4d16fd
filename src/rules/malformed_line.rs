//! H18: a line does not fit the grammar of HTTP.

use super::line_ends;
use super::{Input, Level, Peer, RuleEntry, Sample, Says, Words};
use crate::lang::{say, text};

/// A line does not fit the grammar of HTTP.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MalformedLine {
    /// The first line is neither of a request nor of a response.
    StartLine,
    /// The first line has a target that is no path and no http URI.
    Target,
    /// White space comes before the colon.
    SpaceBeforeColon,
    /// There is no colon.
    NoColon,
    /// The name is empty or holds what no token may.
    Name,
    /// The value goes on in a line that begins with white space.
    Folded,
    /// A line begins with white space and continues none.
    Stray,
    /// The value holds a control character.
    Control,
}

pub(super) const ENTRY: RuleEntry = RuleEntry {
    code: "H18",
    name: "malformed-line",
    level: Level::Error,
    source: line_ends::ENTRY.source,
    peer: Peer::Refuses(400),
    why: text(
        "where two programs read a line differently, an attacker can slip in between",
        "两个程序对同一行理解不同，攻击者就有机可乘",
    ),
    breaks: Sample("a space before the colon", Input::Request(&["Host : localhost:8888"])),
    near_miss: Sample("none behind it", Input::Request(&["Host:localhost:8888"])),
};

pub(super) const WORDS: Words<MalformedLine> = Words {
    title: |it, lang| match it {
        MalformedLine::StartLine => say!(
            lang,
            "the first line is neither of a request nor of a response",
            "首行既不是请求行也不是状态行"
        ),
        MalformedLine::Target => say!(
            lang,
            "the target is not a path: it should begin with / and hold no space and no #",
            "请求目标不是路径：应以 / 开头，不含空格和 #"
        ),
        MalformedLine::SpaceBeforeColon => say!(
            lang,
            "white space stands between the name and the colon",
            "头字段名称和冒号之间有空白"
        ),
        MalformedLine::NoColon => {
            say!(lang, "this header line has no colon", "这一行头字段没有冒号")
        }
        MalformedLine::Name => say!(
            lang,
            "this is not a header name: a character in it is not allowed",
            "这不是合法的头字段名称：含有不允许的字符"
        ),
        MalformedLine::Folded => say!(
            lang,
            "the value goes on in the next line, which HTTP has given up (RFC 7230 3.2.4)",
            "值折到了下一行，HTTP 已废弃这种写法（RFC 7230 3.2.4）"
        ),
        MalformedLine::Stray => say!(
            lang,
            "a line begins with white space, and there is no header that it could continue",
            "这一行以空白开头，但前面没有可以接续的头字段"
        ),
        MalformedLine::Control => {
            say!(lang, "the value holds a control character", "头字段的值里有控制字符")
        }
    },
    caret: Says::By(|it, lang| {
        Some(match it {
            MalformedLine::SpaceBeforeColon => say!(lang, "no space here", "这里不能有空白"),
            MalformedLine::NoColon => say!(lang, "NAME: VALUE is expected", "应为 名称: 值"),
            MalformedLine::StartLine
            | MalformedLine::Target
            | MalformedLine::Name
            | MalformedLine::Folded
            | MalformedLine::Stray
            | MalformedLine::Control => return None,
        })
    }),
    fix: Says::By(|it, lang| {
        Some(match it {
            MalformedLine::SpaceBeforeColon => {
                say!(lang, "NAME: VALUE, the colon right behind the name", "名称: 值，冒号紧跟名称")
            }
            MalformedLine::Folded | MalformedLine::Stray => {
                say!(lang, "write the value on one line", "把值写在一行里")
            }
            MalformedLine::Target => {
                say!(lang, "GET /path HTTP/1.1; spaces as %20", "GET /路径 HTTP/1.1；空格写成 %20")
            }
            MalformedLine::StartLine
            | MalformedLine::NoColon
            | MalformedLine::Name
            | MalformedLine::Control => return None,
        })
    }),
};
