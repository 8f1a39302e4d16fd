//! HTTP heads under what a log, curl or a browser puts before or between their lines. Imports the
//! values of this room.
//!
//! The lines of a head are those that have the same before them as its first line; heads whose
//! lines are interleaved are taken apart. A browser's copy has each name and value on a line of
//! its own.

use super::part;
use super::peel::lines;
use super::shape::Shape;
use super::view::View;
use crate::bits::Span;
use crate::handshake::is_token;

/// How many heads may be open at once.
const OPEN: usize = 8;

/// The methods that a head in a log may have.
const METHODS: [&str; 7] = ["GET ", "POST ", "PUT ", "HEAD ", "OPTIONS ", "CONNECT ", "DELETE "];

/// One head: its lines, without what stands before them.
#[derive(Debug)]
struct Group {
    shape: Shape,
    before: Span,
    lines: Vec<Piece>,
    open: bool,
    /// Whether its other lines have nothing before them: a sniffer prints a packet's headers before
    /// the first.
    bare: bool,
}

/// A line of a head: a part of the text, or a name and a value of two lines.
#[derive(Clone, Copy, Debug)]
pub(super) enum Piece {
    Line(Span),
    Pair(Span, Span),
}

/// Whether the text has a head that is not plain.
pub(super) fn holds(text: &str, body: Span) -> bool {
    let whole = part(text, body);
    if !whole.contains("HTTP/") {
        return false;
    }
    let groups = groups(text, body);
    let plain = |group: &Group| {
        group.before.is_empty() && group.lines.iter().all(|line| matches!(line, Piece::Line(_)))
    };
    let lines = lines(text, body).count();
    let taken: usize =
        groups.iter().map(|g| g.lines.iter().filter(|l| !l.is_blank()).count()).sum();
    !groups.is_empty()
        && !(groups.iter().all(plain) && (groups.len() == 1 || taken == lines))
        && !whole.contains("\\r\\n")
}

/// The heads alone, one after the other.
pub(super) fn view<'a>(text: &'a str, body: Span) -> View<'a> {
    let mut view = View::empty();
    let groups = groups(text, body);
    let count = groups.len();
    let mut taken = 0;
    let mut prefixed: Option<String> = None;
    let mut with_prefix = 0;
    for (index, group) in groups.into_iter().enumerate() {
        let mut ended = false;
        if !group.before.is_empty() {
            let shown = part(text, group.before).trim();
            with_prefix += group.lines.len();
            match &mut prefixed {
                None => prefixed = Some(shown.to_owned()),
                Some(before) if before.len() < 80 && !before.split("   ").any(|s| s == shown) => {
                    *before += "   ";
                    *before += shown;
                }
                Some(_) => {}
            }
        }
        for piece in group.lines {
            ended = piece.is_blank();
            taken += piece.take(text, &mut view);
        }
        if !ended && index + 1 < count {
            view.put("\n", group.before.start, 1);
        }
    }
    let all = part(text, body).chars().filter(|c| !c.is_whitespace()).count();
    view.left_out = all.saturating_sub(taken);
    view.prefix = prefixed.map(|shown| (shown, with_prefix));
    view
}

impl Piece {
    fn is_blank(&self) -> bool {
        matches!(self, Self::Line(line) if line.is_empty())
    }

    /// Where it begins in the text.
    pub(super) const fn start(self) -> usize {
        match self {
            Self::Line(line) | Self::Pair(line, _) => line.start,
        }
    }

    /// Adds the line to a view, and says how many characters it has, white space not counted.
    pub(super) fn take(self, text: &str, view: &mut View<'_>) -> usize {
        let (spans, end) = match self {
            Self::Line(line) => (vec![line], line.end),
            Self::Pair(name, value) => (vec![name, value], value.end),
        };
        let mut taken = 0;
        for (index, span) in spans.iter().enumerate() {
            if index > 0 {
                let between = if view.text.ends_with(':') { " " } else { ": " };
                view.put(between, span.start.saturating_sub(1), 1);
            }
            view.take(text, *span);
            taken += part(text, *span).chars().filter(|c| !c.is_whitespace()).count();
        }
        view.put("\n", end.saturating_sub(1), 1);
        taken
    }
}

