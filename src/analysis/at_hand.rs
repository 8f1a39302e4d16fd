//! Input that is all at hand, as values that own what they hold.

use super::{Analysis, Cause, Chunk, Options, Place, Tally, Told};
use crate::dissection::{Dissection, Half, Opening};
use crate::handshake::Head;
use crate::handshake::judge::judge;
use crate::terms::Role;

impl Analysis {
    /// Every frame of `bytes` with its findings and its causes, and what was counted. All of them are
    /// held at once; bytes that come piece by piece are for [`Analysis::read`].
    ///
    /// ```
    /// use ws_inspect::{Analysis, Options};
    /// use ws_inspect::analysis::Verdict;
    /// use ws_inspect::terms::Role;
    ///
    /// // `hi` from a client that does not mask.
    /// let client = Some(Role::Client);
    /// let (frames, tally) = Analysis::dissect(&[0x81, 2, b'h', b'i'], client, Options::default());
    /// assert_eq!(frames[0].payload, b"hi");
    /// assert_eq!(frames[0].findings[0].fault.rule().code(), "F07");
    /// assert_eq!(tally.verdict(), Verdict::Broken);
    /// ```
    pub fn dissect(bytes: &[u8], from: Option<Role>, options: Options) -> (Vec<Dissection>, Tally) {
        let mut frames: Vec<Dissection> = Vec::new();
        let mut on = |told: Told<'_>, _| match told {
            Told::Frame(frame) => frames.push(Dissection::of(frame)),
            Told::Message(message) if message.first_frame != message.last_frame => {
                let last = frames.last_mut().filter(|last| last.number == message.last_frame);
                last.into_iter().for_each(|last| last.message = Some(message.payload.to_vec()));
            }
            Told::Cause(Cause::Frame { number, claims, .. }) => {
                let of = frames.iter_mut().rfind(|frame| frame.number == number);
                of.into_iter().for_each(|frame| frame.claims = claims.to_vec());
            }
            _ => {}
        };
        let mut analysis = Self::new(options);
        analysis.read(Chunk { from, bytes, ..Chunk::default() }, &mut on);
        analysis.finish(&mut on);
        (frames, analysis.into_tally())
    }

    /// Judges heads that are known without the bytes behind them, as those of a HAR, and tells them.
    pub fn heads(
        &mut self,
        connection: Option<u64>,
        (request, response): (Option<Head>, Option<Head>),
        on: &mut impl FnMut(Told<'_>, Place),
    ) {
        if request.is_none() && response.is_none() {
            return;
        }
        let findings = response.as_ref().map(|head| judge(head, request.as_ref()));
        let half = |head: Head, findings| Half::new(head, 0, findings);
        let response = response.zip(findings).map(|(head, findings)| half(head, findings));
        let request = request.map(|head| {
            let findings = judge(&head, None);
            half(head, findings)
        });
        let opening = Opening::of(request, response);
        self.shared.tally.add_opening(&opening);
        on(Told::Opening(&opening), Place { connection, ..Place::default() });
    }

    /// The opening handshake with which `bytes` begin: a request, a response, or both, as far as they
    /// are here. What begins like no head is judged as the request that it is not.
    ///
    /// ```
    /// use ws_inspect::Analysis;
    ///
    /// let opening = Analysis::opening(b"GET /chat HTTP/1.1\r\nHost: example.com\r\n\r\n");
    /// let codes: Vec<_> = opening.findings().map(|it| it.fault.rule().code()).collect();
    /// assert!(codes.contains(&"H06"), "there is no key: {codes:?}");
    /// ```
    pub fn opening(bytes: &[u8]) -> Opening {
        let mut found: Option<Opening> = None;
        let mut on = |told: Told<'_>, _| match (told, &mut found) {
            (Told::Opening(opening), None) => found = Some(opening.clone()),
            (Told::Cause(Cause::Heads(claims)), Some(opening)) => {
                opening.claims.extend_from_slice(claims);
            }
            _ => {}
        };
        let mut analysis = Self::new(Options { heads: true, ..Options::default() });
        analysis.read(Chunk { bytes, ..Chunk::default() }, &mut on);
        analysis.finish(&mut on);
        found.unwrap_or_else(|| {
            let head = Head::read_cut(bytes);
            let findings = judge(&head, None);
            Opening::of(Some(Half::new(head, 0, findings)), None)
        })
    }
}
