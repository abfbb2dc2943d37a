#!/usr/bin/env python3
"""Times whole runs of congtin on a site, as its users meet them, and other programs beside it.

  benches/whole.py SITE [--runs N] [--work DIR] [--only NAME...] [--beside NAME=COMMAND]...

SITE is a folder with site.toml; it is changed while measuring (one article edited, one added, a template and the title
changed) and put back. Each cold run writes into a new folder below --work, and nothing is deleted meanwhile: on ext4
the removal of a big tree slows down whatever is created in the minutes after it. A COMMAND is run in turn with each
cold run, with {out} for a new folder. Figures are of the operating system (wait4): medians of N runs, with minimum and
maximum of the wall time. Builds of congtin are told the day, so that no article comes or goes while it is measured.
"""
import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

DATE = re.compile(r"(?m)^date = \"?([\dT:+-]+)\"?.*$")
HERE = Path(__file__).resolve().parent.parent
SETTLED = 2.2  # seconds after which a file is known by its look


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--congtin", default=HERE / "target/release/congtin")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=Path("/tmp/congtin-whole"))
    parser.add_argument("--only", nargs="+", default=["cold", "same", "edit", "new", "template", "title"])
    parser.add_argument("--now", default="2026-11-24")
    parser.add_argument("--beside", action="append", default=[])
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    bench = Bench(options)
    print("| measure | wall s (min–max) | user s | sys s | peak MB | files written |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    if "cold" in options.only:
        bench.cold()
    bench.settle()
    for name, step in bench.steps().items():
        if name in options.only:
            bench.repeat(name, step)


class Bench:
    def __init__(self, options):
        self.options = options
        self.site = options.site
        self.output = self.new_folder()
        articles = sorted(self.site.glob("content/*/**/*.md"))
        self.articles = [path for path in articles if path.name != "_index.md"]
        self.article = self.articles[len(self.articles) // 2]

    def new_folder(self):
        number = 0
        while (folder := self.options.work / f"out-{os.getpid()}-{number}").exists():
            number += 1
        folder.mkdir()
        return folder

    def build(self, output):
        command = [self.options.congtin, "build", "--root", self.site, "--output", output, "--now", self.options.now]
        return run([str(part) for part in command])

    def cold(self):
        runs = {"cold": []}
        for _ in range(self.options.runs):
            runs["cold"].append(self.build(self.new_folder()))
            for beside in self.options.beside:
                name, command = beside.split("=", 1)
                words = shlex.split(command.replace("{out}", str(self.new_folder())))
                runs.setdefault(name, []).append(run(words))
        for name, measured in runs.items():
            tell(name, measured)

    def settle(self):
        """An output folder that is up to date, and sources that were left alone for a while."""
        self.build(self.output)
        time.sleep(SETTLED)
        self.build(self.output)
        self.build(self.output)

    def repeat(self, name, step):
        measured = []
        for number in range(self.options.runs):
            undo = step(number)
            time.sleep(SETTLED)
            measured.append(self.build(self.output))
            if undo:
                undo()
                time.sleep(SETTLED)
                self.build(self.output)
        tell(name, measured)

    def steps(self):
        return {
            "same": lambda _: None,
            "edit": lambda number: self.change(self.article, lambda text: f"{text}\nThêm {number}.\n"),
            "new": self.add,
            "template": self.override,
            "title": lambda number: self.change(
                self.site / "site.toml", lambda text: re.sub(r'(?m)^title = "', f'title = "{number} ', text, count=1)
            ),
        }

    def change(self, path, edit):
        old = path.read_text(encoding="utf-8")
        path.write_text(edit(old), encoding="utf-8")
        return lambda: path.write_text(old, encoding="utf-8")

    def add(self, number):
        """An article like the newest one, a minute after it."""
        newest = max(self.articles, key=date_of)
        text = newest.read_text(encoding="utf-8")
        day = date_of(newest)[:10]
        text = DATE.sub(f"date = {day}T23:59:{number:02}+07:00", text, count=1)
        path = newest.with_name(f"bai-them-{number}.md")
        path.write_text(text, encoding="utf-8")
        return path.unlink

    def override(self, number):
        """The frame of all pages of the default theme, changed in the site's own copy."""
        theme = self.site / "themes/cong"
        shutil.copytree(HERE / "themes/cong", theme)
        template = theme / "templates/base.html"
        template.write_text(template.read_text(encoding="utf-8") + f"<!-- {number} -->", encoding="utf-8")
        return lambda: shutil.rmtree(self.site / "themes")


def date_of(path):
    with path.open(encoding="utf-8") as file:
        found = DATE.search(file.read(2000))
    return found.group(1) if found else ""


def run(words):
    """One process: seconds, peak memory, and what it said it wrote."""
    started = time.monotonic()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    took = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{words}: {process.returncode}\n{said}")
    wrote = re.search(r"\(([\d.]+) (?:ghi mới|written)", said)
    wrote = wrote.group(1).replace(".", "") if wrote else "–"
    return took, used.ru_utime, used.ru_stime, used.ru_maxrss / 1024, wrote


def tell(name, measured):
    wall, user, system, peak, wrote = zip(*measured)
    middle = statistics.median
    print(
        f"| {name} | {middle(wall):.2f} ({min(wall):.2f}–{max(wall):.2f}) | {middle(user):.2f} | {middle(system):.2f} "
        f"| {middle(peak):.0f} | {', '.join(sorted(set(wrote)))} |",
        flush=True,
    )


if __name__ == "__main__":
    main()
