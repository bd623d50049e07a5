"""A crawl, damage, ``newsspider verify --repair``, and the crawl once more: what was lost is fetched again, once."""

from __future__ import annotations

import random
import signal
import subprocess
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from site_server import ROOT, Answer, Ran, Site, command, crawl

from newsspider.archive.files import article_files, read_articles
from newsspider.cli.main import main

COUNT = 14


def build(site: Site) -> list[str]:
    """Articles that the home page lists."""
    paths = [f"/2026/03/10/story-number-{n}/" for n in range(COUNT)]
    for n, path in enumerate(paths):
        site.article(path, 3000 + n, etag=True)
    site.pages["/"] = Answer("".join(f"<a href={p}>x</a>" for p in paths).encode())
    return [site.url + path for path in paths]


def words(site: Site, out: Path) -> tuple[str, ...]:
    return ("news", "-a", f"url={site.url}/", "-a", f"out={out}", "-s", "NEWSSPIDER_COMPRESSION=zstd")


def verify(out: Path, *options: str) -> Ran:
    told, trouble = StringIO(), StringIO()
    with redirect_stdout(told), redirect_stderr(trouble):
        code = main(["verify", *options, str(out)])
    return Ran(code, told.getvalue(), trouble.getvalue())


def urls(out: Path) -> Counter[str]:
    return Counter(line["url"] for file in article_files(out) for line in read_articles(file))


def flip(file: Path, share: float) -> None:
    data = bytearray(file.read_bytes())
    data[int(len(data) * share)] ^= 0x10
    file.write_bytes(data)


def test_lost_articles_and_captures_are_fetched_again(site: Site, tmp_path: Path) -> None:
    there = build(site)
    out = tmp_path / "o"
    assert crawl(*words(site, out)).code == 0
    assert (urls(out), verify(out).code) == (Counter(there), 0)
    [lines], [captures] = article_files(out), list(out.glob("warc/*/*"))
    assert lines.name.endswith(".jsonl.zst")
    flip(lines, 0.4)
    flip(captures, 0.9)
    told = verify(out)
    assert told.code == 1
    assert {name for name in (lines.name, captures.name) if name in told.out} == {lines.name, captures.name}
    assert "captures" not in verify(out, "--quick").out.partition(": damaged")[0]
    mended = verify(out, "--repair")
    assert (mended.code, mended.err) == (0, "")
    kept = urls(out)
    assert 0 < len(kept) < COUNT
    site.pages["/"] = Answer(b"nothing new")  # a lost article need not be listed any more
    gone = next(url for url in there if url not in kept)
    del site.pages[gone.removeprefix(site.url)]
    assert crawl(*words(site, out)).code == 0
    assert urls(out) == Counter(there) - Counter([gone])
    assert verify(out).code == 0
    site.asked.clear()
    assert crawl(*words(site, out)).code == 0
    assert gone.removeprefix(site.url) not in site.paths()


def test_a_killed_crawl_that_was_damaged_goes_on(site: Site, tmp_path: Path) -> None:
    there = build(site)
    out = tmp_path / "o"
    moment = random.Random(3).randrange(8, COUNT)
    with subprocess.Popen(command(*words(site, out)), cwd=ROOT, stderr=subprocess.DEVNULL) as process:
        while len(site.asked) < moment + 2 and process.poll() is None:
            pass
        process.send_signal(signal.SIGKILL)
    for file in article_files(out):
        flip(file, 0.2)
    if article_files(out):
        assert verify(out).code == 1
    assert verify(out, "--repair").code == 0
    assert crawl(*words(site, out)).code == 0
    assert urls(out) == Counter(there)
    assert verify(out).code == 0
    (out / "state.sqlite").write_bytes(b"spoiled")
    refused = crawl(*words(site, out))
    assert refused.code == 5
    assert "newsspider verify --repair" in refused.err
    assert verify(out, "--repair").code == 0
    assert crawl(*words(site, out)).code == 0
    assert urls(out) == Counter(there)


def test_a_compression_nobody_knows_is_a_mistake(site: Site, tmp_path: Path) -> None:
    build(site)
    refused = crawl(*words(site, tmp_path / "o"), "-s", "NEWSSPIDER_COMPRESSION=brotli")
    assert refused.code == 2
    assert refused.err == "NEWSSPIDER_COMPRESSION=brotli: unknown; choose one of none, gzip, zstd\n"
    assert not (tmp_path / "o").exists()
