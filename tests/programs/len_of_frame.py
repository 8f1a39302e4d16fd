"""The length counts the header too."""

import sys

for text in [b"hello", b"how are you", b"bye bye"]:
    sys.stdout.buffer.write(bytes([0x81, len(text) + 2]) + text)
