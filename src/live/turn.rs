//! What a connection needs while it reads: where its own bytes go, and where messages for others
//! are laid, to be delivered when the reading is done.

use std::time::Instant;

use super::group::Group;
use super::log::Log;
use super::names::Names;
use crate::endpoint::Compressors;
use crate::journal::ServerTotals;
use crate::prose::Lang;

/// One connection's turn.
pub(super) struct Turn<'a> {
    /// The number of the connection in the log.
    pub(super) number: u64,
    /// Its key in the table of connections.
    pub(super) key: usize,
    pub(super) lang: Lang,
    /// When the server began: Pings count their time from then.
    pub(super) start: Instant,
    /// What goes to the client, in one write when the turn ends.
    pub(super) out: &'a mut Vec<u8>,
    pub(super) compressors: &'a mut Compressors,
    pub(super) log: &'a mut Log,
    pub(super) group: &'a mut Group,
    pub(super) names: &'a mut Names,
    pub(super) totals: &'a mut ServerTotals,
}
