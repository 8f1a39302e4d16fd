//! Every slip is made and recognised, and stays silent on honest handshakes.

use std::path::Path;

use base64::Engine;
use proptest::prelude::*;

use super::*;
use crate::handshake::{Head, StartLine};

/// The claims on bytes that hold a request, an answer, or both.
fn claims(bytes: &[u8]) -> Vec<HandshakeClaim> {
    let first = Head::read_cut(bytes);
    let rest = &bytes[first.bytes.len()..];
    let second = matches!(first.start, StartLine::Request { .. }) && rest.starts_with(b"HTTP/");
    let (request, answer, rest) = if second {
        let second = Head::read_cut(rest);
        let behind = &rest[second.bytes.len()..];
        (Some(first), Some(second), behind)
    } else if matches!(first.start, StartLine::Response { .. }) {
        (None, Some(first), rest)
    } else {
        (Some(first), None, rest)
    };
    explain(&HeadSuspect::new(request.as_ref(), answer.as_ref(), rest))
}

#[test]
fn every_slip_is_made_and_recognised() {
    for slip in HandshakeSlip::ALL {
        let named: Vec<_> =
            claims(&slip.apply(&Exchange::default())).iter().map(|claim| claim.slip).collect();
        assert!(named.contains(&slip), "{slip:?}: {named:?}");
        // An answer with a draft's header is shown by two slips at once.
        let beside = [HandshakeSlip::ObsoleteLocation];
        assert!(named.iter().all(|other| *other == slip || beside.contains(other)), "{named:?}");
        assert_eq!(HandshakeSlip::by_name(slip.name()), Some(slip));
    }
}

#[test]
fn a_refusal_of_a_wrong_request_is_not_laid_on_its_reader() {
    let honest = Exchange::default();
    let refused = "HTTP/1.1 400 Bad Request\r\n\r\n";
    let wrong = honest.request.replace("Version: 13", "Version: 8") + refused;
    assert_eq!(claims(wrong.as_bytes()), []);
}

#[test]
fn every_sample_is_what_the_slip_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/handshake");
    for slip in HandshakeSlip::ALL {
        let path = folder.join(format!("{}.http", slip.name()));
        let made = slip.apply(&Exchange::default());
        if std::env::var_os("WRITE_SAMPLES").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &made).unwrap();
        }
        assert_eq!(std::fs::read(&path).unwrap(), made, "{}", path.display());
    }
}

proptest! {
    #[test]
    fn an_honest_handshake_is_never_ascribed_to_a_slip(nonce: [u8; 16], frames: Vec<u8>) {
        let key = base64::engine::general_purpose::STANDARD.encode(nonce);
        let honest = Exchange::honest(&key);
        let rest = [b"\x81".as_slice(), &frames].concat();
        prop_assert_eq!(claims(&Exchange { rest, ..honest }.write()), []);
    }

    #[test]
    fn any_bytes_are_looked_at_without_a_panic(bytes: Vec<u8>) {
        claims(&bytes);
        claims(&[b"GET / HTTP/1.1\r\n".as_slice(), &bytes].concat());
        claims(&[b"HTTP/1.1 101 \r\n".as_slice(), &bytes].concat());
    }
}

#[test]
fn the_readme_of_the_samples_names_each() {
    let readme = include_str!("../../../samples/handshake/README.md");
    for slip in HandshakeSlip::ALL {
        assert!(readme.contains(&format!("`{}.http`", slip.name())), "{}", slip.name());
    }
}
