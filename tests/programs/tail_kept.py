"""The end of the flush is kept."""

import sys
import zlib


def compressed(data):
    return bytes([0xC1, len(data)]) + data

deflate = zlib.compressobj(wbits=-15)
sys.stdout.buffer.write(compressed(deflate.compress(b"hello hello hello") + deflate.flush(zlib.Z_SYNC_FLUSH)))
