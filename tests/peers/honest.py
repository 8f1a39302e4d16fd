"""Two thousand honest conversations, made by two libraries: `websockets` for Python and `ws` for Node. Of
none is anything told above a note, no cause is named, and every message has its text.

    honest.py WS_INSPECT DIRECTORY [COUNT]

COUNT conversations of each library (1000 if not said), in one capture each, compressed in all ways that
can be agreed on, with fragments, control frames and many languages. DIRECTORY takes the captures, and has
`node_modules/ws`; without Node, that half is named as not run. One line of `ok` or `FAIL` for each library."""

import json
import os
import random
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from websockets.client import ClientProtocol
from websockets.extensions.permessage_deflate import (
    ClientPerMessageDeflateFactory,
    ServerPerMessageDeflateFactory,
)
from websockets.server import ServerProtocol
from websockets.uri import parse_uri

TEXTS = [
    "Hello", "", "今天天气很不错，适合学习协议。", "naïve café, Straße, smørrebrød", "Привет, мир",
    "مرحبا بالعالم", "नमस्ते दुनिया", "안녕하세요", "こんにちは世界", "😀👍🏽🧑‍🚀", "the same words again. ",
]  # fmt: skip


def main(program, directory, count="1000"):
    """Makes both captures and reads them."""
    directory = Path(directory)
    made = {"websockets": lambda: [by_websockets(seed) for seed in range(int(count))]}
    if shutil.which("node") and (directory / "node_modules/ws").is_dir():
        made["ws"] = lambda: by_ws(directory, int(count))
    else:
        print("not run: honest conversations of ws: needs Node and the package ws")
    return sum(verdict(name, make, program, directory) for name, make in made.items()) and 1


def verdict(name, make, program, directory):
    """Prints the one line, and gives 1 for a failure."""
    try:
        conversations = make()
        path = directory / f"honest-{name}.pcap"
        path.write_bytes(capture(conversations))
        messages = check(program, path, conversations)
        print(f"ok   {len(conversations)} honest conversations of {name}: {messages} messages", flush=True)
        return 0
    except AssertionError as error:
        print(f"FAIL honest conversations of {name}: {error}", flush=True)
        return 1


def by_websockets(seed):
    """The turns of one conversation, and what is said in it, by the sans-I/O half of the library."""
    rng = random.Random(seed)
    bits = [None, *range(9, 16)]
    # An empty list would make an empty header, which no extension is.
    client_factory, server_factory = None, None
    if seed % 4:
        parameters = {
            "server_no_context_takeover": rng.random() < 0.5,
            "client_no_context_takeover": rng.random() < 0.5,
            "server_max_window_bits": rng.choice(bits),
        }
        client_bits = rng.choice(bits)
        client_factory = [ClientPerMessageDeflateFactory(**parameters, client_max_window_bits=client_bits or True)]
        server_factory = [ServerPerMessageDeflateFactory(**parameters, client_max_window_bits=client_bits)]
    client = ClientProtocol(parse_uri("ws://127.0.0.1:9001/chat"), extensions=client_factory)
    server = ServerProtocol(extensions=server_factory)
    turns, said = [], []

    def flush():
        for who, (from_, to) in enumerate([(client, server), (server, client)]):
            data = b"".join(from_.data_to_send())
            if data:
                turns.append((who, data))
                to.receive_data(data)

    client.send_request(client.connect())
    flush()
    server.send_response(server.accept(server.events_received()[0]))
    flush()
    flush()
    for _ in range(rng.randrange(1, 9)):
        who = rng.randrange(2)
        say((client, server)[who], who, said, rng)
        if rng.random() < 0.6:
            flush()
    (client, server)[rng.randrange(2)].send_close(1000, "再见")
    flush()
    flush()
    return turns, said


