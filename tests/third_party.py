#!/usr/bin/env python3
"""What the program is made of that others wrote: whether each licence is one that we take, that each
crate comes from crates.io, and the notice that goes with the program.

  tests/third_party.py           checks, and that THIRD-PARTY.md is up to date
  tests/third_party.py --write   writes THIRD-PARTY.md

Reads `cargo metadata` and the licence texts in the crates themselves; needs no network once they are
fetched. The notice names the crates that are in the program for Linux, macOS or Windows; licences are
checked for all that tests use too.
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
NOTICE = HERE / "THIRD-PARTY.md"
CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index"

# Licences that ask for no more than a notice.
TAKEN = {
    "MIT", "MIT-0", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause",
    "Zlib", "Unlicense", "CC0-1.0", "Unicode-3.0", "ISC",
}
# What of several that may be chosen is chosen, first to last.
CHOICE = ["MIT", "MIT-0", "Zlib", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Unlicense", "CC0-1.0"]
# Crates that shall not come in: others of the kind are in, or the core is ours.
BANNED = {"openssl-sys": "no TLS is spoken here", "native-tls": "no TLS is spoken here",
          "atty": "the standard library tells a terminal", "chrono": "jiff is in"}
TEXTS = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def chosen(expression):
    """The licences under which a crate is taken, of an SPDX expression; raises ValueError."""
    words = re.findall(r"\(|\)|[^\s()/]+", expression.replace("/", " OR "))
    tree, rest = either(words)
    if rest:
        raise ValueError(f"cannot read {expression!r}")
    return tree


def either(words):
    options, rest = [], words
    while True:
        option, rest = both(rest)
        if option is not None:
            options.append(option)
        if rest[:1] != ["OR"]:
            break
        rest = rest[1:]
    if not options:
        return None, rest
    rank = lambda option: (len(option), min(CHOICE.index(one) if one in CHOICE else 99 for one in option))
    return min(options, key=rank), rest


def both(words):
    taken, rest = set(), words
    while True:
        part, rest = single(rest)
        taken = None if part is None or taken is None else taken | part
        if rest[:1] != ["AND"]:
            return taken, rest
        rest = rest[1:]


def single(words):
    if not words:
        raise ValueError("an expression ends too early")
    word, rest = words[0], words[1:]
    if word == "(":
        part, rest = either(rest)
        if rest[:1] != [")"]:
            raise ValueError("a bracket is not closed")
        return part, rest[1:]
    if rest[:1] == ["WITH"]:
        word, rest = f"{word} WITH {rest[1]}", rest[2:]
    return ({word} if word in TAKEN else None), rest


def metadata(*more):
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--all-features", *more]
    return json.loads(subprocess.run(command, cwd=HERE, check=True, stdout=subprocess.PIPE).stdout)


def faults(packages):
    """What is wrong with the crates, a sentence each."""
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if package["name"] in BANNED:
            yield f"{name}: shall not come in: {BANNED[package['name']]}"
        if package["source"] not in (None, CRATES_IO):
            yield f"{name}: comes from {package['source']}"
        if package["source"] is None:
            continue
        try:
            taken = package["license"] and chosen(package["license"])
        except ValueError as error:
            taken, package["license"] = None, f"{package['license']}: {error}"
        if not taken:
            yield f"{name}: its licence is not one that we take: {package['license']}"


def in_program():
    """The crates that are linked into the program, by name and version; not what only builds or tests it."""
    found = {}
    for target in ["x86_64-unknown-linux-musl", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"]:
        data = metadata("--filter-platform", target)
        nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
        packages = {package["id"]: package for package in data["packages"]}
        waits, seen = [data["resolve"]["root"]], set()
        while waits:
            one = waits.pop()
            if one in seen:
                continue
            seen.add(one)
            package = packages[one]
            # A macro runs in the compiler, and neither it nor what it uses is in the program.
            if any("proc-macro" in target["kind"] for target in package["targets"]):
                continue
            if package["source"] is not None:
                found[package["name"], package["version"]] = package
            for dep in nodes[one]["deps"]:
                if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                    waits.append(dep["pkg"])
    return [found[key] for key in sorted(found)]


def notice():
    """The notice, as text: each crate with its licence, and each text once."""
    lines = [
        "# Third-party notice",
        "",
        "ws-inspect contains these crates. `tests/third_party.py --write` makes this file of",
        "`cargo metadata` and of the texts in the crates, and a test keeps it up to date.",
        "",
        "The standard library of Rust is in it too, under MIT or Apache-2.0: <https://github.com/rust-lang/rust>.",
        "",
        "| crate | version | licence | taken under | text |",
        "|---|---|---|---|---|",
    ]
    texts = {}
    for package in in_program():
        taken = sorted(chosen(package["license"]))
        numbers = []
        here = sorted(Path(package["manifest_path"]).parent.iterdir())
        here = [path for path in here if TEXTS.match(path.name) and path.is_file()]
        # Where the text of what was chosen is not in the crate, those that are there are shown.
        for path in [path for path in here if concerns(path.name, taken)] or here:
            text = path.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()
            key = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
            numbers.append(texts.setdefault(key, (len(texts) + 1, text))[0])
        where = ", ".join(f"[{number}](#text-{number})" for number in numbers)
        where = where or f"none in the crate: <{package['repository']}>"
        licence = package["license"].replace("|", "\\|")
        lines.append(f"| {package['name']} | {package['version']} | {licence} | {' and '.join(taken)} | {where} |")
    for number, text in texts.values():
        fence = "````" if "```" in text else "```"
        text = "\n".join(line.rstrip() for line in text.splitlines())
        lines += ["", f"## Text {number}", "", f"{fence}text", text, fence]
    return "\n".join(lines) + "\n"


def concerns(file, taken):
    """Whether a file holds a text of one of these licences, as far as its name tells."""
    name = file.upper()
    marks = {"MIT": "MIT", "APACHE": "Apache-2.0", "BSD": "BSD-", "ZLIB": "Zlib", "UNICODE": "Unicode",
             "UNLICENSE": "Unlicense", "CC0": "CC0", "LGPL": "LGPL", "GPL": "GPL", "BOOST": "BSL"}
    named = [licence for mark, licence in marks.items() if mark in name]
    return not named or any(one.startswith(licence) for licence in named for one in taken)


def main():
    wrong = list(faults(metadata()["packages"]))
    text = notice()
    if "--write" in sys.argv[1:]:
        NOTICE.write_text(text, encoding="utf-8")
    elif not NOTICE.exists() or NOTICE.read_text(encoding="utf-8") != text:
        wrong.append("THIRD-PARTY.md is not up to date: tests/third_party.py --write")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
