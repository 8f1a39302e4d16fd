"""The index runs modulo 3, over Chinese text."""

import sys

data, key = "今天天气很不错，我们去公园".encode(), bytes.fromhex("c1d2e3f4")
sys.stdout.buffer.write(bytes([0x81, 0x80 | len(data)]) + key + bytes(b ^ key[i % 3] for i, b in enumerate(data)))
