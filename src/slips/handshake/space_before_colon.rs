//! White space before the colon: `'Host : ' + host`.

use super::suspect::shown;
use super::{Exchange, Suspect};
use crate::bits::Span;
use crate::handshake::Shape;

pub(super) fn apply(honest: &Exchange) -> Vec<u8> {
    honest.only_request(|request| request.replacen("Host:", "Host :", 1))
}

pub(super) fn explains(suspect: &Suspect<'_>) -> Option<String> {
    suspect.heads().find_map(|head| {
        head.fields.iter().find_map(|field| match field.shape {
            Shape::Named { name, gap, .. } if !gap.is_empty() && !name.is_empty() => {
                Some(shown(head.part(Span::new(name.start, gap.end + 1))))
            }
            _ => None,
        })
    })
}
