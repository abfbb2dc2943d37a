#!/usr/bin/env python3
"""Times the preview as an editor meets it: from a save to the new bytes of the page, through HTTP.

  benches/preview.py SITE [--runs N] [--only NAME...] [--saves N]

SITE is a folder with site.toml. A preview of it is started, then for each kind of change a file is saved while the page that
shows it is open: as the page in a browser does, the bench asks what is new, waits for the answer, and fetches the page, until
it is the new one. Everything is put back afterwards. Figures are medians
of N runs with minimum and maximum, memory is that of the operating system. --saves: how many texts are saved in a row, at
the end, to see whether memory and time stay what they were.
"""
import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DATE = re.compile(r"(?m)^date = \"?([\dT:+-]+)\"?.*$")
TITLE = re.compile(r"(?m)^title = \"(.*)\"$")
STYLE = re.compile(rb'href="(/assets/portal\.\w+\.css)"')
PORT = 8391


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--congtin", default=HERE / "target/release/congtin")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--saves", type=int, default=0)
    parser.add_argument("--only", nargs="+", default=list(Bench.STEPS))
    options = parser.parse_args()
    bench = Bench(options)
    try:
        bench.start()
        print("| saved | to new bytes, ms (min–max) |\n|---|---:|")
        for name in options.only:
            bench.repeat(name)
        if options.saves:
            bench.many(options.saves)
        print(f"memory {bench.memory():.0f} MB; CPU at rest {bench.rest():.2f} %")
    finally:
        bench.stop()


class Bench:
    STEPS = ("text", "title", "tag", "new", "rename", "delete", "style", "template", "settings")

    def __init__(self, options):
        self.options = options
        self.site = options.site.resolve()
        articles = [path for path in self.site.glob("content/*/**/*.md") if path.name != "_index.md"]
        self.articles = sorted(articles, key=lambda path: DATE.search(path.read_text())[1])
        self.middle = self.articles[len(self.articles) // 2]
        self.newest = self.articles[-1]
        self.kept = {}
        self.count = 0
        self.server = None

    def start(self):
        shutil.copytree(HERE / "themes/cong", self.site / "themes/cong")
        began = time.monotonic()
        command = [self.options.congtin, "serve", "--root", self.site, "--port", PORT, "--quiet"]
        self.server = subprocess.Popen([str(word) for word in command], stderr=subprocess.DEVNULL)
        self.until("/", lambda status, page: status == 200, patience=120)
        print(f"first page {time.monotonic() - began:.2f} s after the start")

    def stop(self):
        for path, text in self.kept.items():
            path.write_text(text) if text is not None else path.unlink(missing_ok=True)
        shutil.rmtree(self.site / "themes/cong", ignore_errors=True)
        if self.server:
            self.server.terminate()
            self.server.wait()

    def repeat(self, name):
        step = getattr(self, name)
        took = [step() for _ in range(self.options.runs)]
        took = [seconds * 1000 for seconds in took]
        print(f"| {name} | {statistics.median(took):.0f} ({min(took):.0f}–{max(took):.0f}) |", flush=True)

    def text(self):
        mark = self.mark()
        return self.save(self.middle, self.middle.read_text() + f"\n{mark}\n", self.address(self.middle), mark)

    def title(self):
        mark = self.mark()
        text = TITLE.sub(f'title = "{mark}"', self.newest.read_text(), count=1)
        return self.save(self.newest, text, "/", mark)

    def tag(self):
        mark = self.mark()
        text = self.middle.read_text()
        text = re.sub(r"(?m)^tags = \[", f'tags = ["{mark}", ', text, count=1)
        return self.save(self.middle, text, f"/the/{mark}/", mark)

    def new(self):
        mark = self.mark()
        path = self.newest.with_name(f"{mark}.md")
        text = TITLE.sub(f'title = "{mark}"', self.newest.read_text(), count=1)
        took = self.save(path, text, self.address(path), mark)
        self.added = path
        return took

    def rename(self):
        self.new()
        path = self.added.with_name(f"{self.mark()}-ten-moi.md")
        self.keep(path)
        seen = self.news(self.address(path))
        began = time.monotonic()
        self.added.rename(path)
        return self.until(self.address(path), lambda status, page: status == 200, seen) - began

    def delete(self):
        self.new()
        seen = self.news(self.address(self.added))
        began = time.monotonic()
        self.added.unlink()
        return self.until(self.address(self.added), lambda status, page: status == 404, seen) - began

    def style(self):
        mark = self.mark()
        path = self.site / "themes/cong/assets/portal.css"
        self.named = STYLE.search(self.get("/")[1])[1].decode()
        return self.save(path, path.read_text() + f"\n.{mark} {{}}\n", "/", mark, self.with_style)

    def template(self):
        mark = self.mark()
        path = self.site / "themes/cong/templates/article.html"
        text = re.sub(r"({% block main %})", rf"\1<!-- {mark} -->", path.read_text())
        return self.save(path, text, self.address(self.middle), mark)

    def settings(self):
        mark = self.mark()
        path = self.site / "site.toml"
        return self.save(path, TITLE.sub(f'title = "{mark}"', path.read_text(), count=1), "/", mark)

    def many(self, count):
        before = self.memory()
        took = [self.text() * 1000 for _ in range(count)]
        print(f"{count} saves: first five {statistics.median(took[:5]):.0f} ms, last five "
              f"{statistics.median(took[-5:]):.0f} ms; memory {before:.0f} → {self.memory():.0f} MB")

    def mark(self):
        self.count += 1
        return f"dau-{os.getpid()}-{self.count}"

    def address(self, path):
        return "/" + str(path.relative_to(self.site / "content").parent.parent / path.stem) + ".html"

    def keep(self, path):
        if path not in self.kept:
            self.kept[path] = path.read_text() if path.exists() else None

    def save(self, path, text, address, mark, shown=lambda page: page):
        self.keep(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        time.sleep(0.3)
        seen = self.news(address)
        began = time.monotonic()
        path.write_text(text)
        return self.until(address, lambda status, page: status == 200 and mark.encode() in shown(page), seen) - began

    def with_style(self, page):
        """The style sheet that a page names, when it is not the one that was named before: a saved one has another name."""
        name = STYLE.search(page)[1].decode()
        if name == self.named:
            return b""
        self.named = name
        return self.get(name)[1]

    @staticmethod
    def get(address, patience=30):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=patience)
        connection.request("GET", address)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def news(self, address, seen=""):
        """What is new for an open page, as soon as it is something else than what was seen; by its tag."""
        _, news = self.get(f"/__congtin/wait?{urllib.parse.urlencode({'page': address, 'seen': seen})}")
        return json.loads(news)["tag"]

    def until(self, address, fits, seen="", patience=30):
        until = time.monotonic() + patience
        while time.monotonic() < until:
            try:
                seen = self.news(address, seen)
                if fits(*self.get(address)):
                    return time.monotonic()
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)  # The preview does not listen yet.
        sys.exit(f"{address} never showed the change")

    def memory(self):
        status = Path(f"/proc/{self.server.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000

    def rest(self):
        def ticks():
            return sum(map(int, Path(f"/proc/{self.server.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
        time.sleep(4)  # After a change the whole folder is looked at once more.
        before = ticks()
        time.sleep(5)
        return (ticks() - before) / os.sysconf("SC_CLK_TCK") / 5 * 100


main()
