"""A server under everything that a network does to servers: whatever one client does, its memory
stays bounded, the others go on undisturbed, and the log says what happened.

    hostile.py --server 'COMMAND {port}' [--full] [--log FILE] [NAME..]

One line of `ok` or `FAIL` for each assault, with figures, and a table of them all. `--full` comes with
more clients at once. The command is that of `ws-inspect serve`; its limits are set here."""

import argparse
import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import assaults
from assaults import HANDSHAKE_SECONDS, MAX_MESSAGE, Scale
from live import Server, allow_open_files
from overload import OVERLOADS

ASSAULTS = assaults.ASSAULTS | OVERLOADS

# Small, so that they are reached.
LIMITS = [
    "--log", "json", "--handshake", HANDSHAKE_SECONDS, "--max-message", MAX_MESSAGE,
    "--max-connections", 12_000,
]  # fmt: skip

# No assault takes longer.
SECONDS = 240

# How long a well-behaved client may wait for an echo, whatever others do. Machines that run tests are
# slow and shared; what was measured is in the table.
PATIENCE_MS = 2000


def main():
    """All assaults on one server, one after the other, so that what one leaves behind shows."""
    options = arguments()
    files = allow_open_files()
    scale = Scale.full() if options.full else Scale()
    if files < scale.connections + 500:
        print(f"FAIL only {files} open files are allowed: see ulimit -n")
        return 1
    names = options.names or list(ASSAULTS)
    with Server(options.server, options.log, LIMITS) as server, Watch(server.port) as watch:
        rows = [row for name in names if (row := suffer(name, server, watch, scale, options))]
    failures = [row for row in rows if row.failure]
    print_table(rows)
    if server.process.returncode != 0:
        print(f"FAIL the server ended with {server.process.returncode}: {server.said()}")
        return 1
    return min(len(failures), 1)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--server", required=True, help="its command, with {port} in it")
    parser.add_argument("--full", action="store_true", help="ten thousand in place of one")
    parser.add_argument("--log", default="target/peers/hostile.jsonl")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(ASSAULTS))
    return parser.parse_args()


@dataclass
class Row:
    """What one assault did: memory in KiB, waits in milliseconds."""

    name: str
    figures: str = ""
    seconds: float = 0
    before: int = 0
    peak: int = 0
    after: int = 0
    echoes: int = 0
    wait: float = 0
    failure: str = ""


def suffer(name, server, watch, scale, options):
    """One assault, with a well-behaved client beside it, and its line."""
    assault, budget_mib = ASSAULTS[name]
    row = Row(name)
    if not server.is_up():
        print(f"FAIL {name}: the server has ended: {server.said()}")
        return None
    log = Log(server.log)
    watch.tell()
    server.forget_peak()
    row.before, _ = server.memory()
    began = time.monotonic()
    try:
        row.figures, expected = asyncio.run(
            asyncio.wait_for(assault(server, scale, options.server), SECONDS)
        )
        row.seconds = time.monotonic() - began
        row.echoes, row.wait = watch.tell()
        row.after, row.peak = server.memory()
        lacking = log.lacks(expected)
        assert not lacking, f"the log does not say {lacking}; it says {dict(log.told)}"
        grown = (row.peak - row.before) / 1024
        assert grown <= budget_mib, f"{grown:.0f} MiB more memory, {budget_mib} are allowed"
        assert row.wait <= PATIENCE_MS, f"another client waited {row.wait:.0f} ms for its echo"
    except Exception as error:  # whatever it is, the other assaults come all the same
        row.failure = f"{type(error).__name__}: {error}"
        watch.revive()
    state = f"FAIL {name}: {row.failure}" if row.failure else f"ok   {name}: {row.figures}"
    print(state, flush=True)
    return row


def print_table(rows):
    """The figures, for `docs/reliability.md`."""
    print("\n| assault | outcome | memory before | at most | after | longest wait of others |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        mib = [f"{kib / 1024:.1f} MiB" for kib in (row.before, row.peak, row.after)]
        outcome = "FAILED" if row.failure else row.figures
        print(f"| {row.name} | {outcome} | {' | '.join(mib)} | {row.wait:.1f} ms |")
    print()


class Watch:
    """The well-behaved client."""

    def __init__(self, port):
        self.port = port

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-B", Path(__file__).with_name("watch.py"), str(self.port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def tell(self):
        """How many echoes since the last time, and the longest wait in ms."""
        try:
            self.process.stdin.write("\n")
            self.process.stdin.flush()
            count, wait = self.process.stdout.readline().split()
        except (OSError, ValueError):
            raise AssertionError("the well-behaved client was cut off") from None
        return int(count), float(wait)

    def revive(self):
        """A new one, where it was cut off."""
        if self.process.poll() is not None:
            self.__enter__()


class Log:
    """What a log in JSON says from now on, as counts of short phrases such as `visitor tls`."""

    def __init__(self, path):
        self.path, self.at = path, path.stat().st_size
        self.told = Counter()

    def lacks(self, expected, seconds=5):
        """Which phrases do not stand there as often as expected, even after some time."""
        until = time.monotonic() + seconds
        while True:
            self.read()
            lacking = {
                phrase: f"{self.told[phrase]} of {count}"
                for phrase, count in expected.items()
                if self.told[phrase] < count
            }
            if not lacking or time.monotonic() > until:
                return lacking
            time.sleep(0.1)

    def read(self):
        """Reads on, up to the last whole line."""
        with self.path.open("rb") as file:
            file.seek(self.at)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                self.at += len(line)
                self.told.update(phrases(line))


def phrases(line):
    """What an object of the log says."""
    # Frames without findings are most of a log, and long.
    if line.startswith(b'{"type":"frame"') and b'"findings":[]' in line:
        return
    told = json.loads(line)
    kind = told["type"]
    if kind in ("visitor", "trouble"):
        yield f"{kind} {told['kind']}"
    elif kind == "closed":
        details = (told["how"], told["close_code"], told["http_status"], told["because"])
        yield " ".join(["closed", *(str(detail) for detail in details if detail is not None)])
    else:
        yield kind
    for finding in told.get("findings", []):
        yield f"finding {finding['code']}"


if __name__ == "__main__":
    sys.exit(main())
