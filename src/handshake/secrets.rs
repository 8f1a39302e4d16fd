//! What of a head lets whoever reads it in: cookies, credentials, tokens in a URL. The one list of them,
//! from which every view and log hides. May import `bits` and `terms`; words nothing.
//!
//! What is hidden keeps its length, so that every place in a head stays what it was.

use std::borrow::Cow;

use super::{Head, HeaderField, Shape, StartLine};
use crate::bits::Span;
use crate::terms::HeaderName;

/// What stands for each byte of a secret.
const STAR: u8 = b'*';

/// Names of parameters and header fields that hold a secret, without case, `-` and `_`.
const NAMES: [&str; 22] = [
    "auth",
    "authorization",
    "bearer",
    "code",
    "cookie",
    "cookie2",
    "credential",
    "jwt",
    "key",
    "otp",
    "pass",
    "passwd",
    "passphrase",
    "pwd",
    "session",
    "sessionid",
    "setcookie",
    "sid",
    "sig",
    "ticket",
    "xamzcredential",
    "privatekey",
];

/// Ends of such names.
const ENDS: [&str; 7] =
    ["token", "secret", "password", "signature", "apikey", "accesskey", "authkey"];

impl Head {
    /// The head as it may be shown: with its secrets, or with stars in their place.
    pub fn shown(&self, secrets: bool) -> Cow<'_, Self> {
        let spans = if secrets { Vec::new() } else { self.secrets() };
        if spans.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut head = self.clone();
        for span in spans {
            mask(&mut head.bytes, span);
        }
        Cow::Owned(head)
    }

    /// Where its secrets stand, in the order of its bytes.
    pub fn secrets(&self) -> Vec<Span> {
        let mut found = Vec::new();
        match self.start {
            StartLine::Request { target, .. } => self.in_url(target, &mut found),
            StartLine::Response { .. } => {}
            StartLine::Other { line } => self.in_bare_line(line.text, &mut found),
        }
        let mut follows_secret = false;
        for field in &self.fields {
            let before = found.len();
            self.in_field(field, follows_secret, &mut found);
            follows_secret = found.len() > before;
        }
        found
    }

    fn in_field(&self, field: &HeaderField, follows_secret: bool, found: &mut Vec<Span>) {
        let text = field.line.text;
        match field.shape {
            Shape::Named { name, value, .. } if is_secret_name(self.part(name)) => {
                found.push(Span::new(value.start, value.end));
            }
            Shape::Named { name, value, .. } => match HeaderName::of(self.part(name)) {
                Some(HeaderName::Protocol | HeaderName::ObsoleteProtocol) => {
                    self.in_protocols(value, found);
                }
                Some(HeaderName::Referer | HeaderName::Location) => self.in_url(value, found),
                Some(_) => {}
                // `Cookie sid=http://..` has a colon, and not behind its name.
                None => self.in_bare_line(field.whole, found),
            },
            Shape::Stray if follows_secret => found.push(text),
            Shape::NoColon | Shape::Stray => self.in_bare_line(text, found),
        }
    }

    /// A line that has no name before a colon: what stands behind the name of a secret is one.
    fn in_bare_line(&self, line: Span, found: &mut Vec<Span>) {
        let text = self.part(line);
        let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'=' | b';' | b',' | b':');
        let start = text.iter().position(|byte| !ends(byte)).unwrap_or(text.len());
        let rest = text.get(start..).unwrap_or_default();
        let Some(len) = rest.iter().position(ends) else { return };
        if rest.get(..len).is_some_and(is_secret_name) {
            found.push(Span::new(line.start + start + len + 1, line.end));
        }
    }

    /// Subprotocols that are tokens, or stand behind one that says so: what browsers are made to
    /// send where a page cannot set a header.
    fn in_protocols(&self, value: Span, found: &mut Vec<Span>) {
        let mut announced = false;
        let mut at = value.start;
        for element in self.part(value).split(|byte| *byte == b',') {
            let trimmed = element.trim_ascii();
            let start = at + element.len() - element.trim_ascii_start().len();
            let span = Span::new(start, start + trimmed.len());
            if !trimmed.is_empty() && (announced || is_like_token(trimmed)) {
                found.push(span);
            }
            announced = is_secret_name(trimmed);
            at += element.len() + 1;
        }
    }

    fn in_url(&self, span: Span, found: &mut Vec<Span>) {
        let shifted = in_url(self.part(span)).into_iter();
        found.extend(shifted.map(|one| Span::new(span.start + one.start, span.start + one.end)));
    }
}

/// A URL, or the target of a request, as it may be shown.
pub fn shown_url(url: &str, secrets: bool) -> Cow<'_, str> {
    let spans = if secrets { Vec::new() } else { in_url(url.as_bytes()) };
    if spans.is_empty() {
        return Cow::Borrowed(url);
    }
    let mut bytes = url.as_bytes().to_vec();
    spans.into_iter().for_each(|span| mask(&mut bytes, span));
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether a header field or a parameter of that name holds a secret.
pub fn is_secret_name(name: &[u8]) -> bool {
    if HeaderName::of(name).is_some_and(HeaderName::is_secret) {
        return true;
    }
    let letters = |byte: &u8| !matches!(byte, b'-' | b'_' | b'.' | b'[' | b']');
    let plain: Vec<u8> = decoded(name).into_iter().filter(letters).collect();
    let plain = plain.to_ascii_lowercase();
    NAMES.iter().any(|known| known.as_bytes() == plain)
        || ENDS.iter().any(|end| plain.ends_with(end.as_bytes()))
}

