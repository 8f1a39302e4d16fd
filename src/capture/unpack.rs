//! Compressed files as the bytes that they hold, piece by piece: memory is bounded by the window of
//! the format, whatever comes out. May import `kind`; reads only from the reader it is given.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::kind::FileCompression;

/// The bytes that `packed` holds, to be read as they are needed; `None` for a compression that is
/// not read.
///
/// Several members (RFC 1952 section 2.2) or frames (RFC 8878 section 3.1) are one stream. Where the
/// file is damaged or cut, reading fails with what the format's reader says.
pub fn unpack<'a>(
    compression: FileCompression,
    packed: impl Read + 'a,
) -> Option<Box<dyn Read + 'a>> {
    let packed = BufReader::with_capacity(64 << 10, packed);
    match compression {
        FileCompression::Gzip => Some(Box::new(MultiGzDecoder::new(packed))),
        FileCompression::Zstd => Some(Box::new(Zstd { decoder: FrameDecoder::new(), packed })),
        _ => None,
    }
}

/// The frames of a file of Zstandard, one after another.
struct Zstd<R> {
    decoder: FrameDecoder,
    packed: R,
}

impl<R: BufRead> Zstd<R> {
    /// Begins the next frame; whether there is one.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.packed.fill_buf()?.is_empty() {
            match self.decoder.reset(&mut self.packed) {
                Ok(()) => return Ok(true),
                // What other programs keep beside the data.
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let mut skipped = self.packed.by_ref().take(u64::from(length));
                    io::copy(&mut skipped, &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 {
            if self.decoder.is_finished() && !self.begin()? {
                return Ok(0);
            }
            let one = BlockDecodingStrategy::UptoBlocks(1);
            self.decoder.decode_blocks(&mut self.packed, one).map_err(io::Error::other)?;
        }
        self.decoder.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use flate2::Compression as Level;
    use flate2::write::GzEncoder;
    use io::Write;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packed = GzEncoder::new(Vec::new(), Level::default());
        packed.write_all(bytes).unwrap();
        packed.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    fn all(compression: FileCompression, packed: &[u8]) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        unpack(compression, packed).unwrap().read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    #[test]
    fn members_and_frames_are_one_stream() {
        let text = b"one two three ".repeat(2000);
        let twice = [text.as_slice(), &text].concat();
        assert_eq!(
            all(FileCompression::Gzip, &[gzip(&text), gzip(&text)].concat()).unwrap(),
            twice
        );
        let beside = b"\x50\x2a\x4d\x18\x03\0\0\0abc".to_vec();
        let packed = [beside.clone(), zstd(&text), beside, zstd(&text)].concat();
        assert_eq!(all(FileCompression::Zstd, &packed).unwrap(), twice);
        assert_eq!(all(FileCompression::Zstd, &zstd(b"")).unwrap(), b"");
    }

    #[test]
    fn what_is_cut_or_damaged_is_an_error_and_not_the_end() {
        let text: Vec<u8> = (0..6000u32).flat_map(|n| (n * n).to_le_bytes()).collect();
        for (compression, packed) in
            [(FileCompression::Gzip, gzip(&text)), (FileCompression::Zstd, zstd(&text))]
        {
            for cut in [1, 9, 100, packed.len() / 2] {
                assert!(
                    all(compression, &packed[..packed.len() - cut]).is_err(),
                    "{compression:?}"
                );
            }
        }
    }

    #[test]
    fn a_bomb_is_read_in_pieces() {
        let packed = gzip(&vec![0; 4 << 20]);
        assert!(packed.len() < 8 << 10);
        let mut reader = unpack(FileCompression::Gzip, packed.as_slice()).unwrap();
        let mut piece = vec![0; 4096];
        assert!(reader.read(&mut piece).unwrap() <= 4096);
    }
}
