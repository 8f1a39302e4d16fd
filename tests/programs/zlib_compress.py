"""zlib.compress makes a zlib stream."""

import sys
import zlib


def compressed(data):
    return bytes([0xC1, len(data)]) + data

sys.stdout.buffer.write(compressed(zlib.compress(b"hello hello hello hello")))
