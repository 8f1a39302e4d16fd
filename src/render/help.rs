//! A page of help: what a command does, how it is called, examples, and every option.
//! The columns are counted by width, so that they line up in Chinese too.

use super::ink::{Ink, paint};
use super::{Screen, columns, pad, wrap};
use crate::prose::help::{self as prose, Example};

/// A page of help.
#[derive(Clone, Debug, Default)]
pub struct HelpPage {
    /// What the command does.
    pub about: String,
    /// How it is called: `ws-inspect accept [OPTIONS] <KEY>`.
    pub usage: String,
    /// Command lines that run.
    pub examples: Vec<Example>,
    /// Lists of arguments, options or commands.
    pub groups: Vec<Group>,
    /// The last words.
    pub closing: String,
}

/// A list under a heading.
#[derive(Clone, Debug)]
pub struct Group {
    /// The heading, without a colon.
    pub heading: String,
    /// What is listed, and what is said of it.
    pub rows: Vec<(String, String)>,
}

/// The widest term that has its text beside it.
const MAX_TERM: usize = 24;

impl HelpPage {
    /// The page as text, with a line end.
    pub fn draw(&self, screen: Screen) -> String {
        let width = screen.width;
        let mut lines = wrap(&self.about, width);
        lines.push(String::new());
        lines.extend(self.usage_lines(screen));
        for group in self.groups.iter().filter(|group| !group.rows.is_empty()) {
            lines.push(String::new());
            lines.push(heading(&group.heading));
            lines.extend(group.rows.iter().flat_map(|row| group.draw_row(row, width)));
        }
        if !self.examples.is_empty() {
            lines.push(String::new());
            lines.push(heading(prose::examples_heading(screen.lang)));
            lines.extend(self.examples.iter().flat_map(|example| draw_example(example, width)));
        }
        if !self.closing.is_empty() {
            lines.push(String::new());
            lines.extend(wrap(&self.closing, width));
        }
        lines.join("\n") + "\n"
    }

    fn usage_lines(&self, screen: Screen) -> Vec<String> {
        let label = format!("{}:", prose::usage(screen.lang));
        let indent = columns(&label) + 1;
        let usage = wrap(&self.usage, screen.width.saturating_sub(indent));
        let mut lines = Vec::new();
        for line in usage {
            lines.push(match lines.is_empty() {
                true => format!("{} {line}", paint(Ink::Label, &label)),
                false => format!("{:indent$}{line}", ""),
            });
        }
        lines
    }
}

impl Group {
    fn draw_row(&self, (term, text): &(String, String), width: usize) -> Vec<String> {
        let widest = self.rows.iter().map(|(term, _)| columns(term)).filter(|w| *w <= MAX_TERM);
        let beside = widest.max().unwrap_or_default();
        let indent = beside + 4;
        let mut texts = wrap(text, width.saturating_sub(indent)).into_iter();
        let term = paint(Ink::Key, term).replace(term.as_str(), &pad(term, beside));
        let mut lines = Vec::new();
        if columns(&anstream::adapter::strip_str(&term).to_string()) > beside {
            lines.push(format!("  {term}"));
        } else {
            lines.push(format!("  {term}  {}", texts.next().unwrap_or_default()));
        }
        lines.extend(texts.map(|line| format!("{:indent$}{line}", "")));
        lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
    }
}

fn heading(text: &str) -> String {
    paint(Ink::Label, &format!("{text}:"))
}

/// What it shows, then the command line; one that is too long goes on behind a backslash.
fn draw_example(example: &Example, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = wrap(example.shows, width.saturating_sub(2))
        .iter()
        .map(|line| format!("  {line}"))
        .collect();
    let mut line = "   ".to_owned();
    for word in example.line.split(' ') {
        // Two columns are kept for the backslash.
        if columns(&line) + 1 + columns(word) + 2 > width && line.len() > 3 {
            lines.push(format!("{} \\", paint(Ink::Payload, &line)));
            line = "     ".to_owned();
        }
        line.push(' ');
        line += word;
    }
    lines.push(paint(Ink::Payload, &line));
    lines
}
