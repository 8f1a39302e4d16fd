//! How a connection ended: which end began to close it, by a Close frame (RFC 6455 section 7.1) or by
//! TCP, and what each of them said.

use crate::conversation::{Frame, FrameEnd};
use crate::message::CloseBody;
use crate::terms::{CloseCode, Opcode, Role};

/// How an end says that it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Closing {
    /// With a Close frame, and the status code in it if there is one.
    Frame(Option<CloseCode>),
    /// With FIN: it sends nothing more.
    Fin,
    /// With RST: it breaks the connection off.
    Rst,
}

/// How a connection ended, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ending {
    /// The end that went first, and how.
    pub first: Option<(Role, Closing)>,
    /// The Close frame of the client, and that of the server, each with its status code.
    pub close_frames: [Option<Option<CloseCode>>; 2],
}

impl Ending {
    /// The status code of the Close frame of that end; the outer `None` where it sent no such frame.
    pub const fn close_frame(&self, role: Role) -> Option<Option<CloseCode>> {
        let [client, server] = self.close_frames;
        match role {
            Role::Client => client,
            Role::Server => server,
        }
    }

    /// The code that the program of that end is told: what its peer's Close frame says, 1005 where that
    /// says none, 1006 where there was no such frame (RFC 6455 section 7.1.5).
    pub const fn reported_to(&self, role: Role) -> CloseCode {
        match self.close_frame(role.peer()) {
            Some(Some(code)) => code,
            Some(None) => CloseCode::NO_STATUS_RECEIVED,
            None => CloseCode::ABNORMAL_CLOSURE,
        }
    }

    /// Takes note of a frame that ends a connection.
    pub(super) fn see(&mut self, frame: &Frame<'_>) {
        let is_close = frame.opcode() == Some(Opcode::CLOSE) && frame.end == FrameEnd::Whole;
        let Some(role) = frame.sender.role().filter(|_| is_close) else { return };
        let code = CloseBody::read(frame.payload).map(|body| body.code);
        let [client, server] = &mut self.close_frames;
        let said = if role == Role::Client { client } else { server };
        said.get_or_insert(code);
        self.first.get_or_insert((role, Closing::Frame(code)));
    }

    /// Takes note of what TCP says of an end.
    pub(super) fn leave(&mut self, role: Role, how: Closing) {
        self.first.get_or_insert((role, how));
    }
}
