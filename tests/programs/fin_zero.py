"""FIN is never set."""

import sys

for text in [b"hello", b"are you there?", b"bye"]:
    sys.stdout.buffer.write(bytes([0x01, len(text)]) + text)
