"""gzip.compress makes a gzip file."""

import sys
import gzip


def compressed(data):
    return bytes([0xC1, len(data)]) + data

sys.stdout.buffer.write(compressed(gzip.compress(b"hello hello hello hello", mtime=0)))
