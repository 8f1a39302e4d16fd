//! Step 3: the fields, one a row: where each stands, its value, what it means, who says so.

use super::super::ink::{Ink, Region, paint};
use super::super::node;
use super::super::page::Page;
use super::super::wrap;
use super::prose;
use crate::conversation::Sender;
use crate::tree::Node;

/// Draws step 3; `sender` is told of where it was inferred.
pub fn render(frame: &Node<'_>, sender: Sender, page: &mut Page) {
    let lang = page.screen().lang;
    page.labelled(prose::steps::fields(lang), "");
    let rows = |part| Node::rows(part).into_iter().map(move |row| (Region::of(part), row));
    node::table(frame.own_children().flat_map(rows), page);
    if let Sender::Inferred(role) = sender {
        let sentence = prose::frame::inferred(lang, role);
        for line in wrap(sentence, page.screen().width.saturating_sub(4)) {
            page.raw_line(&format!("    {}", paint(Ink::Dim, &line)));
        }
    }
    page.blank();
}
