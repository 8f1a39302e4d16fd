//! The grammar of `Sec-WebSocket-Extensions` (RFC 6455 section 9.1): a list of names, each with
//! parameters. Reads bytes, keeps places, and says what does not fit; judges no extension.

use super::Head;
use super::head::{split, trim};
use crate::bits::Span;
use crate::finding::BadExtension;
use crate::terms::HeaderName;

/// An extension as it is written: a name and its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The name, as written.
    pub name: String,
    /// Its parameters, in their order.
    pub params: Vec<Param>,
    /// Where it stands, its parameters included.
    pub span: Span,
}

/// A parameter of an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// The name, as written.
    pub name: String,
    /// The value without its quotes; `None` where there is no `=`.
    pub value: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a list of extensions holds, and what in it does not fit the grammar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// The extensions that fit, in their order.
    pub list: Vec<Extension>,
    /// What does not fit, and where.
    pub bad: Vec<(BadExtension, Span)>,
}

impl Extensions {
    /// The extensions of all such headers of a head: several are one list (section 9.1).
    pub fn of(head: &Head) -> Self {
        let mut all = Self::default();
        for (_, value) in head.all(HeaderName::Extensions) {
            all.read_part(&head.bytes, value);
        }
        all
    }

    /// Reads a text such as `permessage-deflate; client_max_window_bits`. Places count its bytes.
    pub fn read(text: &str) -> Self {
        let mut all = Self::default();
        all.read_part(text.as_bytes(), Span::new(0, text.len()));
        all
    }

    fn read_part(&mut self, bytes: &[u8], value: Span) {
        if trim(bytes, value).is_empty() {
            self.bad.push((BadExtension::Empty, value));
            return;
        }
        for element in outside_quotes(bytes, value, b',') {
            if element.is_empty() {
                continue;
            }
            match read_one(bytes, element) {
                Ok(extension) => self.list.push(extension),
                Err(bad) => self.bad.push(bad),
            }
        }
    }
}

fn read_one(bytes: &[u8], span: Span) -> Result<Extension, (BadExtension, Span)> {
    let mut parts = outside_quotes(bytes, span, b';').into_iter();
    let name = parts.next().unwrap_or(span);
    let text = token(bytes, name).ok_or((BadExtension::NoToken, name))?;
    let params = parts.map(|part| read_param(bytes, part)).collect::<Result<_, _>>()?;
    Ok(Extension { name: text, params, span })
}

fn read_param(bytes: &[u8], span: Span) -> Result<Param, (BadExtension, Span)> {
    if span.is_empty() {
        return Err((BadExtension::NoToken, Span::new(span.start, span.start + 1)));
    }
    let equals = span.of(bytes).iter().position(|byte| *byte == b'=');
    let Some(equals) = equals.map(|at| span.start + at) else {
        let name = token(bytes, span).ok_or((BadExtension::NoToken, span))?;
        return Ok(Param { name, value: None, span });
    };
    let name = trim(bytes, Span::new(span.start, equals));
    let value = trim(bytes, Span::new(equals + 1, span.end));
    let name = token(bytes, name).ok_or((BadExtension::NoToken, name))?;
    let value = unquoted(bytes, value).ok_or((BadExtension::BadValue, value))?;
    Ok(Param { name, value: Some(value), span })
}

/// The value of a parameter: a token, or a quoted string that holds a token.
fn unquoted(bytes: &[u8], span: Span) -> Option<String> {
    let text = span.of(bytes);
    let Some(rest) = text.strip_prefix(b"\"") else { return token(bytes, span) };
    let inner = rest.strip_suffix(b"\"")?;
    let mut out = String::new();
    let mut escaped = false;
    for byte in inner {
        match byte {
            b'\\' if !escaped => escaped = true,
            b'"' if !escaped => return None,
            byte => {
                out.push(char::from(*byte));
                escaped = false;
            }
        }
    }
    (!escaped && !out.is_empty() && out.bytes().all(is_token_byte)).then_some(out)
}

fn token(bytes: &[u8], span: Span) -> Option<String> {
    let text = span.of(bytes);
    is_token(text).then(|| String::from_utf8_lossy(text).into_owned())
}

/// Whether bytes are a token, as a subprotocol must be (RFC 6455 section 4.1).
pub fn is_token(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().copied().all(is_token_byte)
}

/// Whether a byte may stand in a token: no control, no separator (RFC 2616 section 2.2).
pub(super) const fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'.'
                | b'^'
                | b'_'
                | b'`'
                | b'|'
                | b'~'
        )
}

/// The parts between separators that stand outside of quotes, without white space around them.
fn outside_quotes(bytes: &[u8], span: Span, separator: u8) -> Vec<Span> {
    let text = span.of(bytes);
    if !text.contains(&b'"') {
        return split(bytes, span, separator).collect();
    }
    let (mut quoted, mut escaped, mut start) = (false, false, span.start);
    let mut parts = Vec::new();
    for (index, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            byte if *byte == separator && !quoted => {
                parts.push(trim(bytes, Span::new(start, span.start + index)));
                start = span.start + index + 1;
            }
            _ => {}
        }
    }
    parts.push(trim(bytes, Span::new(start, span.end)));
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let one = |extension: Extension| {
            let params = extension.params.into_iter().map(|param| match param.value {
                Some(value) => format!("; {}={value}", param.name),
                None => format!("; {}", param.name),
            });
            extension.name + &params.collect::<String>()
        };
        Extensions::read(text).list.into_iter().map(one).collect()
    }

    #[rstest]
    #[case("deflate-stream", &["deflate-stream"])]
    #[case("mux; max-channels=4; flow-control, deflate-stream",
        &["mux; max-channels=4; flow-control", "deflate-stream"])]
    #[case(" a ;b = \"4\" ,, c", &["a; b=4", "c"])]
    #[case("a; b=\"x\\y\"", &["a; b=xy"])]
    fn lists_are_read_as_the_grammar_has_them(#[case] text: &str, #[case] list: &[&str]) {
        assert_eq!(shown(text), list);
        assert_eq!(Extensions::read(text).bad, []);
    }

    #[rstest]
    #[case("", BadExtension::Empty)]
    #[case("a b", BadExtension::NoToken)]
    #[case("a; ", BadExtension::NoToken)]
    #[case("a; =4", BadExtension::NoToken)]
    #[case("a; b=", BadExtension::BadValue)]
    #[case("a; b=\"x y\"", BadExtension::BadValue)]
    #[case("a; b=\"x", BadExtension::BadValue)]
    fn what_does_not_fit_is_said(#[case] text: &str, #[case] bad: BadExtension) {
        let read = Extensions::read(text);
        assert_eq!(read.bad.iter().map(|(bad, _)| *bad).collect::<Vec<_>>(), [bad]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_its_places_lie_inside_it(text: String) {
            let read = Extensions::read(&text);
            let spans = read.bad.iter().map(|bad| bad.1);
            for span in spans.chain(read.list.iter().map(|one| one.span)) {
                prop_assert!(span.end <= text.len() + 1);
            }
        }
    }
}
