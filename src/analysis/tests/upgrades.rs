//! What comes of asking for an upgrade, on a captured connection.

use super::super::*;
use super::HEADS;
use super::heads::{REQUEST, RESPONSE};
use crate::finding::Finding;
use rstest::rstest;

const PAGE: &str = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const PAGE_SENT: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
const H2C: &str = "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\n\
                   Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n";
const TO_H2C: &str =
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
const EARLY: &str = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n";

/// Every finding of what both ends sent, as level and code, and the causes; `seen`: the end was seen.
fn told(client: &[&str], server: &[&str], seen: bool) -> Vec<String> {
    let mut told = Vec::new();
    let mut add = |findings: &[Finding]| {
        told.extend(
            findings.iter().map(|f| format!("{} {}", f.level.name(), f.fault.rule().code())),
        );
    };
    let mut causes = Vec::new();
    let mut on = |what: Told<'_>, _: Place| match what {
        Told::Opening(opening) => {
            opening.halves().for_each(|half| add(&half.findings));
            causes.extend(opening.claims.iter().map(|claim| claim.slip.name().to_owned()));
        }
        Told::Frame(frame) => add(frame.findings),
        Told::Ended(ended) => add(ended.findings),
        Told::Cause(cause) => causes.push(format!("{cause:?}")),
        Told::Message(_) | Told::Body(_) | Told::Over(_) => {}
    };
    let mut analysis = Analysis::new(HEADS);
    for (from, parts) in [(Role::Client, client), (Role::Server, server)] {
        let bytes = parts.concat();
        let chunk = Chunk {
            connection: Some(0),
            from: Some(from),
            bytes: bytes.as_bytes(),
            ..Chunk::default()
        };
        analysis.read(chunk, &mut on);
    }
    if seen {
        analysis.end_of(Some(0), Role::Client, Closing::Fin, &mut on);
        analysis.end_of(Some(0), Role::Server, Closing::Fin, &mut on);
        analysis.close(Some(0), true, &mut on);
    } else {
        analysis.finish(&mut on);
    }
    [told, causes].concat()
}

#[rstest]
#[case::no_response(&[], &["error H21"])]
#[case::only_an_interim_one(&[EARLY], &["error H21"])]
#[case::half_of_one(&["HTTP/1.1 101 Switching Protocols\r\nUpgr"], &["incomplete H14", "error H21"])]
#[case::a_refusal(&["HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"], &["error H10", "error H21"])]
#[case::asked_to_log_in(&["HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n"], &["warning H10", "error H21"])]
fn an_upgrade_that_did_not_come_is_an_error_where_the_end_was_seen(
    #[case] server: &[&str],
    #[case] expected: &[&str],
) {
    assert_eq!(told(&[REQUEST], server, true), expected);
    let open = told(&[REQUEST], server, false);
    assert_eq!(open.last().map(String::as_str), Some("incomplete H21"));
}

#[rstest]
#[case::an_early_hint(&[REQUEST], &[EARLY, RESPONSE, "\r\n"])]
#[case::a_page_before_it(&[PAGE, REQUEST], &[PAGE_SENT, RESPONSE, "\r\n"])]
#[case::a_redirect_before_it(
    &[REQUEST, REQUEST],
    &["HTTP/1.1 301 Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", RESPONSE, "\r\n"],
)]
#[case::a_page_alone(&[PAGE], &[PAGE_SENT])]
#[case::another_protocol(&[H2C, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0"], &[TO_H2C, "\0\0\0\x04\0\0\0\0\0"])]
fn what_else_passes_on_a_connection_is_no_handshake_and_not_blamed(
    #[case] client: &[&str],
    #[case] server: &[&str],
) {
    let errors = told(client, server, false).into_iter().filter(|told| told != "warning H10");
    assert_eq!(errors.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn where_bytes_are_lost_nobody_knows_what_came_of_it() {
    let mut found = Vec::new();
    let mut on = |what: Told<'_>, _: Place| {
        if let Told::Ended(ended) = what {
            found.extend(ended.findings.to_vec());
        }
    };
    let mut analysis = Analysis::new(HEADS);
    let request = REQUEST.as_bytes();
    let chunk =
        Chunk { connection: Some(0), from: Some(Role::Client), bytes: request, ..Chunk::default() };
    analysis.read(chunk, &mut on);
    analysis.lost(Some(0), Role::Server, 150, &mut on);
    analysis.close(Some(0), true, &mut on);
    assert_eq!(found, []);
}
