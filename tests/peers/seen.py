"""The frames of a capture, as tshark sees them and as ws-inspect sees them, in one form."""

import json
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass

# tshark's way with TCP, its options made as good as they get.
TSHARK = [
    "tshark", "-n", "-2", "-T", "pdml", "-Y", "websocket",
    "-o", "tcp.reassemble_out_of_order:TRUE",
    "-o", "tcp.try_heuristic_first:TRUE",
]  # fmt: skip


@dataclass
class Frame:
    """One frame, its payload in hex: `payload` unmasked and inflated (None where it is not shown),
    `wire` before inflating. `joined` has the same two for the whole message, in its last fragment.
    `text` says whether the message is text, and is None for control frames."""

    header: dict
    payload: str | None
    wire: str | None = None
    text: bool | None = None
    joined: tuple[str, str] | None = None

    def message(self):
        """The payload of the message that ends here."""
        return self.joined[0] if self.joined else self.payload


def by_tshark(path, ports):
    """What tshark sees; `ports` are those of the servers, which it shall not take for others."""
    command = [*TSHARK, "-r", path]
    for port in ports:
        command += ["-d", f"tcp.port=={port},http"]
    run = subprocess.run(command, capture_output=True, timeout=120)
    # At a damaged end tshark complains, behind a whole document.
    document = ET.fromstring(run.stdout)
    return [frame for packet in document.iter("packet") for frame in tshark_packet(packet)]


def tshark_packet(packet):
    """The frames that end in a packet: the payload stands in the protocol or behind it."""
    shown = {field.get("name"): field for field in packet.iter("field")}
    seconds, _, fraction = shown["frame.time_epoch"].get("show").partition(".")
    groups = []
    for protocol in packet.iter("proto"):
        if protocol.get("name") == "websocket":
            groups.append([])
        if groups:
            groups[-1] += protocol.iter("field")
    for fields in groups:
        shown_here = {field.get("name"): field for field in reversed(fields)}
        yield tshark_frame(
            shown_here,
            {
                "stream": int(shown["tcp.stream"].get("show")),
                "time_ns": int(seconds) * 10**9 + int(fraction.ljust(9, "0")[:9]),
            },
        )


def tshark_frame(fields, header):
    """A frame, of its fields by name."""

    def text(name):
        return fields[name].get("show") if name in fields else None

    def number(name):
        return int(text(name), 0)

    lengths = [f"websocket.payload_length{form}" for form in ("_ext_64", "_ext_16", "")]
    header |= {
        "fin": text("websocket.fin") in ("1", "True"),
        "rsv": number("websocket.rsv"),
        "opcode": number("websocket.opcode"),
        "mask_key": fields["websocket.masking_key"].get("value")
        if "websocket.masking_key" in fields else None,
        "length": next(number(name) for name in lengths if name in fields),
    }  # fmt: skip
    shown = [fields[name].get("value") for name in PAYLOADS if name in fields]
    return Frame(header, "".join(shown) if shown else None)


# Where tshark shows the bytes of a payload. The two parts of a Close body are joined.
PAYLOADS = [
    "websocket.payload.text",
    "websocket.payload.continue",
    "websocket.payload.close.status_code",
    "websocket.payload.close.reason",
    "websocket.payload.ping",
    "websocket.payload.pong",
    "websocket.payload.unknown",
    "data.data",
]


def by_ws_inspect(program, path):
    """What ws-inspect sees. A verdict on what is in the capture is no failure (1 and 3 are fine)."""
    command = [program, "decode", "--format", "json", path]
    run = subprocess.run(command, capture_output=True, timeout=120)
    if run.returncode not in (0, 1, 3):
        raise RuntimeError(f"ws-inspect ended with {run.returncode}: {run.stderr.decode()}")
    frames = {}
    for line in run.stdout.splitlines():
        value = json.loads(line)
        if value["type"] == "frame" and value["end"] == "whole":
            frames[value["stream"], value["number"]] = ws_inspect_frame(value)
        if value["type"] == "message":
            parts = (value["stream"], value["first_frame"]), (value["stream"], value["last_frame"])
            join(frames, *parts, ws_inspect_payload(value))
    return list(frames.values())


def join(frames, first, last, payload):
    """Gives the last fragment the payload of its message; other frames may stand between."""
    end = frames[last]
    if first != last:
        between = [frames[key] for key in frames if first <= key <= last]
        parts = [frame for frame in between if frame.text is not None and same_way(frame, end)]
        end.joined = (payload, "".join(part.wire for part in parts))


def same_way(frame, other):
    """Whether two frames have one sender. Only a client masks, in what these peers send."""
    return (frame.header["mask_key"] is None) == (other.header["mask_key"] is None)


def ws_inspect_frame(value):
    """A frame, of its JSON object."""
    header = {name: value[name] for name in ("stream", "fin", "opcode", "mask_key", "length")}
    header |= {"time_ns": int(value["time_ns"]), "rsv": int(value["rsv"], 2)}
    payload = ws_inspect_payload(value)
    kind = value["message_kind"]
    wire = (value["compressed"] or {}).get("hex", payload)
    return Frame(header, payload, wire, None if kind is None else kind == "text")


def ws_inspect_payload(value):
    """The payload in hex, in whichever of three ways it is printed."""
    if value["text"] is not None:
        return value["text"].encode().hex()
    return value["close"]["hex"] if value["close"] else value["hex"]
