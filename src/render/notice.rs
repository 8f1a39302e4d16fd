//! A message as compilers print them: a title, an excerpt with carets, named lines below it.
//! Long sentences are wrapped to the screen; the excerpt is the caller's and stays as it is.

use super::ink::{Ink, paint};
use super::{Screen, columns, wrap};

/// A message to the user.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    /// What kind it is, with its code: `error[H07]`.
    pub kind: String,
    /// The colour of the kind.
    pub ink: Ink,
    /// What it is about, in one sentence.
    pub title: String,
    /// Lines that show the place, each with its bar.
    pub excerpt: Vec<String>,
    /// Named lines below: `help`, and what it says.
    pub footers: Vec<(&'a str, String)>,
}

impl Notice<'_> {
    /// The message as text, with a line end.
    pub fn draw(&self, screen: Screen) -> String {
        let mut lines = Vec::new();
        let first = format!("{}: {}", self.kind, self.title);
        for (index, line) in wrap(&first, screen.width).into_iter().enumerate() {
            let kind = line.strip_prefix(&self.kind).filter(|_| index == 0);
            lines.push(match kind {
                Some(rest) => format!("{}{rest}", paint(self.ink, &self.kind)),
                None => line,
            });
        }
        lines.extend(self.excerpt.iter().cloned());
        for (name, says) in &self.footers {
            lines.extend(footer(name, says, screen.width));
        }
        lines.join("\n") + "\n"
    }
}

/// `  = name: what it says`, the lines after the first set in below the first.
fn footer(name: &str, says: &str, width: usize) -> Vec<String> {
    let indent = columns(name) + 6;
    let mut lines = wrap(says, width.saturating_sub(indent)).into_iter();
    let first = lines.next().unwrap_or_default();
    let first = format!("  = {} {first}", paint(Ink::Label, &format!("{name}:")));
    std::iter::once(first).chain(lines.map(|line| format!("{:indent$}{line}", ""))).collect()
}
