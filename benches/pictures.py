#!/usr/bin/env python3
"""Times builds of a portal full of photographs, and weighs what its readers load.

  benches/pictures.py [--photographs 500] [--size 4000x3000] [--jobs N] [--work DIR]

An article for every five photographs: one leads it, four stand in it. The photographs are painted by
`benches/photographs.rs` (cargo build --release --example photographs). Each line is one build:

  cold            nothing is remembered
  same            nothing changed
  text            one article says something more
  touched         every photograph was saved anew with the same bytes
  elsewhere       another output folder
  no-cache        everything once more

Figures are of the operating system (wait4).
"""
import argparse
import os
import re
import subprocess
import time
from pathlib import Path

import whole

HERE = Path(__file__).resolve().parent.parent
NOW = "2026-11-24"
SETTLED = 2.2  # seconds after which a file is known by its look
EACH = 5  # photographs of an article


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", type=int, default=500)
    parser.add_argument("--size", default="4000x3000")
    parser.add_argument("--jobs", default="0")
    parser.add_argument("--programs", type=Path, default=HERE / "target/release")
    parser.add_argument("--work", type=Path, default=Path("/tmp/congtin-pictures"))
    options = parser.parse_args()
    site = write(options)
    time.sleep(SETTLED)
    print("| build | wall s | user s | sys s | peak MB | written |\n|---|---:|---:|---:|---:|---:|", flush=True)
    public = options.work / f"public-{os.getpid()}"
    build = lambda name, output=public, *more: tell(name, run(options, site, output, *more))
    build("cold")
    build("same")
    article = site / "content/tin/bai-000/index.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
    build("text")
    for photograph in site.glob("content/tin/*/*.jpg"):
        photograph.touch()
    time.sleep(SETTLED)
    build("touched")
    build("elsewhere", public.with_name(f"{public.name}-2"))
    build("no-cache", public, "--no-cache")
    weigh(site, public)


def write(options):
    """The site, unless an earlier run wrote it."""
    site = options.work / f"site-{options.photographs}-{options.size}"
    if (site / "site.toml").exists():
        return site
    paint = options.work / "painted"
    paint.mkdir(parents=True, exist_ok=True)
    program = options.programs / "examples/photographs"
    subprocess.run([program, paint, str(options.photographs), *options.size.split("x")], check=True)
    for number, photograph in enumerate(sorted(paint.glob("*.jpg"))):
        folder = site / f"content/tin/bai-{number // EACH:03}"
        folder.mkdir(parents=True, exist_ok=True)
        photograph.rename(folder / f"anh-{number % EACH}.jpg")
    for number, folder in enumerate(sorted(site.glob("content/tin/bai-*"))):
        pictures = "\n\n".join(f"![Ảnh {count}](anh-{count}.jpg)" for count in range(1, EACH))
        day = f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}"
        head = f'title = "Bài {number}"\ndate = {day}\nsummary = "Sapo."\ncover = {{ src = "anh-0.jpg", alt = "Ảnh" }}'
        (folder / "index.md").write_text(f"+++\n{head}\n+++\n{pictures}\n", encoding="utf-8")
    (site / "content/tin/_index.md").write_text('+++\ntitle = "Tin tức"\n+++\n', encoding="utf-8")
    (site / "site.toml").write_text('title = "Cổng ảnh"\nbase_url = "https://anh.example"\n', encoding="utf-8")
    return site


def run(options, site, output, *more):
    """One build: seconds, peak memory, and what it said it wrote."""
    words = [options.programs / "congtin", "build", "--root", site, "--output", output, "--now", NOW, *more]
    if options.jobs != "0":
        words += ["--jobs", options.jobs]
    return whole.run([str(word) for word in words])


def tell(name, measured):
    wall, user, system, peak, wrote = measured
    print(f"| {name} | {wall:.2f} | {user:.2f} | {system:.2f} | {peak:.0f} | {wrote} |", flush=True)


def weigh(site, public):
    """What an article's pictures weigh on a telephone that takes 800 pixels, and as they came."""
    folder = site / "content/tin/bai-000"
    came = sum(path.stat().st_size for path in folder.glob("*.jpg"))
    page = (public / "tin/bai-000.html").read_text(encoding="utf-8")
    light = {url for url in re.findall(r"(/assets/anh/\S+-800\.webp) 800w", page) if "x" not in url.rsplit("/", 1)[1][:-9]}
    loaded = sum((public / url[1:]).stat().st_size for url in light)
    files = [path for path in public.rglob("*") if path.suffix in {".webp", ".jpg"}]
    print(f"\nPictures of an article: {came / 1e6:.1f} MB as they came, {loaded / 1e6:.2f} MB on a telephone ({len(light)} files).")
    print(f"Pictures of the portal: {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB.")


if __name__ == "__main__":
    main()
