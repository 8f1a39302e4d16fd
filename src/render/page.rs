//! A page of labelled sections: the label at the left, the content indented beside it.

use super::ink::{Ink, paint};
use super::{Screen, columns, wrap};

/// Columns that a label takes, with the space behind it.
pub const INDENT: usize = 10;

/// Columns that a small label may take within the indent, with a space on either side of it.
pub const LABEL: usize = INDENT - 3;

/// Room for a page in bytes, so that few of them grow.
const PAGE: usize = 8 << 10;

/// Text that grows section by section.
#[derive(Clone, Debug)]
pub struct Page {
    screen: Screen,
    out: String,
}

impl Page {
    /// An empty page.
    pub fn new(screen: Screen) -> Self {
        Self { screen, out: String::with_capacity(PAGE) }
    }

    /// What the page is drawn for.
    pub const fn screen(&self) -> Screen {
        self.screen
    }

    /// Columns that content may take beside a label.
    pub const fn room(&self) -> usize {
        self.screen.width.saturating_sub(INDENT)
    }

    /// A label, and beside it a sentence that is wrapped.
    pub fn section(&mut self, label: &str, sentence: &str) {
        self.styled_section(Ink::Label, label, Ink::Answer, sentence, false);
    }

    /// As [`Page::section`], with the sentence in its own colour.
    pub fn answer(&mut self, label: &str, ink: Ink, sentence: &str) {
        self.styled_section(Ink::Label, label, ink, sentence, true);
    }

    fn styled_section(&mut self, label_ink: Ink, label: &str, ink: Ink, text: &str, inked: bool) {
        self.out.push_str(&paint(label_ink, label));
        self.out.push_str(gap(label));
        for (index, line) in wrap(text, self.room()).into_iter().enumerate() {
            if index > 0 {
                self.out.push_str(SPACES);
            }
            self.out.push_str(&if inked { paint(ink, &line) } else { line });
            self.out.push('\n');
        }
    }

    /// A label, and beside it one line of content as it is, styled and never wrapped.
    pub fn labelled(&mut self, label: &str, styled: &str) {
        self.raw_line(&format!("{}{}{styled}", paint(Ink::Label, label), gap(label)));
    }

    /// A label, a verdict in its colour, and beside it why, wrapped.
    pub fn verdict(&mut self, label: &str, ink: Ink, word: &str, why: &str) {
        let mut lines = wrap(why, self.room().saturating_sub(columns(word) + 2)).into_iter();
        let first = lines.next().unwrap_or_default();
        self.labelled(label, &format!("{}  {first}", paint(ink, word)));
        lines.for_each(|line| self.line(&line));
    }

    /// A tag in its colour (`error[F05]:`), and beside it a sentence that is wrapped under itself.
    pub fn tagged(&mut self, tag: &str, ink: Ink, sentence: &str) {
        let indent = columns(tag) + 1;
        let mut start = format!("{} ", paint(ink, tag));
        for line in wrap(sentence, self.screen.width.saturating_sub(indent)) {
            self.raw_line(&format!("{start}{line}"));
            start = " ".repeat(indent);
        }
    }

    /// So many carets under the line above, and what they mean beside them, or below them where there
    /// is no room.
    pub fn carets(&mut self, before: usize, count: usize, ink: Ink, says: &str) {
        let carets = format!("{:before$}{}", "", paint(ink, &"^".repeat(count)));
        let (end, needed) = (before + count, columns(says));
        if end + 1 + needed <= self.room() {
            return self.line(&format!("{carets} {says}"));
        }
        self.line(&carets);
        match end.checked_sub(needed) {
            Some(indent) => self.line(&format!("{:indent$}{says}", "")),
            None => self.sentence(says),
        }
    }

    /// A sentence under the one before, wrapped.
    pub fn sentence(&mut self, text: &str) {
        self.inked_sentence(text, None);
    }

    /// An aside under the one before, wrapped and dimmed.
    pub fn aside(&mut self, text: &str) {
        self.inked_sentence(text, Some(Ink::Dim));
    }

    fn inked_sentence(&mut self, text: &str, ink: Option<Ink>) {
        for line in wrap(text, self.room()) {
            self.line(&ink.map_or(line.clone(), |ink| paint(ink, &line)));
        }
    }

    /// One line of content as it is, styled and never wrapped.
    pub fn line(&mut self, styled: &str) {
        self.labelled_line("", styled);
    }

    /// One line of content as it is, and a remark beside it, or under it where there is no room.
    pub fn line_beside(&mut self, styled: &str, remark: &str) {
        if columns(styled) + 3 + columns(remark) <= self.room() {
            self.line(&format!("{styled}   {remark}"));
        } else {
            self.line(styled);
            self.aside(remark);
        }
    }

    /// A small label in the indent (`at`, `masked`), and one line of content as it is.
    pub fn labelled_line(&mut self, label: &str, styled: &str) {
        if label.is_empty() {
            self.out.push_str(SPACES);
        } else {
            self.out.push_str("  ");
            self.out.push_str(label);
            if columns(label) > LABEL {
                // It has a line of its own rather than run into the content.
                self.out.push('\n');
                self.out.push_str(SPACES);
            } else {
                let used = 2 + columns(label);
                self.out.push_str(SPACES.get(used..).unwrap_or_default());
            }
        }
        self.raw_line(styled);
    }

    /// A small label in the indent, and beside it a sentence that is wrapped.
    pub fn labelled_sentence(&mut self, label: &str, text: &str) {
        let mut label = label;
        for line in wrap(text, self.room()) {
            self.labelled_line(label, &line);
            label = "";
        }
    }

    /// A line from the first column on, styled and never wrapped.
    pub fn raw_line(&mut self, styled: &str) {
        self.out.push_str(styled.trim_end_matches(' '));
        self.out.push('\n');
    }

    /// An empty line, unless the page is empty or ends with one.
    pub fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// The page as text, styled as ANSI.
    pub fn finish(self) -> String {
        self.out
    }
}

/// The indent.
const SPACES: &str = "          ";

/// The spaces between a label and the content beside it; at least one.
fn gap(label: &str) -> &'static str {
    SPACES.get(columns(label).min(INDENT - 1)..).unwrap_or_default()
}
