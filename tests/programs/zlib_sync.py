"""A zlib head before a sync flush."""

import sys
import zlib

deflate = zlib.compressobj()
data = (deflate.compress(b"hello compressed world") + deflate.flush(zlib.Z_SYNC_FLUSH))[:-4]
sys.stdout.buffer.write(bytes([0xC1, len(data)]) + data)
