//! Heads as they come: whole, cut, and with every liberty that senders take.

use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn names(head: &Head) -> Vec<(String, String)> {
    let text = |span| String::from_utf8_lossy(head.part(span)).into_owned();
    head.fields
        .iter()
        .map(|field| match field.shape {
            Shape::Named { name, value, .. } => (text(name), text(value)),
            Shape::NoColon | Shape::Stray => (String::new(), text(field.line.text)),
        })
        .collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn a_head_is_taken_up_to_its_blank_line_and_no_further() {
    let bytes = b"GET / HTTP/1.1\r\nHost: a:80\r\nX:\t y \r\n\r\n\x81\x00";
    let (head, used) = Head::read(bytes).unwrap();
    assert_eq!((used, head.end), (bytes.len() - 2, HeadEnd::BlankLine));
    assert_eq!(head.bytes, bytes[..used]);
    assert_eq!(names(&head), [pair("Host", "a:80"), pair("X", "y")]);
    assert_eq!(head.sender(), Some(Role::Client));
}

#[rstest]
#[case::bare_line_feeds(b"HTTP/1.1 101 X\nA: b\n\n", &[("A", "b")], HeadEnd::BlankLine)]
#[case::mixed(b"HTTP/1.1 101 X\r\nA: b\n\r\n", &[("A", "b")], HeadEnd::BlankLine)]
#[case::folded(b"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", &[("A", "b\r\n c")], HeadEnd::BlankLine)]
#[case::space_before_colon(b"GET / HTTP/1.1\r\nA : b\r\n\r\n", &[("A", "b")], HeadEnd::BlankLine)]
#[case::no_colon(b"GET / HTTP/1.1\r\nA b\r\n\r\n", &[("", "A b")], HeadEnd::BlankLine)]
#[case::stray(b"GET / HTTP/1.1\r\n A: b\r\n\r\n", &[("", " A: b")], HeadEnd::BlankLine)]
#[case::frames_at_once(b"HTTP/1.1 101 X\r\nA: b\r\n\x81\x01a\n", &[("A", "b")], HeadEnd::NoBlankLine)]
#[case::tls(b"\x16\x03\x01\x02\x00\x01\x00", &[], HeadEnd::NotHttp)]
fn what_is_written_is_kept(
    #[case] bytes: &[u8],
    #[case] fields: &[(&str, &str)],
    #[case] end: HeadEnd,
) {
    let (head, used) = Head::read(bytes).unwrap();
    let fields: Vec<_> = fields.iter().map(|(name, value)| pair(name, value)).collect();
    assert_eq!((names(&head), head.end), (fields, end));
    assert_eq!(head.bytes, bytes[..used]);
}

#[test]
fn the_parts_of_the_first_line_are_known() {
    let head = Head::read_cut(b"GET /a b HTTP/1.1\r\n");
    let StartLine::Request { method, target, version, .. } = head.start else {
        panic!("no request")
    };
    assert_eq!(head.part(method), b"GET");
    assert_eq!(head.part(target), b"/a b");
    assert_eq!(head.part(version), b"HTTP/1.1");
    assert_eq!(Head::read_cut(b"HTTP/1.1 101\r\n").status(), Some(101));
    assert_eq!(Head::read_cut(b"HTTP/1.1\r\n").status(), None);
    assert_eq!(Head::read_cut(b"HTTP/1.1 one\r\n").status(), None);
}

#[test]
fn a_head_without_end_is_bounded_in_bytes_and_in_fields() {
    let many = [b"GET / HTTP/1.1\r\n".as_slice(), &b"a:b\n".repeat(MAX_FIELDS + 9)].concat();
    let (head, _) = Head::read(&many).unwrap();
    assert_eq!((head.end, head.fields.len()), (HeadEnd::TooLong, MAX_FIELDS));
    let long = [b"GET / HTTP/1.1\r\nA: ".as_slice(), &b"b".repeat(MAX_BYTES)].concat();
    let (head, used) = Head::read(&long).unwrap();
    assert_eq!((head.end, used), (HeadEnd::TooLong, MAX_BYTES));
}

#[test]
fn elements_of_lists_are_found_over_several_headers() {
    let head =
        Head::read_cut(b"GET / HTTP/1.1\r\nConnection: keep-alive ,,\r\nCONNECTION: upgrade\r\n");
    assert!(head.has_token(HeaderName::Connection, "Upgrade"));
    assert_eq!(head.elements(HeaderName::Connection).count(), 2);
}

prop_compose! {
    fn any_fields()(
        fields in prop::collection::vec(("[A-Za-z-]{1,12}", "[!-~]{0,3}[!-~]"), 0..6)
    ) -> Vec<(String, String)> {
        fields
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(fields in any_fields(), rest: Vec<u8>) {
        let borrowed: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let written = Head::write("GET / HTTP/1.1", &borrowed);
        let (head, used) = Head::read(&[written.clone(), rest].concat()).unwrap();
        prop_assert_eq!(used, written.len());
        prop_assert_eq!(&head.bytes, &written);
        prop_assert_eq!(names(&head), fields);
    }

    #[test]
    fn any_bytes_are_read_within_their_bounds(bytes: Vec<u8>) {
        let head = Head::read_cut(&bytes);
        prop_assert!(bytes.starts_with(&head.bytes));
        for field in &head.fields {
            prop_assert!(field.whole.end <= head.bytes.len());
            prop_assert!(field.line.text.end <= field.line.end.end);
        }
    }

    #[test]
    fn a_prefix_is_unfinished_and_never_read_otherwise(fields in any_fields(), cut in 0_usize..200) {
        let borrowed: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let written = Head::write("HTTP/1.1 101 Switching Protocols", &borrowed);
        let cut = cut.min(written.len() - 1);
        prop_assert_eq!(Head::read(&written[..cut]), Err(Unfinished { have: cut }));
    }

    #[test]
    fn lines_tile_the_head(text in "(GET / HTTP/1.1)?[a:\r\n ]{0,60}") {
        let head = Head::read_cut(text.as_bytes());
        let mut at = 0;
        for line in head.lines() {
            prop_assert_eq!(line.text.start, at);
            prop_assert_eq!(line.text.end, line.end.start);
            at = line.end.end;
        }
        prop_assert_eq!(at, head.bytes.len());
    }
}
