//! What stands on a page of rustdoc: a declaration, members, traits. Reads the few marks of its
//! HTML that have stayed the same for years, and nothing else of it.

use std::path::Path;

/// Traits that the compiler implements beside a derived one, for itself.
const OF_THE_COMPILER: &str = "StructuralPartialEq";

/// The text of a page.
pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The items that `all.html` lists: their paths and their pages, by path.
pub fn all_items(all: &str) -> Vec<(String, String)> {
    let list = all.split("<ul class=\"all-items\">").skip(1);
    let links = list.flat_map(|list| upto(list, "</ul>").split("<a href=\"").skip(1));
    let mut items: Vec<_> =
        links.map(|link| (text(between(link, ">", "</a>")), upto(link, "\"").to_owned())).collect();
    assert!(!items.is_empty(), "all.html lists nothing: rustdoc writes it in another form");
    items.sort_unstable();
    items
}

/// What a module re-exports: items that are described in another place, or by another crate.
pub fn reexports(index: &str) -> Vec<String> {
    let uses = index.split("<code>pub use ").skip(1);
    uses.map(|item| format!("pub use {}", text(upto(item, "</code>")))).collect()
}

/// The lines of an item's declaration.
pub fn declaration(item: &str) -> Vec<String> {
    let code = between(item, "<pre class=\"rust item-decl\"><code>", "</code></pre>");
    // A long list is folded: what one clicks at to unfold it is no code.
    let code: String = code
        .split("<summary")
        .enumerate()
        .map(|(part, code)| if part == 0 { code } else { from(code, "</summary>") })
        .collect();
    let lines = text(&code.replace("</div>", "\n"));
    lines.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// The methods and the associated constants and types that are not those of a trait.
pub fn members(item: &str) -> Vec<String> {
    let sections = own(item).split("<section id=\"").skip(1);
    let members = sections.filter(|section| {
        let class = between(section, "class=\"", "\"");
        ["method", "associatedconstant", "associatedtype"].contains(&class)
    });
    members.map(header).collect()
}

/// The traits of a type, in one line if there are any.
pub fn traits(item: &str) -> Option<String> {
    let sections = from(own(item), "id=\"trait-implementations\"").split("<section id=\"").skip(1);
    let mut traits: Vec<_> = sections
        .filter(|section| between(section, "class=\"", "\"") == "impl")
        .map(header)
        .map(|header| implemented(&header).to_owned())
        .filter(|name| name != OF_THE_COMPILER)
        .collect();
    traits.sort_unstable();
    (!traits.is_empty()).then(|| format!("impl {}", traits.join(", ")))
}

/// A page up to what every type has: auto traits and blanket implementations.
fn own(item: &str) -> &str {
    let item = upto(item, "<h2 id=\"synthetic-implementations\"");
    upto(item, "<h2 id=\"blanket-implementations\"")
}

/// The code over a section, in one line.
fn header(section: &str) -> String {
    let code = from(between(section, "class=\"code-header\"", "</section>"), ">");
    // A sign for a remarkable trait of the returned type is no code.
    let code = upto(upto(upto(code, "</h4>"), "</h3>"), "<a href=\"#\" class=\"tooltip\"");
    let code = code.replace("<div class=\"where\">", " ");
    text(&code).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The trait of `impl<'a> Trait for Type<'a>`.
fn implemented(header: &str) -> &str {
    let header = header.strip_prefix("impl").unwrap_or(header);
    let mut depth = 0_usize;
    let generics = header.find(|c| {
        depth = depth + usize::from(c == '<') - usize::from(c == '>' && depth > 0);
        depth == 0 && c == ' '
    });
    let header = header[generics.unwrap_or(0)..].trim_start();
    header.split(" for ").next().unwrap_or(header)
}

/// HTML without its tags and escapes.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<').enumerate() {
        text.push_str(if part.0 == 0 { part.1 } else { from(part.1, ">") });
    }
    let escapes = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    escapes.iter().fold(text, |text, (escape, plain)| text.replace(escape, plain))
}

/// What stands before `mark`; everything where it is not there.
fn upto<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).map_or(text, |(before, _)| before)
}

/// What stands behind `mark`; nothing where it is not there.
fn from<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).map_or("", |(_, behind)| behind)
}

/// What stands behind `start` and before the next `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    upto(from(text, start), end)
}
