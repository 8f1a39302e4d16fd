//! Every message must come back.

use std::collections::VecDeque;
use std::io;
use std::time::{Duration, Instant};

use mio::{Events, Poll};
use ws_inspect_peers::PIECE;

use crate::Plan;
use crate::client::connect_all;
use crate::measure::{Measure, warm_up};
use crate::texts::Texts;

pub fn run(plan: &Plan) -> io::Result<String> {
    let mut poll = Poll::new()?;
    let mut clients = connect_all(plan, &poll)?;
    let mut texts = Texts::new(plan.size, plan.raw);
    let (mut input, mut out) = (vec![0; PIECE], Vec::new());
    let (warm, all) = (warm_up(plan), warm_up(plan) + plan.count);
    let (mut asked, mut answered) = (0, 0);
    // When each message that is on the way was sent, of each connection.
    let mut on_the_way = vec![VecDeque::new(); clients.len()];
    for (client, times) in clients.iter_mut().zip(&mut on_the_way) {
        let messages = plan.window.min(all - asked);
        asked += messages;
        times.extend((0..messages).map(|_| Instant::now()));
        client.ask(messages, &mut texts, &mut out)?;
    }
    let mut events = Events::with_capacity(1024);
    let (mut measure, mut is_warm, mut before) = (Measure::start(plan)?, false, 0);
    while answered < all {
        poll.poll(&mut events, Some(Duration::from_secs(10)))?;
        if events.is_empty() {
            return Err(io::Error::other(format!(
                "nothing came for 10 s, {answered} of {all} answered"
            )));
        }
        for event in &events {
            let (client, times) = (&mut clients[event.token().0], &mut on_the_way[event.token().0]);
            client.flush()?;
            let came = client.hear(&texts, &mut input)?;
            if came == 0 {
                continue;
            }
            if came > times.len() as u64 {
                return Err(io::Error::other("an answer that nobody asked for"));
            }
            let now = Instant::now();
            for sent in times.drain(..came as usize) {
                if is_warm {
                    measure.waited(now - sent);
                }
            }
            answered += came;
            let messages = came.min(all - asked);
            if messages > 0 {
                asked += messages;
                times.extend((0..messages).map(|_| now));
                client.ask(messages, &mut texts, &mut out)?;
            }
        }
        if !is_warm && answered >= warm {
            (measure, is_warm, before) = (Measure::start(plan)?, true, answered);
        }
    }
    measure.stop(answered - before)
}
