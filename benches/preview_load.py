#!/usr/bin/env python3
"""Times an editor's requests while a crowd leans on `congtin serve`.

  benches/preview_load.py SITE [--seconds 60] [--alive 200] [--silent 500] [--waiting 50] [--files N]

The crowd: clients that keep their connections and ask for a page every half second, connections that say nothing (half
of them stop in the middle of a header), and live-reload streams whose browsers never read. All come back when they are
sent away. The editor opens a page on a new connection four times a second, as a browser does that was sent away, or has
none yet. With --files N the server may have that many files open (`ulimit -n`). Prints the editor's times, then how it
is when the crowd has gone, and how the server ends on Ctrl+C. Exit code 1 when a request failed or took 100 ms.
"""
import argparse
import asyncio
import multiprocessing
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
LIMIT = 0.1  # seconds that an editor's request may take
GET = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: {}\r\n\r\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--congtin", default=HERE / "target/release/congtin")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--alive", type=int, default=200)
    parser.add_argument("--silent", type=int, default=500)
    parser.add_argument("--waiting", type=int, default=50)
    parser.add_argument("--files", type=int)
    parser.add_argument("--page", default="/")
    options = parser.parse_args()
    server, port = serve(options)
    loaded = multiprocessing.Value("i", 0)
    crowd = multiprocessing.Process(target=lean, args=(port, options, loaded), daemon=True)
    print("| | requests | failed | median ms | 99 % ms | slowest ms |\n|---|---:|---:|---:|---:|---:|", flush=True)
    fine = row("alone", edit(port, options.page, 3))
    crowd.start()
    time.sleep(2)
    fine &= row("with the crowd", edit(port, options.page, options.seconds))
    crowd.kill()
    crowd.join()
    fine &= row("afterwards", edit(port, options.page, 3))
    server.send_signal(signal.SIGINT)
    began = time.monotonic()
    code = server.wait(10)
    print(f"\nThe crowd loaded {loaded.value} pages. Ended with {code} {time.monotonic() - began:.2f} s after Ctrl+C.")
    sys.exit(0 if fine and code == 0 else 1)


def serve(options):
    """Starts the preview. Gives its process and port."""
    limit = (options.files, options.files)
    server = subprocess.Popen(
        [options.congtin, "serve", "--port", "0", "--lang", "en", "--root", options.site],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, limit)) if options.files else None,
    )
    return server, int(re.search(r"http://127.0.0.1:(\d+)", server.stdout.readline())[1])


def edit(port, page, seconds):
    """Opens a page again and again. Gives the seconds that each took, none where it failed."""
    times = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        times.append(time.monotonic() - began if loads(port, page) else None)
        time.sleep(max(0, 0.25 - (time.monotonic() - began)))
    return times


def loads(port, page):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as stream:
            stream.sendall(GET.format(page, "close").encode())
            answer = b""
            while piece := stream.recv(1 << 16):
                answer += piece
            return answer.startswith(b"HTTP/1.1 200") or answer.startswith(b"HTTP/1.0 200")
    except OSError:
        return False


def row(name, times):
    good = sorted(took for took in times if took is not None)
    failed = len(times) - len(good)
    late = good[min(len(good) - 1, int(len(good) * 0.99))]
    figures = [statistics.median(good), late, good[-1]]
    print(f"| {name} | {len(times)} | {failed} | " + " | ".join(f"{1000 * one:.1f}" for one in figures) + " |", flush=True)
    return failed == 0 and good[-1] < LIMIT


def lean(port, options, loaded):
    """The crowd, in a process of its own."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (4096, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    asyncio.run(crowd(port, options, loaded))


async def crowd(port, options, loaded):
    silent = [b"" if number % 2 else b"GET / HTTP/1.1\r\nHost: 127" for number in range(options.silent)]
    wait = GET.format("/__congtin/wait?page=/&seen=SEEN", "keep-alive")
    seen = await tag(port)
    clients = [keep(port, words) for words in silent]
    clients += [keep(port, wait.replace("SEEN", seen).encode()) for _ in range(options.waiting)]
    clients += [browse(port, options.page, number, loaded) for number in range(options.alive)]
    await asyncio.gather(*clients)


async def tag(port):
    """What a page has seen that waits for the next change."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(GET.format("/__congtin/wait?page=/", "close").encode())
    answer = await reader.read()
    writer.close()
    return re.search(rb'"tag":"(\w+)"', answer)[1].decode()


async def keep(port, words):
    """Says no more than these words, and stays until it is sent away; then it comes again."""
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(words)
            while await reader.read(1 << 16):
                pass
            writer.close()
        except OSError:
            pass
        await asyncio.sleep(1)


async def browse(port, page, number, loaded):
    """Asks for a page every half second on a connection that it keeps."""
    await asyncio.sleep(number / 400)
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            while True:
                writer.write(GET.format(page, "keep-alive").encode())
                head = await reader.readuntil(b"\r\n\r\n")
                await reader.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
                loaded.value += 1
                await asyncio.sleep(0.5)
        except (OSError, asyncio.IncompleteReadError, TypeError):
            await asyncio.sleep(0.5)


if __name__ == "__main__":
    main()
