//! The page that the server gives to a browser: one document with its scripts and its sheet, all
//! of them within the program. Imports nothing; knows neither sockets nor HTTP beyond its headers.
//!
//! The browser knows its reader's language, so the page's sentences stand with the page, in
//! `words.js`, English and Chinese side by side.

#[cfg(test)]
mod tests;

/// A file of the page, as a response carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebPage {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The bytes of the body.
    pub body: &'static [u8],
}

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// The paths at which the document stands. The script in it looks at the path and opens the group
/// chat or the one-to-one chat; at `/` one chooses.
const DOCUMENT_PATHS: [&str; 3] = ["/", "/group_p", "/one_p"];

const DOCUMENT: WebPage = WebPage::new(HTML, include_str!("page.html"));

/// What the document asks for.
const FILES: [(&str, WebPage); 9] = [
    ("/page.css", WebPage::new(CSS, include_str!("page.css"))),
    ("/icon.svg", WebPage::new(SVG, include_str!("icon.svg"))),
    ("/page.js", WebPage::new(SCRIPT, include_str!("page.js"))),
    ("/connection.js", WebPage::new(SCRIPT, include_str!("connection.js"))),
    ("/language.js", WebPage::new(SCRIPT, include_str!("language.js"))),
    ("/messages.js", WebPage::new(SCRIPT, include_str!("messages.js"))),
    ("/modes.js", WebPage::new(SCRIPT, include_str!("modes.js"))),
    ("/people.js", WebPage::new(SCRIPT, include_str!("people.js"))),
    ("/words.js", WebPage::new(SCRIPT, include_str!("words.js"))),
];

/// Headers that every file of the page is sent with, as names and values.
///
/// The policy (Content Security Policy Level 3) lets the page load its own files and connect to
/// its own server; `'self'` in `connect-src` covers `ws:` on the same host and port (in Chromium
/// since 71, in Firefox before that, in WebKit since 2022). What a peer sends can therefore neither
/// run nor load anything, even if it came to stand in the page as markup.
///
/// `Cross-Origin-Opener-Policy` is not among them: over plain HTTP browsers honour it on loopback
/// alone, and complain about it in the console of everyone else in the class.
pub const SECURITY_HEADERS: [(&str, &str); 5] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
         img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
];

/// The file at `path`, the path of a request without its query. `None` where there is none: 404.
pub fn find(path: &str) -> Option<WebPage> {
    if DOCUMENT_PATHS.contains(&path) {
        return Some(DOCUMENT);
    }
    FILES.iter().find(|(name, _)| *name == path).map(|(_, page)| *page)
}

impl WebPage {
    const fn new(content_type: &'static str, text: &'static str) -> Self {
        Self { content_type, body: text.as_bytes() }
    }
}
