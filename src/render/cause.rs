//! The cause of something that is drawn already: which slip makes such bytes, and how to mend it.

use super::ink::{Ink, paint};
use super::{Screen, wrap};
use crate::analysis::Cause;
use crate::dissection::Opening;
use crate::prose::{accept_slips, cause as words, finding};
use crate::slips::handshake::HandshakeClaim;

/// Columns before the text under a row.
const INDENT: usize = 6;

/// The cause of what stands above, in lines of its own.
pub fn alone(cause: &Cause<'_>, screen: Screen) -> String {
    let lang = screen.lang;
    match cause {
        Cause::Frame { number, claims, explains, .. } => {
            let mut out = String::new();
            for claim in *claims {
                let slip = claim.evidence.slip();
                let title = words::of_frame(lang, *number, slip.title(lang));
                labelled(&mut out, Some(slip.name()), &title, screen);
                let cure = slip.cure(lang);
                below(&mut out, finding::cure_label(lang), cure, screen);
            }
            if !explains.is_empty() {
                let sentence = words::explains(lang, explains.start, explains.end - 1);
                below(&mut out, "", &sentence, screen);
            }
            out
        }
        Cause::Heads(claims) => of_heads(claims, screen),
    }
}

/// The causes of what is wrong in an opening; empty where there are none.
pub fn of_opening(opening: &Opening, screen: Screen) -> String {
    let mut out = of_heads(&opening.claims, screen);
    if let Some(cause) = &opening.cause {
        labelled(&mut out, None, &accept_slips::cause(screen.lang, cause), screen);
    }
    out
}

fn of_heads(claims: &[HandshakeClaim], screen: Screen) -> String {
    let mut out = String::new();
    for claim in claims {
        let title = claim.slip.title(screen.lang);
        labelled(&mut out, Some(claim.slip.name()), title, screen);
    }
    out
}

fn labelled(out: &mut String, name: Option<&str>, text: &str, screen: Screen) {
    let label = match name {
        Some(name) => format!("{}[{name}]:", finding::cause(screen.lang)),
        None => format!("{}:", finding::cause(screen.lang)),
    };
    lines(out, Ink::Cause, &label, text, screen);
}

fn below(out: &mut String, label: &str, text: &str, screen: Screen) {
    let label = if label.is_empty() { String::new() } else { format!("{label}:") };
    lines(out, Ink::Label, &label, text, screen);
}

fn lines(out: &mut String, ink: Ink, label: &str, text: &str, screen: Screen) {
    let indent = " ".repeat(INDENT);
    let whole = if label.is_empty() { text.to_owned() } else { format!("{label} {text}") };
    for (index, line) in wrap(&whole, screen.width.saturating_sub(INDENT)).iter().enumerate() {
        out.push_str(&indent);
        match line.strip_prefix(label).filter(|_| index == 0 && !label.is_empty()) {
            Some(rest) => out.push_str(&(paint(ink, label) + rest)),
            None => out.push_str(line),
        }
        out.push('\n');
    }
}
