"""Killed at any moment: nothing lost, nothing twice, no torn line."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from lines import archive, line, repaired, run, wrong

from newsspider.archive.archive import Archive
from newsspider.archive.captures import stored_captures
from newsspider.archive.files import article_files, intact
from newsspider.archive.jsonl import read_jsonl

ARTICLES = 400
WRITER = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from lines import capture, line, run, wrong
from newsspider.archive.archive import Archive
from newsspider.archive.package import Outcome
from newsspider.dedupe.judge import Judge
from newsspider.archive.record import judged
from newsspider.state.frontier import Entry, Frontier

opened = Archive.open(Path(sys.argv[1]), run())
frontier, judge = Frontier(opened.ledger, "kill"), Judge(opened.ledger)
frontier.push(Entry(f"https://courrier.example/{{n}}") for n in range({ARTICLES}))
print("begun", flush=True)
while leases := frontier.pop(10):
    for lease in leases:
        place = opened.write_capture(capture(lease.url), "courrier", {{"User-Agent": "x"}})
        record = line(int(lease.url.rpartition("/")[2]), run_id=opened._run.run_id, place=place)
        verdict = judge.judge(record)
        if not verdict.kind.dropped:
            opened.write(judged(record, verdict.revision, verdict.dedup))
            judge.keep(record, verdict)
        frontier.done(lease.id)
    opened.commit()
opened.close(Outcome.FINISHED, {{}})
"""


def write(root: Path, kill_after: float | None) -> int:
    """Run the writer on *root*; kill it so many seconds after it has begun."""
    with subprocess.Popen([sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout
        writer.stdout.readline()
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(writer.pid, signal.SIGKILL)
        return writer.wait()


def test_killed_at_random_moments(tmp_path: Path) -> None:
    rng = random.Random(os.environ.get("KILL_SEED", "1"))
    codes = [write(tmp_path, rng.uniform(0, 0.12)) for _ in range(6)]
    assert -signal.SIGKILL in codes
    assert write(tmp_path, None) == 0
    ids = Counter(r["id"] for file in article_files(tmp_path) for r in read_jsonl(file))
    assert len(ids) == ARTICLES
    assert set(ids.values()) == {1}
    assert all(intact(file) for file in tmp_path.rglob("*.jsonl*"))
    assert wrong(tmp_path) == []
    captured = Counter(s.capture.url for f in tmp_path.glob("warc/*/*") for s in stored_captures(f))
    assert set(captured.values()) == {1}
    outcomes = [r["outcome"] for r in read_jsonl(tmp_path / "runs.jsonl")]
    assert outcomes == ["killed"] * codes.count(-signal.SIGKILL) + ["finished"] * (
        len(outcomes) - codes.count(-9)
    )
    before = {p: p.read_bytes() for p in article_files(tmp_path)}
    assert write(tmp_path, None) == 0
    assert {p: p.read_bytes() for p in article_files(tmp_path)} == before


def test_killed_and_mended(tmp_path: Path) -> None:
    assert write(tmp_path, 0.05) == -signal.SIGKILL
    before = wrong(tmp_path)
    assert all("is of a killed run; the next one cuts it off" in problem for problem in before)
    assert len([done for done in repaired(tmp_path) if "cut off" in done]) == len(before)
    assert wrong(tmp_path) == []
    assert write(tmp_path, None) == 0
    assert len(list(read_jsonl(article_files(tmp_path)[0]))) == ARTICLES
    assert wrong(tmp_path) == []


def test_bytes_beyond_the_commit_are_cut(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path, run())
    opened.write(line(1))
    opened.commit()
    opened.ledger.close()  # as a kill leaves it
    file = article_files(tmp_path)[0]
    whole = file.read_bytes()
    for cut in (1, 10, len(whole) - 1):
        file.write_bytes(whole + whole[:cut])
        stray = tmp_path / "courrier/2026/03/12.jsonl.gz"
        stray.write_bytes(whole[:cut])
        killed = Archive.open(tmp_path, run())
        assert file.read_bytes() == whole
        assert not stray.exists()
        killed.ledger.close()


def test_a_file_reads_to_its_last_whole_line_wherever_it_is_cut(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with archive(tmp_path) as opened:
        for number in range(3):
            opened.write(line(number))
            opened.commit()
    file = article_files(tmp_path)[0]
    data, records = file.read_bytes(), list(read_jsonl(file))
    for end in range(0, len(data), 7):
        file.write_bytes(data[:end])
        found = list(read_jsonl(file))
        assert found == records[: len(found)]
        assert intact(file) == (
            end in {0, *(i for i in range(len(data)) if data[i : i + 3] == b"\x1f\x8b\x08")}
        )
    assert "cut off" in caplog.text


def test_a_full_disk_says_so_and_leaves_the_last_commit(tmp_path: Path) -> None:
    code = (
        f"import resource, signal, sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path\nfrom lines import capture, line, run\n"
        "from newsspider.archive.archive import Archive\nfrom newsspider.errors import OutputError\n"
        "opened = Archive.open(Path(sys.argv[1]), run())\n"
        "opened.write(line(1)); opened.commit()\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1500, resource.RLIM_INFINITY))\n"
        "try:\n"
        "    for n in range(2, 50): opened.write(line(n)); opened.commit()\n"
        "except OutputError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    repaired(tmp_path)
    assert wrong(tmp_path) == []
    with archive(tmp_path):
        assert wrong(tmp_path) == []
    assert len(list(read_jsonl(article_files(tmp_path)[0]))) >= 1
