//! The head of a request or of our response: its first line, what the handshake is about, what is
//! wrong and how to mend it. Values that open doors are hidden.

use super::frame::{direction, finding_line};
use super::sink::{INDENT, Sink};
use crate::bits::Span;
use crate::dissection::{Half, Opening};
use crate::finding::{Level, Rule};
use crate::handshake::JudgedHead as Told;
use crate::handshake::secrets::is_secret_name;
use crate::handshake::{Agreement, Head, Shape, StartLine};
use crate::prose::live::HeadLabel;
use crate::prose::{finding as finding_words, handshake, live as words};
use crate::render::ink::Ink;
use crate::render::printable::printable_bytes;
use crate::render::{columns, pad};
use crate::terms::{HeaderName, Role};

/// Columns of a label.
const LABEL: usize = 7;
/// Columns of a value that are shown at most.
const VALUE: usize = 160;

/// Draws a head behind its time and connection; `full`: with all of its header fields.
pub(super) fn draw(sink: &mut Sink<'_>, told: &Told<'_>, full: bool) {
    let head = &*told.head.shown(sink.look.secrets);
    let told = &Told { head, ..*told };
    direction(sink, Some(told.role));
    first_line(sink, told.head);
    if full {
        fields(sink, told.head);
    } else if told.role == Role::Client {
        request(sink, told.head);
    } else {
        response(sink, told.head);
    }
    if full && told.role == Role::Server {
        agreed(sink, told.head);
    }
    wrong(sink, told);
}

/// The request line with the number of headers, or the status with its words.
fn first_line(sink: &mut Sink<'_>, head: &Head) {
    let part = |span: Span| printable_bytes(head.part(span));
    let (word, rest) = match head.start {
        StartLine::Request { method, target, version, .. } => {
            let headers = words::headers(sink.screen.lang, head.fields.len());
            (part(method), format!("{} {}, {headers}", part(target), part(version)))
        }
        StartLine::Response { status, reason, .. } => (part(status), part(reason)),
        StartLine::Other { line } => (String::new(), part(line.text)),
    };
    sink.ink(Ink::Answer, &word);
    sink.gap_to(INDENT + 7);
    sink.sentence(&cut(&rest, VALUE));
}

/// What a client asks for.
fn request(sink: &mut Sink<'_>, head: &Head) {
    for (name, label) in [
        (HeaderName::Key, HeadLabel::Key),
        (HeaderName::Extensions, HeadLabel::Offers),
        (HeaderName::Protocol, HeadLabel::Offers),
        (HeaderName::Origin, HeadLabel::Origin),
    ] {
        for (_, value) in head.all(name) {
            let value = cut(&printable_bytes(head.part(value)), VALUE);
            let value = match name {
                HeaderName::Protocol => words::subprotocols(sink.screen.lang, &value),
                _ => value,
            };
            row(sink, label, &value);
        }
    }
}

/// What the server answers.
fn response(sink: &mut Sink<'_>, head: &Head) {
    if let Some((value, _)) = head.value(HeaderName::Accept) {
        row(sink, HeadLabel::Accept, &cut(&printable_bytes(value), VALUE));
    }
    agreed(sink, head);
}

fn agreed(sink: &mut Sink<'_>, head: &Head) {
    if head.status() == Some(101) {
        for sentence in handshake::agreed(sink.screen.lang, &Agreement::of(head)) {
            row(sink, HeadLabel::Agrees, &sentence);
        }
    }
}

/// Every header field, one after the other.
fn fields(sink: &mut Sink<'_>, head: &Head) {
    for field in &head.fields {
        let text = match field.shape {
            Shape::Named { name, value, .. } => {
                let hide = !sink.look.secrets && is_secret_name(head.part(name));
                let value = match hide {
                    true => handshake::hidden(sink.screen.lang, value.len()),
                    false => printable_bytes(head.part(value)),
                };
                format!("{}: {value}", printable_bytes(head.part(name)))
            }
            Shape::NoColon | Shape::Stray => printable_bytes(head.part(field.line.text)),
        };
        sink.spaces_to(sink.indent());
        sink.sentence(&cut(&text, 4 * VALUE));
    }
}

/// A label, and a value wrapped beside it.
fn row(sink: &mut Sink<'_>, label: HeadLabel, value: &str) {
    sink.spaces_to(sink.indent());
    let label = pad(words::head_label(sink.screen.lang, label), LABEL);
    sink.ink(Ink::Label, label.trim_end());
    sink.spaces_to(sink.indent() + LABEL);
    sink.sentence(value);
}

/// What is wrong with the head; at a request, the slips behind it.
fn wrong(sink: &mut Sink<'_>, told: &Told<'_>) {
    let lang = sink.screen.lang;
    let half = Half::new(told.head.clone(), 0, told.findings.to_vec());
    // That the server refused is what the line itself says.
    let mut findings: Vec<_> =
        half.findings.iter().filter(|finding| finding.fault.rule() != Rule::Status).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let opening = match told.role {
        Role::Client => Opening::of(Some(half.clone()), None),
        Role::Server => Opening::default(),
    };
    for finding in findings {
        finding_line(sink, finding, &finding.fault.title(lang));
        let fix = finding.fault.fix(lang);
        let fix = fix.filter(|_| opening.claims.is_empty() && finding.level > Level::Note);
        if let Some(fix) = fix {
            sink.below(Ink::Label, &format!("{}:", finding_words::fix_label(lang)), &fix);
        }
    }
    for claim in &opening.claims {
        let label = format!("{}[{}]:", finding_words::cause(lang), claim.slip.name());
        sink.below(Ink::Cause, &label, claim.slip.title(lang));
        let cure = claim.slip.cure(lang);
        sink.below(Ink::Label, &format!("{}:", finding_words::cure_label(lang)), cure);
    }
}

/// At most so many columns, with dots where there were more.
fn cut(text: &str, room: usize) -> String {
    if columns(text) <= room {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 3;
    for c in text.chars() {
        used += columns(c.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        out.push(c);
    }
    out + "..."
}