/// The places of secrets in a URL: a password before the host, values of parameters.
fn in_url(url: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    let path_at = url.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(url.len());
    let before = url.get(..path_at).unwrap_or_default();
    if let Some(host_at) = before.windows(3).position(|three| three == b"://") {
        let start = host_at + 3;
        let authority = before.get(start..).unwrap_or_default();
        let authority = authority.split(|byte| *byte == b'/').next().unwrap_or_default();
        if let Some(len) = authority.iter().rposition(|byte| *byte == b'@') {
            found.push(Span::new(start, start + len));
        }
    }
    let mut at = 0;
    // Parameters may stand in the path too: `/chat;token=..`, `/chat/token=..`.
    for part in url.split(|byte| matches!(byte, b'?' | b'#' | b'&' | b';' | b'/')) {
        if let Some(len) = part.iter().position(|byte| *byte == b'=')
            && part.get(..len).is_some_and(is_secret_name)
        {
            found.push(Span::new(at + len + 1, at + part.len()));
        }
        at += part.len() + 1;
    }
    found
}

/// Whether a subprotocol looks like a token: a JSON Web Token, what Kubernetes sends, or a long run in
/// which letters and digits change often.
fn is_like_token(text: &[u8]) -> bool {
    const BEARER: &[u8] = b"base64url.bearer.";
    if text.starts_with(b"eyJ") || text.starts_with(BEARER) {
        return true;
    }
    let of_run = |byte: &u8| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_' | b'=');
    text.split(of_run).any(|run| {
        let kinds: Vec<bool> = run
            .iter()
            .filter(|byte| byte.is_ascii_alphanumeric())
            .map(|byte| byte.is_ascii_digit())
            .collect();
        let changes = kinds.windows(2).filter(|two| two.first() != two.last()).count();
        run.len() >= 16 && changes >= 3
    })
}

/// A name with its `%74` decoded.
fn decoded(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte =
            digits.filter(|_| *first == b'%').and_then(|two| u8::from_str_radix(two, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    out
}

/// Line ends within a folded value stay, so that it stays the same lines.
fn mask(bytes: &mut [u8], span: Span) {
    let secret = bytes.get_mut(span.start..span.end).unwrap_or_default();
    for byte in secret.iter_mut().filter(|byte| !matches!(byte, b'\r' | b'\n')) {
        *byte = STAR;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> String {
        let bytes = format!("GET / HTTP/1.1\r\n{line}\r\n\r\n");
        let head = Head::read_cut(bytes.as_bytes());
        let shown = head.shown(false);
        assert_eq!(shown.bytes.len(), bytes.len());
        String::from_utf8_lossy(&shown.bytes).into_owned()
    }

    #[test]
    fn what_lets_somebody_in_is_hidden_however_the_line_is_written() {
        for line in [
            "Cookie: sid=HUSH",
            "cookie : sid=HUSH",
            "Cookie sid=HUSH",
            "Cookie=HUSH",
            "Cookie sid=http://HUSH",
            "Cookie2: HUSH",
            "Set-Cookie: a=HUSH; Path=/",
            "Authorization: Bearer HUSH",
            "Authorization Bearer HUSH",
            "Proxy-Authorization: Basic HUSH",
            "X-Api-Key: HUSH",
            "X-Auth-Token: HUSH",
            "X-Amz-Security-Token: HUSH",
            "X-My-Access-Token: HUSH",
            "Sec-WebSocket-Protocol: chat, eyJHUSH.x.y",
            "Sec-WebSocket-Protocol: access_token, HUSH",
            "Sec-WebSocket-Protocol: base64url.bearer.authorization.k8s.io.HUSH, v4.channel.k8s.io",
            "Sec-WebSocket-Protocol: 3f2a9c1eHUSH4b7d8e0f",
            "Referer: http://user:HUSH@a/",
            "Referer: http://a/?%74oken=HUSH",
            "Location: /x?a=b&api_key=HUSH#c",
        ] {
            let shown = shown(line);
            assert!(!shown.contains("HUSH"), "{line}: {shown}");
        }
    }

    #[test]
    fn what_lets_nobody_in_is_shown() {
        for line in [
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Protocol: chat, graphql-transport-ws, v12.stomp, ocpp2.0.1",
            "Sec-WebSocket-Protocol: com.example.superchat.v2, graphql-transport-ws-2023",
            "Referer: http://a/?page=2&monkey=3",
            "Origin: http://a",
            "X-Keyboard: de",
        ] {
            assert!(!shown(line).contains('*'), "{line}");
        }
    }

    #[test]
    fn a_url_hides_the_values_of_parameters_and_the_password_alone() {
        for (url, expected) in [
            ("/chat?token=abc&room=1", "/chat?token=***&room=1"),
            ("/chat?ACCESS_TOKEN=abc", "/chat?ACCESS_TOKEN=***"),
            ("/chat?room=1&key=ab;sid=c", "/chat?room=1&key=**;sid=*"),
            ("wss://u:p@h/x?a=1", "wss://***@h/x?a=1"),
            ("/a@b?c=d", "/a@b?c=d"),
            ("/chat#id_token=abc", "/chat#id_token=***"),
        ] {
            assert_eq!(shown_url(url, false), expected);
            assert_eq!(shown_url(url, true), url);
        }
    }
}
