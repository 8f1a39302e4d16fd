"""FIN is 0x20."""

import sys

for text in [b"hello", b"how are you"]:
    sys.stdout.buffer.write(bytes([0x20 | 1, len(text)]) + text)
