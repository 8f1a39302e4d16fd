"""Compares ws-inspect with tshark: on captures of real peers, made here on loopback, and on those
of `samples/captures`. One line of `ok` or `FAIL` for each capture; exit code 1 if one failed.

    peers.py WS_INSPECT DIRECTORY [NAME..]

DIRECTORY takes the captures that are made. Needs tshark, tcpdump and the right to capture on `lo`.
"""

import asyncio
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

from connections import connections, meet
from recorded import record
from seen import by_tshark, by_ws_inspect

SAMPLES = Path("samples/captures")

# What tshark 4 does otherwise on purpose, or cannot, and so is no measure for.
NOT_COMPARED = {
    "fragments.pcap": "ws-inspect leaves fragmented IP out and says so",
    "tls.pcap": "encrypted: neither reads it without keys",
    "loss.pcap": "tshark stops at the gap; ws-inspect goes on behind it",
    "snaplen.pcap": "tshark needs the whole handshake, which the capture cut short",
}

# A late segment: tshark gives the time of the packet that completes, ws-inspect that of the frame's own.
TIMES_DIFFER = {"out-of-order.pcap"}


def main(program, directory, *names):
    """Compares everything, or what is named."""
    directory = Path(directory)
    failures = 0
    for connection in connections():
        if not names or connection.name in names:
            path = directory / f"{connection.name}.pcap"
            failures += verdict(connection.name, lambda: compare_made(program, connection, path))
    if not names or "recorded" in names:
        failures += verdict("recorded", lambda: compare_recorded(program, directory))
    for path in sorted(SAMPLES.glob("*.pcap*")):
        if names and path.name not in names:
            continue
        if path.name in NOT_COMPARED:
            print(f"not compared: {path}: {NOT_COMPARED[path.name]}")
        else:
            failures += verdict(path, lambda: compare(program, path, range(9001, 9009)))
    return min(failures, 1)


def verdict(name, comparison):
    """Prints the one line, and gives 1 for a failure."""
    try:
        print(f"ok   {name}: {comparison()}", flush=True)
        return 0
    except Exception as error:  # whatever it is, the others are compared all the same
        print(f"FAIL {name}: {type(error).__name__}: {error}", flush=True)
        return 1


def compare_made(program, connection, path):
    """Makes the capture and compares it, with tshark and with what the peers received."""
    port, heard = capture(connection, path)
    try:
        told = compare(program, path, [port])
    except NotInflated:
        told = compare(program, path, [port], swapped(path))
        told += " (with client_ and server_ swapped for tshark, which takes one for the other)"
    return f"{told}, {compare_heard(connection, heard, by_ws_inspect(program, path))} messages heard"


def compare_recorded(program, directory):
    """Has the live server record what real clients say to it, and compares that."""
    path = directory / "live.pcapng"
    return compare(program, path, [record(program, path)])


def capture(connection, path):
    """Captures what the peers say into a file. Gives the server's port and what was heard."""
    for attempt in range(3):
        family = socket.AF_INET6 if ":" in connection.host else socket.AF_INET
        with socket.create_server((connection.host, 0), family=family) as sock:
            port = sock.getsockname()[1]
            with Tcpdump(path, port, connection.host) as tcpdump:
                heard = asyncio.run(meet(connection, sock))
        if tcpdump.dropped == 0:
            return port, heard
    raise RuntimeError(f"tcpdump dropped {tcpdump.dropped} packets, three times")


def swapped(path):
    """A copy of a capture in which the parameters of permessage-deflate change their directions.
    tshark 4.0 inflates what the server sent by those of the client, and the other way."""
    copy = path.with_suffix(".swapped.pcap")
    names = {b"server_no_context": b"client_no_context", b"client_no_context": b"server_no_context"}
    pattern = b"|".join(names)
    copy.write_bytes(re.sub(pattern, lambda found: names[found[0]], path.read_bytes()))
    return copy