def say(end, who, said, rng):
    """One message, perhaps in fragments, and perhaps a ping."""
    text = rng.choice(TEXTS) * rng.randrange(1, 40)
    if rng.random() < 0.25:
        data = rng.randbytes(rng.randrange(600))
        end.send_binary(data)
        said.append((who, "binary", data.hex()))
    else:
        data = text.encode()
        if rng.random() < 0.4:
            cut = rng.randrange(len(data) + 1)
            end.send_text(data[:cut], fin=False)
            if rng.random() < 0.5:
                end.send_ping(b"between")
            end.send_continuation(data[cut:], fin=True)
        else:
            end.send_text(data)
        said.append((who, "text", text))
    if rng.random() < 0.2:
        end.send_ping(b"p")


def by_ws(directory, count):
    """The same of the library for Node."""
    script = Path(__file__).with_name("honest.js")
    environment = {**os.environ, "NODE_PATH": str((directory / "node_modules").resolve())}
    ran = subprocess.run(
        ["node", script, str(count), "7"], env=environment, capture_output=True, text=True, timeout=120
    )
    assert ran.returncode == 0, ran.stderr[-500:]
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    return [
        ([(who, bytes.fromhex(data)) for who, data in line["turns"]], [tuple(said) for said in line["said"]])
        for line in lines
    ]


def capture(conversations):
    """A pcap of all of them, in segments of all lengths."""
    rng = random.Random(1)
    packets = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, 101)]
    for number, (turns, _) in enumerate(conversations):
        next_byte, port = [1000, 5000], 10000 + number

        def send(who, flags, payload=b"", next_byte=next_byte, port=port):
            ends = [(b"\x0a\x00\x00\x01", port), (b"\x0a\x00\x00\x02", 9001)]
            (source, source_port), (target, target_port) = ends[who], ends[1 - who]
            tcp = struct.pack(
                ">HHIIBBHHH", source_port, target_port, next_byte[who], next_byte[1 - who], 0x50, flags, 65535, 0, 0
            )
            length = 40 + len(payload)
            ip = struct.pack(">BBHHHBBH", 0x45, 0, length, 1, 0x4000, 64, 6, 0) + source + target
            packets.append(struct.pack("<IIII", 1700000000, len(packets), length, length) + ip + tcp + payload)
            next_byte[who] += len(payload) + (1 if flags & 3 else 0)

        send(0, 2), send(1, 18), send(0, 16)
        for who, data in turns:
            while data:
                size = rng.choice([1, 7, 100, 1400, 1400])
                send(who, 24, data[:size])
                data = data[size:]
        send(0, 17), send(1, 17), send(0, 16)
    return b"".join(packets)


def check(program, path, conversations):
    """Reads the capture, and compares; gives how many messages there were."""
    ran = subprocess.run(
        [program, "decode", "--format", "json", "--file", path], capture_output=True, text=True, timeout=120
    )
    objects = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0, f"exit code {ran.returncode}; {objects[-1]}"
    heard = {}
    for told in objects:
        grave = [finding for finding in told.get("findings", []) if told["type"] != "summary" and finding["level"] != "note"]
        assert not grave, f"connection {told['stream']}: {grave}"
        assert told["type"] != "cause" and not (told["type"] != "summary" and told.get("slips")), f"a cause: {told}"
        single = told["type"] == "frame" and told["opcode"] in (1, 2) and told["fin"] and not told["compressed"]
        if single or told["type"] == "message":
            who = 0 if told["from"] == "client" else 1
            kind = told["opcode_name"] if single else told["kind"]
            content = told["text"] if kind == "text" else told["hex"]
            heard.setdefault(told["stream"], []).append((who, kind, content))
    for number, (_, said) in enumerate(conversations):
        for who in (0, 1):
            of = [message for message in heard.get(number, []) if message[0] == who]
            expected = [message for message in said if message[0] == who]
            assert of == expected, f"connection {number}: {of} in place of {expected}"
    return sum(len(said) for _, said in conversations)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
