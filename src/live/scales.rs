//! What the connections hold in memory, all together: when it is too much, who holds most goes.

use super::hub::Hub;
use super::link::Link;
use super::settings::Settings;
use crate::journal::{Happening, How, Limit, Trouble};

impl Hub {
    /// Counts what a connection holds. Where that makes it too much for the server, the one that
    /// holds most is let go, and nobody pays for it who holds little.
    pub(super) fn weigh(&mut self, key: usize) {
        let Some(link) = self.links.get_mut(key) else { return };
        let weight = link.weigh();
        if weight == link.weight {
            return;
        }
        self.held = self.held + weight - link.weight;
        link.weight = weight;
        while self.held > Settings::MAX_HELD {
            let weight_of = |(_, link): &(usize, &Link)| link.weight;
            let Some((heaviest, _)) = self.links.iter().max_by_key(weight_of) else { return };
            if !self.relieve(heaviest) {
                return;
            }
        }
    }

    /// Drops a connection with what it holds; gives whether that was anything. It is taken out of
    /// the group when its own turn comes: the group may just be speaking.
    fn relieve(&mut self, key: usize) -> bool {
        self.introduce(key);
        let Some(link) = self.links.get_mut(key) else { return false };
        let freed = std::mem::take(&mut link.weight);
        self.held -= freed;
        if freed > 0 {
            let limit = Trouble::Limit(Limit::Memory(Settings::MAX_HELD));
            self.log.tell(link.number, Happening::Trouble(limit));
            link.how = Some(How::Dropped);
            link.drop_now();
        }
        freed > 0
    }
}
