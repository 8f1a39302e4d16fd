//! A client and a server joined by a link that cuts the bytes into any chunks, and may damage
//! them: either both close cleanly and have heard what the other said, or one names the rule.

use proptest::prelude::*;

use super::*;

/// What one end is to do.
#[derive(Clone, Debug)]
enum Act {
    Say(Role, Opcode, Vec<u8>),
    Ping(Role),
    /// So many bytes go over the link towards that end.
    Carry(Role, usize),
    Close(Role, u16),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let role = || prop_oneof![Just(Role::Client), Just(Role::Server)];
    let text = || "[a-z好 ]{0,200}".prop_map(String::into_bytes);
    let act = prop_oneof![
        4 => (role(), text()).prop_map(|(role, text)| Act::Say(role, Opcode::TEXT, text)),
        2 => (role(), prop::collection::vec(any::<u8>(), 0..300))
            .prop_map(|(role, bytes)| Act::Say(role, Opcode::BINARY, bytes)),
        1 => role().prop_map(Act::Ping),
        6 => (role(), 1_usize..90).prop_map(|(role, len)| Act::Carry(role, len)),
        1 => (role(), prop_oneof![Just(1000_u16), Just(1001), Just(4000), Just(1005)])
            .prop_map(|(role, code)| Act::Close(role, code)),
    ];
    prop::collection::vec(act, 0..40)
}

/// Both ends, and the bytes that are on their way to each.
struct Link {
    ends: [End; 2],
    on_way: [Vec<u8>; 2],
    said: [Vec<(Opcode, Vec<u8>)>; 2],
}

const fn index(role: Role) -> usize {
    match role {
        Role::Client => 0,
        Role::Server => 1,
    }
}

impl Link {
    fn new(extension: Option<&str>) -> Self {
        let ends = [Role::Client, Role::Server].map(|role| End::new(role, extension));
        Self { ends, on_way: Default::default(), said: Default::default() }
    }

    /// Puts what an end has written on its way.
    fn send(&mut self, from: Role) {
        let bytes = self.ends[index(from)].says();
        self.on_way[index(from.peer())].extend(bytes);
    }

    fn act(&mut self, act: &Act, number: u64) {
        match act {
            Act::Say(role, kind, payload) => {
                if self.ends[index(*role)].message(*kind, payload) {
                    self.said[index(*role)].push((*kind, payload.clone()));
                }
                self.send(*role);
            }
            Act::Ping(role) => {
                let bytes = self.ends[index(*role)].ping(number, 0);
                self.on_way[index(role.peer())].extend(bytes);
            }
            Act::Carry(to, len) => self.carry(*to, *len),
            Act::Close(role, code) => {
                let bytes = self.ends[index(*role)].close(CloseCode(*code), "because");
                self.on_way[index(role.peer())].extend(bytes);
            }
        }
    }

    fn carry(&mut self, to: Role, len: usize) {
        let len = len.min(self.on_way[index(to)].len());
        let rest = self.on_way[index(to)].split_off(len);
        let chunk = std::mem::replace(&mut self.on_way[index(to)], rest);
        let out = self.ends[index(to)].hears(&chunk);
        self.on_way[index(to.peer())].extend(out);
    }

    /// Carries all that is on its way, until nothing is.
    fn settle(&mut self, len: usize) {
        while self.on_way.iter().any(|bytes| !bytes.is_empty()) {
            self.carry(Role::Client, len);
            self.carry(Role::Server, len);
        }
    }

    fn endings(&self) -> [Option<Ending>; 2] {
        self.ends.each_ref().map(End::ending)
    }
}

const AGREED: [Option<&str>; 4] = [
    None,
    Some("permessage-deflate"),
    Some("permessage-deflate; server_no_context_takeover; client_max_window_bits=9"),
    Some("permessage-deflate; client_no_context_takeover; server_max_window_bits=10"),
];

proptest! {
    #[test]
    fn two_honest_ends_close_cleanly_and_lose_nothing_that_was_said_before(
        acts in acts(),
        extension in prop::sample::select(AGREED.as_slice()),
        chunk in 1_usize..100,
    ) {
        let mut link = Link::new(extension);
        for (number, act) in (0..).zip(&acts) {
            link.act(act, number);
        }
        link.act(&Act::Close(Role::Client, 1000), 0);
        link.settle(chunk);
        for ending in link.endings() {
            prop_assert!(matches!(ending, Some(Ending::Closed { .. })), "{:?}", ending);
        }
        for (end, said) in link.ends.iter().zip(link.said.iter().rev()) {
            prop_assert_eq!(&end.above.findings, &[]);
            // What is said once our own Close frame is out cannot be answered, and is only told.
            prop_assert!(said.starts_with(&end.above.messages));
        }
    }

    #[test]
    fn where_the_link_damages_a_byte_both_close_cleanly_or_one_names_the_rule(
        acts in acts(),
        extension in prop::sample::select(AGREED.as_slice()),
        chunk in 1_usize..100,
        (at, flip) in (any::<prop::sample::Index>(), 1_u8..=255),
        to in prop_oneof![Just(Role::Client), Just(Role::Server)],
    ) {
        let mut link = Link::new(extension);
        for act in acts.iter().filter(|act| !matches!(act, Act::Carry(..))) {
            link.act(act, 0);
        }
        link.act(&Act::Close(Role::Client, 1000), 0);
        link.act(&Act::Close(Role::Server, 1000), 0);
        let bytes = &mut link.on_way[index(to)];
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        link.settle(chunk);
        // A damaged length can swallow all that follows: then the peer's end is seen as a loss.
        for end in &mut link.ends {
            end.endpoint.end_of_input(&mut end.above);
        }
        for (end, ending) in link.ends.iter().zip(link.endings()) {
            match ending.unwrap() {
                Ending::Failed { because, .. } => {
                    prop_assert!(end.above.findings.contains(&because));
                }
                Ending::Closed { .. } | Ending::Lost => {}
            }
        }
        // The end that nothing was done to finds nothing to blame.
        prop_assert_eq!(&link.ends[index(to.peer())].above.findings, &[]);
    }
}
