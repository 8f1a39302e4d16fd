//! The server as a whole: listens, lets connections in, keeps the time, ends when it is told to.

use std::convert::Infallible;
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr};
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::hub::{Hub, SharedHub, attend};
use super::log::{Log, Output};
use super::recording::Recording;
use super::settings::Settings;
use super::upgrade::BUSY;
use crate::journal::{Happening, HostFault, Limit, ServeFault, Serving, Trouble};
use crate::render::live::Log as Drawer;

/// How often the clock is looked at for Pings, time limits and the log.
const TICK: Duration = Duration::from_millis(250);
/// Connections that wait to be let in.
const BACKLOG: u32 = 4096;
/// How long what was said in the group may take to be delivered once the server ends.
const LAST_WORDS: Duration = Duration::from_millis(500);
/// How long nobody is let in where the system gives no more file descriptors.
const BREATH: Duration = Duration::from_millis(50);

/// A server that listens and has not let anybody in yet.
#[derive(Debug)]
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    settings: Settings,
}

/// Where a server tells what happens.
pub struct Journal {
    /// What draws the log.
    pub drawer: Drawer,
    /// Whether it draws each event; else only where the server listens, and what there was in all.
    pub events: bool,
    /// What the log is written to.
    pub output: Output,
    /// How many bytes of a payload it draws, where it draws payloads to their end.
    pub most_payload: usize,
    /// A file for all that passes, as pcapng.
    pub recording: Option<Output>,
}

/// How a server ended.
#[derive(Debug)]
pub enum Ended {
    /// It was told to stop, and did.
    Stopped,
    /// It was told twice, and did not wait for its clients.
    Interrupted,
    /// Its log cannot be written.
    Log(io::Error),
    /// It was told to stop, and did; its recording could not be written.
    Recording(io::Error),
}

impl Server {
    /// Listens where the settings say.
    ///
    /// # Errors
    /// S01, S02, S03, or what else the system says.
    pub fn listen(settings: Settings) -> Result<Self, Result<ServeFault, io::Error>> {
        let address = SocketAddr::new(settings.host, settings.port);
        let runtime = Builder::new_current_thread().enable_all().build().map_err(Err)?;
        let listener = runtime.block_on(async { listen(address) });
        let listener = listener.map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => Ok(ServeFault::PortInUse { address }),
            ErrorKind::PermissionDenied => Ok(ServeFault::NotAllowed { address }),
            ErrorKind::AddrNotAvailable => {
                let text = settings.host.to_string();
                Ok(ServeFault::Host { text, why: HostFault::NotHere })
            }
            _ => Err(error),
        })?;
        let address = listener.local_addr().map_err(Err)?;
        Ok(Self { runtime, listener, address, settings })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until the process is told to stop.
    pub fn serve(self, journal: Journal) -> Ended {
        let Self { runtime, listener, address, settings } = self;
        let log = Log::new(journal.drawer, journal.events, journal.output, journal.most_payload);
        let recording = journal.recording.map(Recording::new);
        let mut hub = Hub::new(settings, log, recording);
        let class = class_addresses(address);
        hub.log.banner(&Serving { address, class: &class });
        hub.log.hand_over();
        let ended = runtime.block_on(serve(SharedHub::new(hub), listener));
        // Connections that did not go by themselves are not waited for.
        runtime.shutdown_background();
        ended
    }
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = if address.is_ipv6() { TcpSocket::new_v6()? } else { TcpSocket::new_v4()? };
    // On Windows the same option would let two servers share a port.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// The addresses by which others reach this machine; none where it listens to itself alone.
