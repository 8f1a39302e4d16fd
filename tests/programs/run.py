"""Runs programs with one mistake each, and sees whether ws-inspect names it.

    python3 tests/programs/run.py target/debug/ws-inspect target/programs

A line `ok` for each whose cause is named, `rule` where only broken rules or nothing is said, `FAIL` where a
wrong cause is named; then the count. At least two thirds must be named, and none wrongly."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def command(source, out):
    """What runs a program, compiled first where it must be; None where its tool is missing."""
    tool = {".py": sys.executable, ".js": "node", ".c": "cc", ".java": "java"}[source.suffix]
    if not shutil.which(tool):
        return None
    if source.suffix != ".c":
        return [tool, source]
    program = out / source.stem
    subprocess.run([tool, "-w", "-o", program, source], check=True)
    return [program]


def named(ws_inspect, path, sender):
    """The causes that are named of the bytes in a file."""
    decode = [ws_inspect, "decode", "--in", "raw", "--file", path, "--from", sender, "-f", "json"]
    told = subprocess.run(decode, capture_output=True, text=True).stdout
    return list(json.loads(told.splitlines()[-1])["slips"])


def main():
    ws_inspect, out = sys.argv[1], Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    rows = [line.split() for line in (HERE / "causes.txt").read_text().splitlines()[1:]]
    right = wrong = known = missing = 0
    for name, sender, cause in rows:
        run = command(HERE / name, out)
        if run is None:
            missing += 1
            continue
        path = out / (name + ".bin")
        path.write_bytes(subprocess.run(run, capture_output=True, check=True).stdout)
        found = named(ws_inspect, path, sender)
        known += 1
        if cause in found and set(found) == {cause}:
            right += 1
            print(f"ok {name} {cause}")
        elif found:
            wrong += 1
            print(f"FAIL {name}: {', '.join(found)} for {cause}")
        else:
            print(f"rule {name}: {cause} is not named")
    print(f"{right} of {known} programs are named by cause, {wrong} wrongly; {missing} could not be run")
    if 3 * right < 2 * known:
        print("FAIL fewer than two thirds are named")
    sys.exit(wrong > 0 or 3 * right < 2 * known)


main()
