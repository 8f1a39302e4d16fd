"""Prints one frame by real programs, each in its language's usual ways, and has ws-inspect read it.

    print.py PATH-OF-WS-INSPECT

One line for each way: `ok` or `FAIL`, the language, the way. A language that is not installed is
named and not counted; Python, Perl, Node and C are required.
"""

import os
import shutil
import subprocess
import sys
import tempfile

TEXT = "plain as bytes"
KEY = bytes.fromhex("931c05e8")
FRAME = bytes([0x81, 0x80 | len(TEXT)]) + KEY + bytes(
    byte ^ KEY[index % 4] for index, byte in enumerate(TEXT.encode())
)
HEX = FRAME.hex()
REQUIRED = ("python3", "perl", "node", "gcc")

PYTHON = (
    "print(f)", "print(f.hex())", "print(f.hex(' '))", "print(f.hex(':'))", "print(list(f))",
    "print(tuple(f))", "print(bytearray(f))", "print([hex(b) for b in f])",
    "print(['%02x' % b for b in f])", "print(' '.join(map(str, f)))", "print(*f, sep='\\n')",
    "print(f.decode('latin1').__repr__())", "import json; print(json.dumps(f.decode('latin1')))",
    "import json; print(json.dumps(list(f), indent=2))", "import array; print(array.array('B', f))",
    "import base64; print(base64.b64encode(f))", "import binascii; print(binascii.hexlify(f))",
    "import urllib.parse; print(urllib.parse.quote(f))", "import pprint; pprint.pprint(f, width=30)",
    "import logging; logging.basicConfig(level=10, stream=__import__('sys').stdout); "
    "logging.debug('recv %r', f)", "print('2026-01-02 12:30:01 [main] DEBUG ws - recv', f.hex(' '))",
    "print(' '.join(f'{b:08b}' for b in f))", "print(' '.join(f'{b:02X}' for b in f), '(20 bytes)')",
    "print({'data': f, 'fin': True})", "print(memoryview(f).tolist())",
)
PERL = (
    r"print join(' ', map { sprintf '%02x', $_ } unpack 'C*', $f)", r"print unpack('H*', $f)",
    r"print join(', ', unpack 'C*', $f)", r"use Data::Dumper; $Data::Dumper::Useqq = 1; print Dumper($f)",
    r"use Data::Dumper; print Dumper([unpack 'C*', $f])", r"use MIME::Base64; print encode_base64($f)",
    r"printf '\\x%02x', $_ for unpack 'C*', $f", r"use JSON::PP; print encode_json([unpack 'C*', $f])",
    r"print join(':', map { sprintf '%02X', $_ } unpack 'C*', $f)",
)
NODE = (
    "console.log(f)", "console.log(f.toString('hex'))", "console.log(f.toString('base64'))",
    "console.log([...f])", "console.log(new Uint8Array(f))", "console.log(JSON.stringify(f))",
    "console.log(JSON.stringify(f, null, 2))", "console.log(JSON.stringify(new Uint8Array(f)))",
    "console.log([f.toString('latin1')])",
    "console.log(JSON.stringify(f.toString('latin1')))", "console.log({ data: f, fin: true })",
    "console.log(new Uint8Array(f).buffer)", "console.log(new DataView(new Uint8Array(f).buffer))",
    "console.log(f.toString('hex').match(/../g).join(' '))", "console.log(Array.from(f, b => '0x' + b.toString(16)))",
    "console.log(new Int8Array(f))", "f.forEach(b => console.log(b))", "console.log('recv:', f)",
    "console.log(Object.entries([...f]).map(([i, b]) => i + ': ' + b).join('\\n'))",
)
RUBY = (
    "p f", "p f.bytes", "puts f.unpack1('H*')", "puts f.bytes.map { |b| '%02x' % b }.join(' ')",
    "puts [f].pack('m')", "puts f.dump", "puts f.bytes.inspect", "require 'json'; puts f.bytes.to_json",
)
PHP = (
    "var_dump(unpack('C*', $f));", "print_r(unpack('C*', $f));", "print_r(array_values(unpack('C*', $f)));",
    "var_export(array_values(unpack('C*', $f)));", "echo bin2hex($f);", "var_dump(bin2hex($f));",
    "echo base64_encode($f);", "echo chunk_split(bin2hex($f), 2, ' ');", "echo json_encode(array_values(unpack('C*', $f)));",
    "echo rawurlencode($f);", "echo implode(' ', array_map('dechex', unpack('C*', $f)));",
)
LUA = (
    "print(f:byte(1, -1))",
    "print((f:gsub('.', function(c) return string.format('%02x ', c:byte()) end)))",
    "for i = 1, #f do print(f:byte(i)) end",
    "print('\"' .. f:gsub('.', function(c) return '\\\\' .. c:byte() end) .. '\"')",
)
C = (
    'for (int i = 0; i < n; i++) printf("%02x ", f[i]);', 'for (int i = 0; i < n; i++) printf("%x ", s[i]);',
    'for (int i = 0; i < n; i++) printf("0x%02X, ", f[i]);', 'for (int i = 0; i < n; i++) printf("%d ", s[i]);',
    'for (int i = 0; i < n; i++) printf("%u,", f[i]);', 'for (int i = 0; i < n; i++) printf("\\\\x%02x", f[i]);',
    'for (int i = 0; i < n; i++) printf("buf[%d] = 0x%02x\\n", i, f[i]);', 'for (int i = 0; i < n; i++) printf("%02X", f[i]);',
    'for (int i = 0; i < n; i++) printf("%#x ", s[i]);', 'for (int i = 0; i < n; i++) printf("%02x%s", f[i], i % 8 == 7 ? "\\n" : " ");',
)
GO = (
    "fmt.Println(f)", 'fmt.Printf("%x", f)', 'fmt.Printf("% x", f)', 'fmt.Printf("%#v", f)', 'fmt.Printf("%q", f)',
    'fmt.Printf("%# x", f)', 'fmt.Printf("%08b", f)', "fmt.Print(hex.Dump(f))", 'log.SetOutput(os.Stdout); log.Printf("read %d bytes: %v", len(f), f)',
)
JAVA = (
    "System.out.println(java.util.Arrays.toString(f));", "System.out.println(java.util.HexFormat.of().formatHex(f));",
    'for (byte b : f) System.out.printf("%02X ", b);', "for (byte b : f) System.out.println(b);",
    "System.out.println(java.util.Base64.getEncoder().encodeToString(f));",
    'for (byte b : f) System.out.print(Integer.toHexString(b) + " ");',
    'System.out.println("10:11:12.131 [main] DEBUG c.e.Handler - received: " + java.util.Arrays.toString(f));',
)
SHELL = (
    "xxd {}", "xxd -p {}", "xxd -i {}", "hexdump -C {}", "hexdump {}", "od -A x -t x1z {}", "od -t u1 -An {}", "od -b {}", "od -c {}",
    "od -An -t x1 {}", "od -x {}", "base64 {}", "cat -v {}",
)


