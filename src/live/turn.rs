//! What a connection needs while it reads: where its own answer goes, and where messages for
//! others are laid, to be delivered when the reading is done.

use std::collections::HashMap;

use super::group::Group;
use super::letter::Letter;
use super::log::Log;
use super::outgoing::Shared;
use crate::journal::Totals;
use crate::prose::Lang;

/// One connection's turn.
pub(super) struct Turn<'a> {
    /// The number of the connection in the log.
    pub(super) number: u64,
    /// Its key in the table of connections.
    pub(super) key: usize,
    pub(super) lang: Lang,
    /// What goes to the client, in one write when the turn ends.
    pub(super) out: &'a mut Vec<u8>,
    pub(super) log: &'a mut Log,
    pub(super) group: &'a mut Group,
    /// Who is there to get a letter.
    pub(super) names: &'a HashMap<String, usize>,
    pub(super) letters: &'a mut Vec<Letter>,
    pub(super) shared: &'a mut Shared,
    pub(super) totals: &'a mut Totals,
}
