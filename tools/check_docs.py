"""Runs the examples of a document and holds their output against what the document shows.

    tools/with-server python3 tools/check_docs.py README.md …

A block marked `sh` is run by bash in a folder of its own, with the server's address in place of the default one. The
block right after it, if marked `json` or `text`, shows the output: its pieces between `…` and line ends must all be
there, in that order. A table of settings must have what `jiandu config` prints. Where docs/dependencies.md is among the
documents, it must name every direct dependency.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = (ROOT / os.environ.get("JIANDU_PROGRAM", "target/debug/jiandu")).resolve()
SETTINGS = re.compile(r"^\| `((?:JIANDU_|DATABASE_)[A-Z_]+)` \| (?:`([^`]*)`)?", re.MULTILINE)
BLOCKS = re.compile(r"^```sh\n(.*?)^```\n(?:```(?:json|text)\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def run(script, folder):
    script = script.replace("http://127.0.0.1:8080", os.environ["JIANDU_URL"])
    for name in ("target/debug/jiandu", "target/release/jiandu"):
        script = script.replace(name, str(PROGRAM))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "DATABASE_URL": f"sqlite://{folder}/docs.sqlite"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def missing(shown, output):
    """The first piece of what is shown that the output lacks."""
    start = 0
    for piece in re.split(r"[…\n]+", shown):
        if not piece:
            continue
        found = output.find(piece, start)
        if found < 0:
            return piece
        start = found + len(piece)
    return None


def settings_differ(text):
    """How a table of settings differs from those in effect where nothing is set."""
    shown = dict(SETTINGS.findall(text))
    if not shown:
        return []
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("JIANDU_", "DATABASE_"))}
    printed = subprocess.run([PROGRAM, "config"], env=clean, capture_output=True, text=True, check=True).stdout
    printed = dict(line.split("=", 1) for line in printed.splitlines())
    printed["JIANDU_WORKERS"] = ""
    return [
        f"{name}: shown as {shown.get(name)!r}, is {printed.get(name)!r}"
        for name in sorted(shown.keys() | printed.keys())
        if shown.get(name) != printed.get(name)
    ]


def undocumented(text):
    """Direct dependencies of the workspace's crates that a list does not name."""
    command = ["cargo", "metadata", "--locked", "--offline", "--no-deps", "--format-version", "1"]
    packages = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)["packages"]
    ours = {package["name"] for package in packages}
    needed = {dependency["name"] for package in packages for dependency in package["dependencies"]} - ours
    named = {name.strip() for row in re.findall(r"^\| ([^|]*) \|", text, re.MULTILINE) for name in row.split(",")}
    return [f"{name} is not listed" for name in sorted(needed - named)]


def check(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    failed = 0
    differences = settings_differ(text)
    if document.endswith("dependencies.md"):
        differences += undocumented(text)
    for difference in differences:
        failed += 1
        print(f"{document}: {difference}")
    blocks = BLOCKS.findall(text)
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "api").symlink_to(ROOT / "api")
        # Where the server of these examples keeps its database, keys and first client.
        (pathlib.Path(folder) / "jiandu-data").symlink_to(os.environ["JIANDU_DATA"])
        for script, shown in blocks:
            code, output, errors = run(script, folder)
            piece = missing(shown, output)
            if code != 0 or piece is not None:
                failed += 1
                print(f"{document}: exit {code}:\n{script}\n{errors}")
                if piece is not None:
                    print(f"does not print:\n{piece}\nbut:\n{output}")
    print(f"{document}: {len(blocks)} examples run, {failed} faults")
    return failed


if __name__ == "__main__":
    sys.exit(1 if sum(check(document) for document in sys.argv[1:]) else 0)
