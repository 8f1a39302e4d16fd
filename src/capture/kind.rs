//! What a file is, by its first bytes.

/// What an input is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A pcap file: [`Capture`](super::Capture) reads it.
    Pcap,
    /// A pcapng file: [`Capture`](super::Capture) reads it.
    Pcapng,
    /// A HAR document: [`har::read`](super::har::read) reads it.
    Har,
    /// Text of `tshark -z follow`: [`Follow`](super::Follow) reads it.
    Follow,
    /// A compressed file; it is refused, with the way on.
    Compressed(Compression),
    /// Other text: a notation, or HTTP.
    Text,
    /// Other bytes: a raw stream.
    Raw,
}

/// How a file is compressed.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Compression {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
    /// LZ4 frames.
    Lz4,
}

impl Compression {
    /// The program that undoes it, as it is called on a command line.
    pub const fn program(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Lz4 => "lz4",
        }
    }
}

/// Byte order and precision do not matter here: both orders, micro- and nanoseconds, and the
/// format with longer record heads that some Linux systems wrote.
const PCAP: [[u8; 4]; 5] = [
    [0xd4, 0xc3, 0xb2, 0xa1],
    [0xa1, 0xb2, 0xc3, 0xd4],
    [0x4d, 0x3c, 0xb2, 0xa1],
    [0xa1, 0xb2, 0x3c, 0x4d],
    [0x34, 0xcd, 0xb2, 0xa1],
];

impl Kind {
    /// How many bytes at the start of a file are enough to tell.
    pub const ENOUGH: usize = 1024;

    /// What a file is that begins with these bytes; [`Kind::ENOUGH`] of them, or all there are.
    pub fn of(start: &[u8]) -> Self {
        match start {
            [a, b, c, d, ..] if PCAP.contains(&[*a, *b, *c, *d]) => Self::Pcap,
            [0x0a, 0x0d, 0x0d, 0x0a, ..] => Self::Pcapng,
            [0x1f, 0x8b, 0x08, ..] => Self::Compressed(Compression::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Compressed(Compression::Zstd),
            [0x04, 0x22, 0x4d, 0x18, ..] => Self::Compressed(Compression::Lz4),
            _ => Self::of_text(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start)),
        }
    }

    fn of_text(start: &[u8]) -> Self {
        let start = start.get(..Self::ENOUGH).unwrap_or(start);
        if is_har(start) {
            Self::Har
        } else if is_follow(start) {
            Self::Follow
        } else if is_text(start) {
            Self::Text
        } else {
            Self::Raw
        }
    }
}

/// `{ "log": {`, with any white space: no other JSON of a browser begins so.
fn is_har(start: &[u8]) -> bool {
    let after = |text: &'_ [u8], mark: &[u8]| {
        text.trim_ascii_start().strip_prefix(mark).map(<[u8]>::to_vec)
    };
    after(start, b"{")
        .and_then(|rest| after(&rest, b"\"log\""))
        .and_then(|rest| after(&rest, b":"))
        .is_some_and(|rest| after(&rest, b"{").is_some() || rest.trim_ascii().is_empty())
}

/// A rule of `=` signs, and `Follow:` on the next line; tshark may print packets before it.
fn is_follow(start: &[u8]) -> bool {
    start.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"Follow: "))
}

/// Whether the bytes are UTF-8 (perhaps cut in a character) without control characters.
fn is_text(start: &[u8]) -> bool {
    let whole = match std::str::from_utf8(start) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let controls = start.iter().any(|byte| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r'));
    whole && !controls
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(b"\xd4\xc3\xb2\xa1\x02\x00", Kind::Pcap)]
    #[case(b"\xa1\xb2\x3c\x4d\x00\x02", Kind::Pcap)]
    #[case(b"\x0a\x0d\x0d\x0a\x1c\x00", Kind::Pcapng)]
    #[case(b"\x1f\x8b\x08\x00", Kind::Compressed(Compression::Gzip))]
    #[case(b"{\n  \"log\": {\n", Kind::Har)]
    #[case(b"\xef\xbb\xbf{\"log\":{\"version\"", Kind::Har)]
    #[case(b"{\"logs\": {}}", Kind::Text)]
    #[case(b"\n=====\nFollow: tcp,raw\nFilter: tcp.stream eq 0\n", Kind::Follow)]
    #[case(b"GET /chat HTTP/1.1\r\n", Kind::Text)]
    #[case(b"81 85 37 fa", Kind::Text)]
    #[case(b"\x81\x05Hello", Kind::Raw)]
    #[case(b"\x01\x03Hel", Kind::Raw)]
    #[case(b"", Kind::Text)]
    fn a_file_is_known_by_its_first_bytes(#[case] start: &[u8], #[case] kind: Kind) {
        assert_eq!(Kind::of(start), kind);
    }
}
