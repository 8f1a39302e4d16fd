//! White space before the colon: `'Host : ' + host`.

use super::suspect::shown;
use super::{Exchange, HeadSuspect};
use crate::bits::Span;
use crate::handshake::Shape;
use crate::lang::Lang;
use crate::slips::words::quoted;

pub(super) const NAME: &str = "space-before-colon";

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| request.replacen("Host:", "Host :", 1))
}

pub(super) fn explains(suspect: &HeadSuspect<'_>) -> Option<String> {
    suspect.heads().find_map(|head| {
        head.fields.iter().find_map(|field| match field.shape {
            Shape::Named { name, gap, .. } if !gap.is_empty() && !name.is_empty() => {
                Some(shown(head.part(Span::new(name.start, gap.end + 1))))
            }
            _ => None,
        })
    })
}

pub(super) const fn title(lang: Lang) -> &'static str {
    lang.pick("a space was written before the colon", "冒号前多写了空格")
}

pub(super) fn evidence(_: Lang, proof: &str) -> Option<String> {
    quoted(proof)
}

pub(super) const fn cure(lang: Lang) -> &'static str {
    lang.pick("Write f'{name}: {value}'.", "写成 f'{name}: {value}'。")
}
