//! Options that are given and change nothing for input of this kind, so that it can be said. Which
//! option is about what stands with its definition.

use super::options::View;
use crate::capture::Kind;
use crate::cli::options::{GivenOption, Scope};

/// The names of the options that were given without effect: for input of that kind, `None` where
/// it is all at hand, in the view that will be drawn.
pub(super) fn missing(given: &[GivenOption], kind: Option<Kind>, view: View) -> Vec<&'static str> {
    let idle = given.iter().filter(|option| !has_effect(option.scope, kind, view));
    idle.map(|option| option.name).collect()
}

fn has_effect(scope: Scope, kind: Option<Kind>, view: View) -> bool {
    let deep = matches!(view, View::Full | View::Plain | View::Diagram);
    let captured = matches!(kind, Some(Kind::Pcap | Kind::Pcapng | Kind::Follow | Kind::Har));
    match scope {
        Scope::Any => true,
        Scope::Text | Scope::Bytes => !captured,
        Scope::Captures => captured && kind != Some(Kind::Har),
        // A HAR has messages and no frames.
        Scope::Frames => kind != Some(Kind::Har),
        Scope::Filter => view != View::Summary,
        // A capture is told as lines; what only a dissection has is not there.
        Scope::View => !(kind == Some(Kind::Har) && deep),
        Scope::Fields => kind != Some(Kind::Har) && view == View::Json,
        Scope::Dissection => kind != Some(Kind::Har) && deep,
    }
}
