//! What a file is, by its first bytes.

/// What an input is.
///
/// ```
/// use ws_inspect::capture::Kind;
///
/// assert_eq!(Kind::of(&[0x0a, 0x0d, 0x0d, 0x0a, 0x1c, 0]), Kind::Pcapng);
/// assert_eq!(Kind::of(b"81 05 48 65"), Kind::Text);
/// ```
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
    /// A compressed file or an archive: [`unpack`](super::unpack) reads gzip and Zstandard, the
    /// others are refused, with the way on.
    Compressed(FileCompression),
    /// A capture in a form that is not read; it is refused, with the way on.
    Foreign(Foreign),
    /// Other text: a notation, or HTTP.
    Text,
    /// Other bytes: a raw stream.
    Raw,
}

/// How a file is compressed, or put together with others.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileCompression {
    /// gzip (RFC 1952).
    Gzip,
    /// Zstandard (RFC 8878).
    Zstd,
    /// LZ4 frames.
    Lz4,
    /// xz.
    Xz,
    /// bzip2.
    Bzip2,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
}

impl FileCompression {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Lz4 => "lz4",
            Self::Xz => "xz",
            Self::Bzip2 => "bzip2",
            Self::Zip => "zip",
            Self::Tar => "tar",
        }
    }

    /// The command that writes to stdout what is in such a file, which is named behind it.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Gzip => "gzip -dc",
            Self::Zstd => "zstd -dc",
            Self::Lz4 => "lz4 -dc",
            Self::Xz => "xz -dc",
            Self::Bzip2 => "bzip2 -dc",
            Self::Zip => "unzip -p",
            Self::Tar => "tar -xOf",
        }
    }

    fn of(start: &[u8]) -> Option<Self> {
        /// Where a tar archive has its magic.
        const TAR: usize = 257;
        Some(match start {
            [0x1f, 0x8b, 8, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            // A frame that says nothing but its length; pzstd begins so.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            [4, 0x22, 0x4d, 0x18, ..] => Self::Lz4,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..] => Self::Bzip2,
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Self::Zip,
            _ if start.get(TAR..).is_some_and(|rest| rest.starts_with(b"ustar")) => Self::Tar,
            _ => return None,
        })
    }
}

/// A form of captures that other programs write and that is not read here.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Foreign {
    /// snoop of Solaris (RFC 1761).
    Snoop,
    /// Microsoft Network Monitor.
    Netmon,
    /// Network General's Sniffer.
    Sniffer,
    /// NetXRay.
    NetXRay,
    /// iptrace of AIX.
    Iptrace,
    /// What `tshark -T json`, `-T ek`, `-T pdml` or `-T psml` prints.
    Tshark,
    /// What tcpdump prints without `-w`.
    Tcpdump,
}

impl Foreign {
    /// Its usual name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Snoop => "snoop",
            Self::Netmon => "Network Monitor",
            Self::Sniffer => "Sniffer",
            Self::NetXRay => "NetXRay",
            Self::Iptrace => "iptrace",
            Self::Tshark => "tshark",
            Self::Tcpdump => "tcpdump",
        }
    }

    /// Whether it is a file of packets, which `editcap` converts; else it is text about packets,
    /// in which bytes are lost.
    pub const fn has_packets(self) -> bool {
        !matches!(self, Self::Tshark | Self::Tcpdump)
    }

    fn of(start: &[u8]) -> Option<Self> {
        const MAGIC: [(&[u8], Foreign); 7] = [
            (b"snoop\0\0\0", Foreign::Snoop),
            (b"GMBU", Foreign::Netmon),
            (b"RTSS", Foreign::Netmon),
            (b"TRSNIFF data    \x1a", Foreign::Sniffer),
            (b"XCP\0", Foreign::NetXRay),
            (b"iptrace 1.0", Foreign::Iptrace),
            (b"iptrace 2.0", Foreign::Iptrace),
        ];
        let known = MAGIC.iter().find(|(magic, _)| start.starts_with(magic));
        known.map(|(_, foreign)| *foreign)
    }

    fn of_text(start: &[u8]) -> Option<Self> {
        if is_tshark(start) {
            Some(Self::Tshark)
        } else if start.split(|byte| *byte == b'\n').any(is_tcpdump_line) {
            Some(Self::Tcpdump)
        } else {
            None
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
            _ => match (FileCompression::of(start), Foreign::of(start)) {
                (Some(compression), _) => Self::Compressed(compression),
                (None, Some(foreign)) => Self::Foreign(foreign),
                _ => Self::of_text(start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start)),
            },
        }
    }

    fn of_text(start: &[u8]) -> Self {
        let start = start.get(..Self::ENOUGH).unwrap_or(start);
        if is_har(start) {
            Self::Har
        } else if is_follow(start) {
            Self::Follow
        } else if is_text(start) {
            Foreign::of_text(start).map_or(Self::Text, Self::Foreign)
        } else {
            Self::Raw
        }
    }
}

