"""The length is written as digits."""

import sys

for text in ["hello there", "how are you today"]:
    sys.stdout.buffer.write(b"\x81" + str(len(text)).encode() + text.encode())
