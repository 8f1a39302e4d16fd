"""The framing of an old draft."""

import sys

for text in [b"hello", b"world"]:
    sys.stdout.buffer.write(b"\x00" + text + b"\xff")