/// The text behind `name(`, by which a script hands JSON to a function (JSONP); else all of it.
pub(super) fn behind_call(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii_start();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_$.".contains(byte);
    let name = text.iter().take_while(|byte| is_name(byte)).count();
    match text.get(name..) {
        Some([b'(', rest @ ..]) if name > 0 => rest,
        _ => text,
    }
}

/// What `tshark -T json`, `-T ek` and the two forms of XML begin with.
fn is_tshark(start: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(start, word).is_some();
    match start.trim_ascii_start() {
        [b'[' | b'{', ..] => has(b"\"_index\"") && has(b"\"packets-"),
        [b'<', ..] => has(b"<pdml") || has(b"<psml"),
        _ => false,
    }
}

/// A line such as `12:00:00.000000 IP 192.0.2.1.40000 > 192.0.2.2.80: Flags [S], seq 1`.
fn is_tcpdump_line(line: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(line, word).is_some();
    (has(b" IP ") || has(b" IP6 ")) && has(b" > ") && has(b": Flags [")
}

/// `{ "log": {`, with any white space: no other JSON of a browser begins so.
fn is_har(start: &[u8]) -> bool {
    let start = behind_call(start);
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
    #[case(b"\x1f\x8b\x08\x00", Kind::Compressed(FileCompression::Gzip))]
    #[case(b"\x28\xb5\x2f\xfd\x04", Kind::Compressed(FileCompression::Zstd))]
    #[case(b"PK\x03\x04\x14", Kind::Compressed(FileCompression::Zip))]
    #[case(b"\xfd7zXZ\0\0", Kind::Compressed(FileCompression::Xz))]
    #[case(b"BZh91AY&SY", Kind::Compressed(FileCompression::Bzip2))]
    #[case(b"snoop\0\0\0\0\0\0\x02", Kind::Foreign(Foreign::Snoop))]
    #[case(b"GMBU\0\x02", Kind::Foreign(Foreign::Netmon))]
    #[case(b"[\n  {\n    \"_index\": \"packets-2024-05-01\",", Kind::Foreign(Foreign::Tshark))]
    #[case(b"{\"index\":{\"_index\":\"packets-2024-05-01\"", Kind::Foreign(Foreign::Tshark))]
    #[case(b"<?xml version=\"1.0\"?>\n<pdml version=\"0\"", Kind::Foreign(Foreign::Tshark))]
    #[case(
        b"12:00:00.000000 IP 192.0.2.1.4 > 192.0.2.2.80: Flags [S], seq 1\n\t0x0000:  4500",
        Kind::Foreign(Foreign::Tcpdump)
    )]
    #[case(b"[81, 5, 48]", Kind::Text)]
    #[case(b"BZh", Kind::Text)]
    #[case(b"callback({\"log\": {", Kind::Har)]
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

    #[test]
    fn a_tar_archive_is_known_by_its_middle() {
        let mut start = vec![0; 512];
        start[257..262].copy_from_slice(b"ustar");
        assert_eq!(Kind::of(&start), Kind::Compressed(FileCompression::Tar));
    }
}
