//! What the connections hold in memory, all together: when it is too much, who holds most goes.

use super::hub::Hub;
use super::settings::Settings;
use crate::journal::{Happening, HowEnded, Limit, Trouble};

impl Hub {
    /// Counts what a connection holds. Where that makes it too much for the server, the one that
    /// holds most is dropped, and nobody pays for it who holds little. It is taken out of the group
    /// when its own turn comes: the group may just be speaking.
    pub(super) fn weigh(&mut self, key: usize) {
        while self.connections.weigh(key) + self.group.in_flight_bytes() > Settings::MAX_HELD {
            let Some(heaviest) = self.connections.heaviest() else { return };
            self.introduce(heaviest);
            self.connections.release(heaviest);
            self.group.count_in_flight();
            if let Some(connection) = self.connections.get_mut(heaviest) {
                let limit = Trouble::Limit(Limit::Memory(Settings::MAX_HELD));
                self.log.tell(connection.number, Happening::Trouble(limit));
                connection.how = Some(HowEnded::Dropped);
            }
        }
    }
}
