"""The masked bytes are characters of a str, which is then encoded."""

import sys

data, key = "hello from the client", "7\xfa!="
masked = "".join(chr(ord(c) ^ ord(key[i % 4])) for i, c in enumerate(data))
sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data)]) + ("7\xfa!=" + masked).encode())