fn class_addresses(address: SocketAddr) -> Vec<IpAddr> {
    let host = address.ip();
    if host.is_loopback() {
        return Vec::new();
    }
    if !host.is_unspecified() {
        return vec![host];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let addresses = interfaces.into_iter().map(|interface| interface.ip());
    // A link-local address of IPv6 needs a zone, which browsers do not take.
    let is_of_use = |ip: &IpAddr| match ip {
        IpAddr::V4(ip) => !ip.is_loopback(),
        IpAddr::V6(ip) => host.is_ipv6() && !ip.is_loopback() && !ip.is_unicast_link_local(),
    };
    addresses.filter(is_of_use).collect()
}

async fn serve(shared: SharedHub, listener: TcpListener) -> Ended {
    let start = Instant::now();
    let mut signals = Signals::new();
    let log_failure = tokio::select! {
        () = let_in(&shared, &listener) => None,
        () = signals.next() => None,
        error = keep_time(&shared) => Some(error),
        () = deliver(&shared) => None,
    };
    drop(listener);
    let is_patient = tokio::select! {
        () = wind_up(&shared) => true,
        () = signals.next() => false,
        never = keep_time_only(&shared) => match never {},
    };
    sum_up(&shared, start);
    if is_patient {
        tokio::select! {
            () = last_lines(&shared) => {}
            () = signals.next() => return Ended::Interrupted,
        }
    }
    let not_recorded = shared.lock().recording.as_ref().and_then(Recording::failed);
    match (log_failure, is_patient, not_recorded) {
        (Some(error), ..) => Ended::Log(error),
        (None, false, _) => Ended::Interrupted,
        (None, true, Some(kind)) => Ended::Recording(kind.into()),
        (None, true, None) => Ended::Stopped,
    }
}

/// Tells what there was in all, and writes what is not written.
fn sum_up(shared: &SharedHub, start: Instant) {
    let mut hub = shared.lock();
    hub.remove_all();
    hub.write_recording();
    let mut totals = std::mem::take(&mut hub.totals);
    totals.lasted = start.elapsed();
    totals.lines_not_shown = hub.log.not_shown_in_all;
    hub.log.summary(&totals);
    hub.log.hand_over();
}

/// Lets connections in, for ever.
async fn let_in(shared: &SharedHub, listener: &TcpListener) {
    let mut is_short = false;
    loop {
        poll_fn(|cx| if shared.lock().must_wait(cx) { Poll::Pending } else { Poll::Ready(()) })
            .await;
        match listener.accept().await {
            Ok((socket, peer)) => {
                is_short = false;
                let _ = socket.set_nodelay(true);
                welcome(shared, socket, peer);
            }
            // The newcomer went away before it was let in.
            Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
            Err(error) => {
                if !is_short && is_out_of_files(&error) {
                    is_short = true;
                    let mut hub = shared.lock();
                    hub.look_at_the_clock();
                    hub.log.tell(0, Happening::Trouble(Trouble::Limit(Limit::OpenFiles)));
                    hub.log.turn_ended();
                }
                sleep(BREATH).await;
            }
        }
    }
}

/// Whether the process or the system has no file descriptor left: EMFILE and ENFILE, or WSAEMFILE.
fn is_out_of_files(error: &io::Error) -> bool {
    let codes: &[i32] = if cfg!(windows) { &[10_024] } else { &[23, 24] };
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
}

/// Takes a newcomer in, or turns it away where there is no room.
fn welcome(shared: &SharedHub, socket: TcpStream, peer: SocketAddr) {
    let mut hub = shared.lock();
    let most = hub.settings.max_connections;
    let (key, read) = if hub.connections.has_room(most) {
        hub.open(socket, peer)
    } else {
        let (key, read) = hub.open(socket, peer);
        hub.turn_away(key, Trouble::Limit(Limit::Connections(most)), BUSY);
        (key, read)
    };
    drop(hub);
    tokio::spawn(attend(shared.clone(), key, read));
}

/// Delivers what was said in the group, once everybody who had something to say has been read.
async fn deliver(shared: &SharedHub) {
    let waiting = shared.lock().group.waiting();
    loop {
        waiting.notified().await;
        deliver_all(shared).await;
    }
}

/// Delivers what there is, in steps between which the others have their turns.
async fn deliver_all(shared: &SharedHub) {
    while !shared.lock().deliver_group() {
        yield_now().await;
    }
}

/// Keeps the time; ends where the log cannot be written.
async fn keep_time(shared: &SharedHub) -> io::Error {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let mut hub = shared.lock();
        hub.tick();
        if let Some(kind) = hub.log.failed() {
            return kind.into();
        }
    }
}

/// Keeps the time while the server ends, whatever becomes of the log; never ends itself.
async fn keep_time_only(shared: &SharedHub) -> Infallible {
    loop {
        keep_time(shared).await;
        sleep(TICK).await;
    }
}

/// Closes every connection, and waits for them a while.
async fn wind_up(shared: &SharedHub) {
    // What was said before the end is heard before the end, unless that takes long.
    let _ = timeout(LAST_WORDS, deliver_all(shared)).await;
    let emptied = {
        let mut hub = shared.lock();
        hub.stop();
        hub.connections.emptied()
    };
    let _ = timeout(Settings::CLOSING, async {
        while !shared.lock().connections.is_empty() {
            emptied.notified().await;
        }
    })
    .await;
}

/// Waits until the last lines are written: as long as it takes where none may be lost.
async fn last_lines(shared: &SharedHub) {
    let patience = Instant::now() + Duration::from_secs(1);
    loop {
        {
            let hub = shared.lock();
            let waits = hub.log.is_lossless() || Instant::now() < patience;
            let log = hub.log.is_busy() && waits && hub.log.failed().is_none();
            let waiting =
                |recording: &Recording| recording.is_busy() && recording.failed().is_none();
            if !log && !hub.recording.as_ref().is_some_and(waiting) {
                return;
            }
        }
        sleep(Duration::from_millis(5)).await;
    }
}

/// The ways in which a process is told to stop.
struct Signals {
    #[cfg(unix)]
    term: Option<tokio::signal::unix::Signal>,
    #[cfg(unix)]
    int: Option<tokio::signal::unix::Signal>,
    #[cfg(unix)]
    hangup: Option<tokio::signal::unix::Signal>,
}

#[cfg(unix)]
impl Signals {
    fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self {
            term: signal(SignalKind::terminate()).ok(),
            int: signal(SignalKind::interrupt()).ok(),
            hangup: signal(SignalKind::hangup()).ok(),
        }
    }

    /// The next Ctrl-C, SIGTERM, or SIGHUP: the terminal was closed.
    async fn next(&mut self) {
        let Self { term, int, hangup } = self;
        tokio::select! {
            Some(()) = async { term.as_mut()?.recv().await } => {}
            Some(()) = async { int.as_mut()?.recv().await } => {}
            Some(()) = async { hangup.as_mut()?.recv().await } => {}
            else => std::future::pending().await,
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    const fn new() -> Self {
        Self {}
    }

    /// The next Ctrl-C.
    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
