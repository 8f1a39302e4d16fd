//! What one member says must reach all others, and not itself.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use mio::{Events, Poll};
use ws_inspect_peers::PIECE;

use crate::Plan;
use crate::client::connect_all;
use crate::measure::{Measure, warm_up};
use crate::texts::Texts;

const SPEAKER: usize = 0;

pub fn run(plan: &Plan) -> io::Result<String> {
    let mut poll = Poll::new()?;
    let mut members = connect_all(plan, &poll)?;
    let mut texts = Texts::new(plan.size, plan.raw);
    let (mut input, mut out) = (vec![0; PIECE], Vec::new());
    let others = members.len() - 1;
    let (warm, all) = (warm_up(plan), warm_up(plan) + plan.count);
    // Of each message that is on the way: when it was sent, how many have yet to hear it.
    let mut on_the_way: VecDeque<(Instant, usize)> = VecDeque::new();
    let mut complete = 0;
    let mut events = Events::with_capacity(1024);
    let (mut measure, mut is_warm, mut before) = (Measure::start(plan)?, false, 0);
    while complete < all {
        let asked = members[SPEAKER].asked;
        let messages = (plan.window - on_the_way.len() as u64).min(all - asked);
        if messages > 0 {
            on_the_way.extend((0..messages).map(|_| (Instant::now(), others)));
            members[SPEAKER].ask(messages, &mut texts, &mut out)?;
        }
        poll.poll(&mut events, Some(Duration::from_secs(10)))?;
        if events.is_empty() {
            return Err(io::Error::other(format!(
                "nothing came for 10 s, {complete} of {all} heard by all"
            )));
        }
        for event in &events {
            let member = &mut members[event.token().0];
            member.flush()?;
            let first = member.answered - complete;
            let came = member.hear(&texts, &mut input)?;
            if event.token().0 == SPEAKER && came > 0 {
                return Err(io::Error::other("the speaker heard itself"));
            }
            for at in first..first + came {
                let message = on_the_way.get_mut(at as usize);
                message.ok_or_else(|| io::Error::other("a message that nobody sent"))?.1 -= 1;
            }
        }
        while let Some((sent, 0)) = on_the_way.front() {
            if is_warm {
                measure.waited(sent.elapsed());
            }
            on_the_way.pop_front();
            complete += 1;
        }
        if !is_warm && complete >= warm {
            (measure, is_warm, before) = (Measure::start(plan)?, true, complete);
        }
    }
    measure.stop((complete - before) * others as u64)
}