class Tcpdump:
    """tcpdump on loopback from when it listens until it has written all that was sent."""

    def __init__(self, path, port, host):
        self.path, self.port, self.host = path, port, host
        self.dropped = None

    def __enter__(self):
        # The largest segment on loopback fits a slot of the buffer, and many slots the buffer.
        command = ["tcpdump", "-i", "lo", "-n", "-U", "--immediate-mode", "-s", "65600"]
        command += ["-B", "65536", "-Z", "root", "-w", self.path, f"port {self.port}"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if "listening on" in line:
                return self
        raise RuntimeError("tcpdump does not listen")

    def __exit__(self, *_):
        # Packets are written in their order: behind this one, which is no TCP, nothing is missing.
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family, socket.SOCK_DGRAM) as sock:
            sock.sendto(b"the capture is whole", (self.host, self.port))
        until = time.monotonic() + 10
        while b"the capture is whole" not in self.tail() and time.monotonic() < until:
            time.sleep(0.01)
        self.process.terminate()
        _, told = self.process.communicate(timeout=10)
        for line in told.splitlines():
            if line.endswith("dropped by kernel"):
                self.dropped = int(line.split()[0])

    def tail(self):
        return self.path.read_bytes()[-200:] if self.path.exists() else b""


class NotInflated(AssertionError):
    """tshark could not inflate a message."""


def compare(program, path, ports, for_tshark=None):
    """Compares every frame of a capture, and tells what there was."""
    theirs, ours = by_tshark(for_tshark or path, ports), by_ws_inspect(program, path)
    payloads = 0
    for number, (their, our) in enumerate(zip(theirs, ours), 1):
        if path.name in TIMES_DIFFER:
            their.header["time_ns"] = our.header["time_ns"]
        if their.header != our.header:
            raise AssertionError(f"frame {number}: tshark {their.header}, ws-inspect {our.header}")
        payloads += compare_payload(number, their, our)
    if len(theirs) != len(ours):
        raise AssertionError(f"tshark sees {len(theirs)} frames, ws-inspect {len(ours)}")
    return f"{len(ours)} frames, {payloads} payloads"


def compare_payload(number, their, our):
    """Whether there was a payload to compare."""
    fragment = not their.header["fin"] or their.header["opcode"] == 0
    if their.payload is None:
        # tshark shows neither a first fragment nor an empty frame that ends a message.
        if their.header["fin"] and their.header["length"] > 0:
            raise NotInflated(f"frame {number}: tshark shows no payload")
        return False
    # What inflates to nothing is shown by tshark as it came. A fragment is shown as it came too, and
    # the last one alone or joined: 4.0 joins only the first end's, and inflates none. What the peers
    # heard is the measure of joined messages therefore.
    fair = [our.payload, our.wire, *(our.joined or ())] if fragment else [our.payload or our.wire]
    if their.payload not in fair:
        shown = f"tshark {their.payload[:80]}, ws-inspect {fair[0][:80]}"
        raise AssertionError(f"frame {number}: {shown}")
    return True


def compare_heard(connection, heard, frames):
    """Compares the messages with those that the peers' own library gave them; tells how many."""
    count = 0
    for end, masked in zip(heard, (False, True)):
        seen = {}
        for frame in frames:
            is_masked = frame.header["mask_key"] is not None
            if frame.text is not None and frame.header["fin"] and is_masked == masked:
                message = bytes.fromhex(frame.message())
                said = seen.setdefault(frame.header["stream"], [])
                said.append(message.decode() if frame.text else message)
        # One that was broken off has not received all that was under way.
        broken_off = connection.close in ("abort", "fin")
        for messages in end:
            if not any(
                said[: len(messages)] == messages and (broken_off or len(said) == len(messages))
                for said in seen.values()
            ):
                raise AssertionError(f"{len(messages)} messages were heard, and are not shown so")
            count += len(messages)
    if count == 0:
        raise AssertionError("nothing was heard")
    return count


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
