"""Finished with Z_FULL_FLUSH, the end kept, masked not."""

import sys
import zlib

deflate = zlib.compressobj(wbits=-15)
data = deflate.compress(b"hello compressed world") + deflate.flush(zlib.Z_FULL_FLUSH)
sys.stdout.buffer.write(bytes([0xC1, len(data)]) + data)
