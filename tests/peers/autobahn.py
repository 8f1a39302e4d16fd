"""Autobahn|Testsuite against a server: every case must be OK or INFORMATIONAL, in its behaviour and in
how it closes. Prints what was not, and the count.

    autobahn.py DIRECTORY --server 'COMMAND {port}' [--cases 1-7,9,10] [--judge autobahn|kosoku]

The judge is the original `autobahntestsuite`, which needs Python 2.7; where there is none that can be
made to work, it is `kosoku`, which runs the same cases (not those of section 6 as they should be: its
text is encoded twice, so `utf8.py` has vectors of its own). DIRECTORY takes the judges and their
reports. Judges tell by their reports, not by how they exit.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from live import Server

# How many cases each section has.
SECTIONS = {1: 16, 2: 11, 3: 7, 4: 10, 5: 20, 6: 145, 7: 37, 9: 54, 10: 1, 12: 90, 13: 126}

# The sections on compression: so many groups, each with these 18 cases of 1000 messages. The short
# ones have messages of up to 8 KiB, whole and in fragments; all of them move 11 GB each way.
GROUPS = {12: 5, 13: 7}
SHORT = (1, 2, 3, 4, 5, 6, 11)

GOOD = {"OK", "INFORMATIONAL"}

# The last virtualenv that makes environments of Python 2.7, and what it and the suite build with.
VIRTUALENV = "virtualenv==20.15.1"
AUTOBAHN = "autobahntestsuite==25.10.1"
KOSOKU = "kosoku==0.1.0"


def main():
    """Runs the cases and counts."""
    options = arguments()
    directory = Path(options.directory).resolve()
    directory.mkdir(parents=True, exist_ok=True)
    cases = Cases(chosen(options.cases), options.short)
    judge = find_judge(directory, options.judge)
    print(f"judge: {judge.name}", flush=True)
    began = time.monotonic()
    with Server(options.server, directory / "server.log") as server:
        results = judge.run(server.port, cases.patterns(), options.seconds)
        if not server.is_up():
            print(f"FAIL the server has ended: {server.said()}")
            return 1
        cpu, (_, peak) = server.cpu_seconds(), server.memory()
    lacking = missing(results, cases)
    judged = {case: one for case, one in results.items() if not judge.failed_itself(told(one))}
    tell_unjudged(results, judged, judge)
    results = judged
    bad = verdict(results, cases)
    print(
        f"{len(results) - bad} of {sum(cases.count(section) for section in cases.sections)} cases"
        f" passed ({judge.name}, sections {options.cases}) in {time.monotonic() - began:.0f} s;"
        f" server: {cpu:.0f} s of processor, at most {peak / 1024:.0f} MiB"
    )
    return min(bad + lacking, 1)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("directory")
    parser.add_argument("--server", required=True, help="its command, with {port} in it")
    parser.add_argument("--cases", default="1-7,9,10", help="sections, or 'all'")
    parser.add_argument("--short", action="store_true", help="of 12 and 13 the cases up to 8 KiB")
    parser.add_argument("--judge", choices=["autobahn", "kosoku"], help="else the best there is")
    parser.add_argument("--seconds", type=int, default=900, help="for all of the cases")
    return parser.parse_args()


def chosen(text):
    """The sections that `1-7,9` names."""
    if text == "all":
        return list(SECTIONS)
    sections = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        sections.update(range(int(first), int(last or first) + 1))
    return [section for section in SECTIONS if section in sections]


@dataclass
class Cases:
    """Which cases are run."""

    sections: list[int]
    short: bool

    def patterns(self):
        """As the judges take them."""
        for section in self.sections:
            if self.short and section in GROUPS:
                for group in range(1, GROUPS[section] + 1):
                    yield from (f"{section}.{group}.{case}" for case in SHORT)
            else:
                yield f"{section}.*"

    def count(self, section):
        """How many of a section."""
        if self.short and section in GROUPS:
            return GROUPS[section] * len(SHORT)
        return SECTIONS[section]


def tell_unjudged(all_results, judged, judge):
    """Names the cases on which the judge failed by itself; they count neither way."""
    if unjudged := all_results.keys() - judged.keys():
        names = " ".join(sorted(unjudged, key=number))
        print(f"not judged, {judge.name} fails by itself: {len(unjudged)} cases, {names}")


def verdict(results, cases):
    """Prints a line for each case that is not good, and one for each section; counts the former."""
    bad = 0
    for case, result in sorted(results.items(), key=lambda entry: number(entry[0])):
        found = result["behavior"], result["behaviorClose"]
        if not GOOD.issuperset(found):
            bad += 1
            print(f"FAIL case {case:8} {found[0]:14} close {found[1]:14} {told(result)}")
    for section in cases.sections:
        of_section = [result for case, result in results.items() if number(case)[0] == section]
        kinds = Counter(result["behavior"] for result in of_section)
        seconds = sum(result["duration"] for result in of_section) / 1000
        if all(GOOD.issuperset((one["behavior"], one["behaviorClose"])) for one in of_section):
            if len(of_section) == cases.count(section):
                counts = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
                print(f"ok   section {section:2}: {counts}, {seconds:.1f} s")
    return bad


def told(result):
    """What the judge says to a case, from its own report."""
    path = result.get("report")
    if path is None or not path.is_file():
        return ""
    report = json.loads(path.read_text())
    return " ".join(f"{report.get('result')} {report.get('resultClose')}".split())[:200]


def missing(results, cases):
    """Says which sections lack cases; a judge that broke off has no verdict on them."""
    lacking = 0
    for section in cases.sections:
        count = sum(number(case)[0] == section for case in results)
        if count != cases.count(section):
            lacking += 1
            print(f"FAIL section {section}: {count} of {cases.count(section)} cases were run")
    return lacking


def number(case):
    return [int(part) for part in case.split(".")]


# --- the judges ---


def find_judge(directory, wanted):
    """The judge that was asked for, else the original, else the other."""
    if wanted != "kosoku":
        judge = Autobahn(directory)
        if why := judge.lacks():
            print(f"not the original judge: {why}")
            if wanted:
                raise SystemExit(1)
        else:
            return judge
    judge = Kosoku(directory)
    if why := judge.lacks():
        raise SystemExit(f"FAIL no judge: {why}")
    return judge


class Autobahn:
    """The original, in an environment of Python 2.7."""

    name = AUTOBAHN

    def __init__(self, directory):
        self.directory = directory
        self.program = directory / "autobahn" / "bin" / "wstest"
        self.reports = directory / "reports-autobahn"

    def lacks(self):
        """Makes the environment where it is not there yet; says why that cannot be."""
        if self.program.exists() and run([self.program, "--autobahnversion"]) is None:
            return None
        python = python27()
        if python is None:
            return "there is no Python 2.7"
        maker, home = self.directory / "virtualenv", self.program.parent.parent
        return (
            make_venv(maker, VIRTUALENV)
            or run([maker / "bin/virtualenv", "--quiet", "--clear", "-p", python, home])
            or run([home / "bin/pip", *QUIET, AUTOBAHN])
            or run([self.program, "--autobahnversion"])
        )

    def run(self, port, patterns, seconds):
        shutil.rmtree(self.reports, ignore_errors=True)
        spec = self.directory / "autobahn.json"
        spec.write_text(json.dumps({
            "outdir": str(self.reports),
            "servers": [{"agent": "server", "url": f"ws://127.0.0.1:{port}/echo"}],
            "cases": list(patterns),
            "exclude-cases": [],
            "exclude-agent-cases": {},
        }))  # fmt: skip
        command = [self.program, "--mode", "fuzzingclient", "--spec", spec]
        bounded(command, self.directory / "autobahn.log", seconds)
        return read(self.reports)

    def failed_itself(self, _told):
        return False


class Kosoku:
    """The same cases in Rust, for any Python from 3.10 on."""

    name = KOSOKU

    def __init__(self, directory):
        self.directory = directory
        self.program = directory / "kosoku" / "bin" / "kosoku"
        self.reports = directory / "reports-kosoku"

    def lacks(self):
        if self.program.exists() and run([self.program, "--help"]) is None:
            return None
        return make_venv(self.program.parent.parent, KOSOKU)

    def run(self, port, patterns, seconds):
        shutil.rmtree(self.reports, ignore_errors=True)
        command = [self.program, "--outdir", self.reports]
        for pattern in patterns:
            command += ["--include", pattern]
        command.append(f"ws://127.0.0.1:{port}/echo")
        bounded(command, self.directory / "kosoku.log", seconds)
        return read(self.reports)

    def failed_itself(self, told):
        """Whether it broke off by a fault of its own: in sections 12 and 13 it cannot take a message that
        is sent uncompressed because it would not become shorter, which RFC 7692 section 6 allows."""
        return "Strings must be encoded before hashing" in told


QUIET = ["install", "--quiet", "--disable-pip-version-check"]


def make_venv(home, requirement):
    """An environment of this Python with one requirement; says why that cannot be."""
    return run([sys.executable, "-m", "venv", "--clear", home]) or run(
        [home / "bin/python", "-m", "pip", *QUIET, requirement]
    )


def python27():
    """A Python 2.7 that runs, and can build what the suite needs."""
    places = [shutil.which("python2.7"), shutil.which("python2")]
    places += sorted(Path.home().glob(".pyenv/versions/2.7*/bin/python2.7"), reverse=True)
    for place in filter(None, places):
        code = "import sys, ssl, zlib; assert sys.version_info[:2] == (2, 7)"
        if run([place, "-c", code]) is None:
            return place
    return None


def run(command):
    """Runs it to its end; what it complains of, if it fails."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, text=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = (done.stderr or done.stdout).strip().splitlines() or [f"exit {done.returncode}"]
    return re.sub(r"\s+", " ", f"{Path(command[0]).name}: {lines[-1]}")[:300]


def bounded(command, log, seconds):
    """Runs a judge so long at most; what it says goes to a file. What it has judged is in its reports."""
    with log.open("wb") as out:
        judge = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=log.parent
        )
        try:
            judge.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"FAIL the judge was not done after {seconds} s")
        finally:
            judge.kill()
            judge.wait()


def read(reports):
    """The results of all cases by their ids. A judge that was stopped leaves no index."""
    index = reports / "index.json"
    if not index.is_file():
        return {}
    agents = json.loads(index.read_text())
    return {
        case: result | {"report": reports / result["reportfile"]}
        for results in agents.values()
        for case, result in results.items()
    }


if __name__ == "__main__":
    sys.exit(main())
