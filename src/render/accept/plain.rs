//! One sentence a fact, in order, for screen readers: no columns, no carets.

use super::{AcceptView, findings};
use crate::finding::{Fault, KeyLength};
use crate::prose::accept::{self as prose, plain};
use crate::render::Screen;
use crate::render::printable::visible;

/// Every fact on its own line.
pub fn draw(view: &AcceptView, screen: Screen) -> String {
    let (lang, accept) = (screen.lang, &view.accept);
    let mut lines = vec![plain::value(lang, &accept.value)];
    lines.push(plain::key(lang, &visible(&accept.key), accept.key.chars().count()));
    if !view.taken_off.is_empty() {
        lines.push(plain::note(lang, &prose::taken_off(lang, &view.taken_off)));
    }
    if let Ok(nonce) = &accept.nonce {
        lines.push(plain::nonce(lang, nonce.len(), &hex::encode(nonce)));
    }
    lines.push(plain::joined(lang, &visible(&accept.joined)));
    lines.push(plain::digest(lang, &hex::encode(accept.digest)));
    lines.extend(wrong(view, screen));
    let codes: Vec<&str> = view.findings().iter().map(|f| f.fault.rule().code()).collect();
    match (codes.is_empty(), &view.expected) {
        (true, None) => {}
        (true, Some(_)) => lines.push(plain::result(lang, prose::same(lang))),
        (false, _) => lines.push(plain::result(lang, &prose::broken(lang, &codes))),
    }
    lines.join("\n") + "\n"
}

fn wrong(view: &AcceptView, screen: Screen) -> Vec<String> {
    let lang = screen.lang;
    let mut lines = Vec::new();
    for finding in view.findings() {
        let (title, label) = match finding.fault {
            Fault::KeyLength(KeyLength { decoded }) => {
                let characters = view.accept.key.chars().count();
                let label = prose::bad_key_label(lang, characters, decoded);
                (finding.fault.title(lang), label)
            }
            Fault::AcceptValue(_) => {
                let Some(expected) = &view.expected else { continue };
                let at = finding.place.span.start;
                let ends = at >= expected.value.chars().count();
                lines.push(plain::given(lang, &visible(&expected.value)));
                let label = prose::first_difference(lang, at + 1, ends);
                (prose::wrong_value(lang).to_owned(), label)
            }
            _ => continue,
        };
        lines.push(plain::finding(lang, finding.fault.rule().code(), &title, &label));
        let footers = findings::footers(view, &finding, lang);
        lines.extend(footers.iter().map(|(name, says)| plain::footer(name, says)));
    }
    lines
}