/// The heads of a text, in the order of their first lines.
fn groups(text: &str, body: Span) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut all = all_lines(text, body).peekable();
    while let Some(line) = all.next() {
        let whole = part(text, line);
        if let Some(at) = start_of_head(whole) {
            let before = Span::new(line.start, line.start + at);
            let shape = Shape::of(part(text, before));
            let recent = groups.len().saturating_sub(OPEN);
            let open = groups.get_mut(recent..).unwrap_or_default().iter_mut();
            open.filter(|group| group.shape == shape).for_each(|group| group.open = false);
            let first = Piece::Line(Span::new(line.start + at, line.end));
            groups.push(Group { shape, before, lines: vec![first], open: true, bare: false });
            continue;
        }
        let recent = groups.len().saturating_sub(OPEN);
        let open = groups.get_mut(recent..).unwrap_or_default().iter_mut().rev();
        for group in open.filter(|group| group.open) {
            group.bare |=
                group.lines.len() == 1 && group.shape.end_in(whole).is_none() && is_field(whole);
            let at = if group.bare { Some(0) } else { group.shape.end_in(whole) };
            let Some(at) = at else { continue };
            let rest = Span::new((line.start + at).min(line.end), line.end);
            let content = part(text, rest).trim();
            if content.is_empty() {
                group.lines.push(Piece::Line(Span::new(line.end, line.end)));
                group.open = false;
            } else if is_field(content) {
                group.lines.push(Piece::Line(rest));
            } else if let Some(name) = name_alone(content)
                && let Some(next) = all.next_if(|next| is_value(part(text, *next)))
            {
                let start = rest.start + part(text, rest).find(name).unwrap_or_default();
                let value = part(text, next);
                let blank = value.len() - value.trim_start().len();
                let value = Span::new(next.start + blank, next.end);
                group.lines.push(Piece::Pair(Span::new(start, rest.end), value));
            } else {
                continue;
            }
            break;
        }
    }
    groups
}

/// Every line, the blank ones too, without line ends.
pub(super) fn all_lines(text: &str, body: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = body.start;
    part(text, body).split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        Span::new(start, start + line.trim_end().len())
    })
}

/// Where a request line or a status line begins in a line of text.
fn start_of_head(line: &str) -> Option<usize> {
    // tcpdump says in the line before a packet what is in it.
    if line.contains(": Flags [") {
        return None;
    }
    let version = line.find("HTTP/")?;
    let behind = line.get(version + "HTTP/".len()..)?;
    if !behind.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (before, rest) = line.split_at_checked(version)?;
    let request = METHODS.iter().filter_map(|method| before.rfind(method)).max();
    if let Some(at) = request {
        let word = before.get(at..)?.split_ascii_whitespace().count() == 2;
        let boundary = before.get(..at)?.chars().next_back();
        // In an access log the request line stands in quotes.
        let free = boundary.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '"');
        return (word && free).then_some(at);
    }
    let status = rest.split(' ').nth(1).unwrap_or_default();
    let is_status = status.len() == 3 && status.bytes().all(|b| b.is_ascii_digit());
    is_status.then_some(version)
}

/// Whether a line is a field: a name, a colon, a value.
pub(super) fn is_field(line: &str) -> bool {
    let (name, value) = line.split_once(':').unwrap_or_default();
    is_token(name.as_bytes()) && !value.trim().is_empty()
}

/// The name of a field that stands alone on its line, with or without its colon.
pub(super) fn name_alone(line: &str) -> Option<&str> {
    let name = line.strip_suffix(':').unwrap_or(line);
    let known = ["upgrade", "connection", "host", "origin", "server", "date", "pragma"];
    let lower = name.to_ascii_lowercase();
    let is_name = is_token(name.as_bytes())
        && (line.ends_with(':') || lower.contains('-') || known.contains(&lower.as_str()));
    is_name.then_some(line)
}

/// Whether a line may be a value: there is something, and it is no first line of a head.
pub(super) fn is_value(line: &str) -> bool {
    !line.trim().is_empty() && start_of_head(line).is_none()
}
