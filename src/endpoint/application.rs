//! What stands above an endpoint: who hears what came, gives what it needs to write, and sends.
//! May import `conversation`, `terms` and its neighbours. A contract, and no code.

use std::time::Duration;

use super::{Compressors, Sending};
use crate::conversation::{Frame, FrameEvent, Message};
use crate::terms::MaskKey;

/// What an endpoint works for, and with. One value for all connections will do: an endpoint keeps
/// its own state, and asks for the rest.
pub trait Application {
    /// Returns the buffer for the bytes that go to the peer.
    fn out(&mut self) -> &mut Vec<u8>;

    /// Returns the compressors that begin anew with each message.
    fn compressors(&mut self) -> &mut Compressors;

    /// Returns a key that nobody can foresee, for one frame (RFC 6455 section 5.3). Only a client
    /// is asked, once for each frame that it sends.
    fn mask_key(&mut self) -> MaskKey;

    /// Takes note of what the reader told, before the endpoint acts on it.
    fn heard(&mut self, heard: Heard<'_>);

    /// Takes note of a frame that was sent; its bytes stand at the end of [`Application::out`].
    fn sent(&mut self, frame: &Frame<'_>);

    /// Takes a message. It is called only while messages may be sent too, so that a response can
    /// go out at once, in the order of what was said.
    fn message(&mut self, message: &Message<'_>, sending: &mut Sending);
}

/// Something that the reader told of the peer.
#[derive(Clone, Copy, Debug)]
pub struct Heard<'a> {
    /// What: a finding as soon as a rule is broken, a frame or a message when it is whole or will
    /// never be. That a frame is cut where the endpoint stops reading is no finding.
    pub event: &'a FrameEvent<'a>,
    /// The bytes that were being read, as they came from the peer; the event may have begun in
    /// bytes before these. Empty where nothing more came.
    pub chunk: &'a [u8],
    /// Of a Pong that answers our latest Ping: when that was sent, as [`Sending::ping`] was told.
    pub ping_sent_at: Option<Duration>,
}