def run(command, **options):
    done = subprocess.run(command, capture_output=True, timeout=60, **options)
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-300:])
    return done.stdout


def c_program(folder, body):
    octets = ", ".join(map(str, FRAME))
    source = os.path.join(folder, "p.c")
    with open(source, "w") as file:
        file.write("#include <stdio.h>\nint main(void) { unsigned char f[] = {%s}; "
                   "signed char *s = (signed char *)f; int n = sizeof f; %s return (void)s, 0; }" % (octets, body))
    run(["gcc", "-w", "-o", os.path.join(folder, "p"), source])
    return run([os.path.join(folder, "p")])


def go_program(folder, body):
    source = os.path.join(folder, "p.go")
    with open(source, "w") as file:
        file.write('package main\nimport ("encoding/hex"; "fmt"; "log"; "os")\nvar _ = hex.Dump\nvar _ = log.Println\n'
                   "var _ = os.Stdout\nfunc main() { f := []byte{%s}; fmt.Print(); %s }" % (", ".join(map(str, FRAME)), body))
    return run(["go", "run", source])


def java_program(folder, body):
    source = os.path.join(folder, "P.java")
    octets = ", ".join(f"(byte){byte}" for byte in FRAME)
    with open(source, "w") as file:
        file.write("class P { public static void main(String[] a) { byte[] f = {%s}; %s } }" % (octets, body))
    return run(["java", source])


def ways(folder):
    """Each language with its command, its ways, and how one is run."""
    frame = os.path.join(folder, "frame.bin")
    with open(frame, "wb") as file:
        file.write(FRAME)
    lua = "".join(f"\\{byte:03d}" for byte in FRAME)
    return (
        ("python3", PYTHON, lambda way: run(["python3", "-c", f"f = bytes.fromhex('{HEX}'); {way}"])),
        ("perl", PERL, lambda way: run(["perl", "-e", f"my $f = pack 'H*', '{HEX}'; {way}"])),
        ("node", NODE, lambda way: run(["node", "-e", f"const f = Buffer.from('{HEX}', 'hex'); {way}"])),
        ("gcc", C, lambda way: c_program(folder, way)),
        ("ruby", RUBY, lambda way: run(["ruby", "-e", f"f = ['{HEX}'].pack('H*'); {way}"])),
        ("php", PHP, lambda way: run(["php", "-r", f"$f = hex2bin('{HEX}'); {way}"])),
        ("lua5.4", LUA, lambda way: run(["lua5.4", "-e", f'local f = "{lua}"; {way}'])),
        ("go", GO, lambda way: go_program(folder, way)),
        ("java", JAVA, lambda way: java_program(folder, way)),
        ("sh", SHELL, lambda way: run(["sh", "-c", way.format(frame)])),
    )


def reads(program, printed):
    """Whether the text of the frame comes out, and what else came."""
    command = [program, "--lang", "en", "decode", "-q"]
    done = subprocess.run(command, input=printed, capture_output=True, timeout=60)
    said = done.stdout.decode(errors="replace").strip()
    return done.returncode == 0 and said == TEXT, said or done.stderr.decode(errors="replace")


def main():
    program = os.path.abspath(sys.argv[1])
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for language, all_ways, printed_by in ways(folder):
            if not shutil.which(language):
                wrong += language in REQUIRED
                print(f"{'FAIL' if language in REQUIRED else 'none'} {language} is not installed", flush=True)
                continue
            for way in all_ways:
                if language == "sh" and not shutil.which(way.split()[0]):
                    continue
                printed = printed_by(way)
                good, said = reads(program, printed)
                wrong += not good
                print(f"{'ok' if good else 'FAIL'} {language}: {way}", flush=True)
                if not good:
                    print(f"     printed {printed[:200]!r}\n     read as {said[:200]!r}", flush=True)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
