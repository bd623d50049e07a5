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
from lines import archive, crawled, line, repaired, run, wrong

from newsspider.archive.archive import Archive
from newsspider.archive.captures import stored_captures
from newsspider.archive.files import article_files, intact
from newsspider.archive.jsonl import encode, read_jsonl
from newsspider.archive.package import Outcome
from newsspider.archive.packing import Packing, member
from newsspider.errors import OutputError
from newsspider.state.ledger import Ledger

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


def left_open(root: Path, *batches: int) -> Archive:
    """An archive as a kill leaves it after batches of one line each."""
    opened = Archive.open(root, run())
    for number in batches:
        opened.write(line(number, opened._run.run_id))
        opened.commit()
    opened.ledger.close()
    return opened


def test_bytes_beyond_the_commit_are_cut(tmp_path: Path) -> None:
    opened = left_open(tmp_path, 1)
    file = article_files(tmp_path)[0]
    whole = file.read_bytes()
    stray = tmp_path / "courrier/2026/03/12.jsonl.gz"
    for cut in (1, 10, -1, None):
        batch = member([encode(line(2, opened._run.run_id))])[:cut]
        file.write_bytes(whole + batch)
        stray.write_bytes(batch)
        opened = left_open(tmp_path)
        assert file.read_bytes() == whole
        assert not stray.exists()


def files(root: Path) -> dict[Path, bytes]:
    return {
        p: p.read_bytes() for p in root.rglob("*.*") if p.is_file() and not p.name.startswith((".", "state."))
    }


def refused_and_mended(root: Path) -> None:
    """A run refuses the archive and touches nothing; a repair keeps every line and every capture."""
    told = wrong(root)
    assert any("does not know; the next run refuses it" in problem for problem in told)
    assert not any("cuts it off" in problem for problem in told)
    before, had = files(root), len(list(read_jsonl(article_files(root)[0])))
    with pytest.raises(
        OutputError, match=r"bytes its state does not know; .* run newsspider verify --repair"
    ):
        Archive.open(root, run())
    assert files(root) == before
    assert repaired(root)[0] == "state.sqlite: does not know all there is; learns it from the lines"
    assert wrong(root) == []
    assert len(list(read_jsonl(article_files(root)[0]))) == had
    assert all(path.read_bytes().startswith(data) for path, data in before.items() if "2026" in path.name)
    with archive(root):
        pass
    assert max(Counter(r["run_id"] for r in read_jsonl(root / "runs.jsonl")).values()) == 1
    assert wrong(root) == []


def test_a_state_from_before_a_run_was_killed_and_others_wrote_cuts_nothing(tmp_path: Path) -> None:
    crawled(tmp_path, 5)
    left_open(tmp_path)
    older = (tmp_path / "state.sqlite").read_bytes()
    crawled(tmp_path, 12)
    (tmp_path / "state.sqlite").write_bytes(older)
    refused_and_mended(tmp_path)


@pytest.mark.parametrize("end", ["closed", "killed"])
def test_a_state_from_the_middle_of_its_last_run_cuts_nothing(tmp_path: Path, end: str) -> None:
    opened = left_open(tmp_path, 1)
    older = (tmp_path / "state.sqlite").read_bytes()
    opened = Archive(opened._store, Ledger(tmp_path), opened._run)  # the same run goes on
    for number in (2,) if end == "closed" else (2, 3):
        opened.write(line(number, opened._run.run_id))
        opened.commit()
    if end == "closed":
        opened.close(Outcome.FINISHED)
    opened.ledger.close()
    (tmp_path / "state.sqlite").write_bytes(older)
    refused_and_mended(tmp_path)


@pytest.mark.parametrize("packing", list(Packing))
def test_a_day_put_back_after_another_run_was_killed_stays(tmp_path: Path, packing: Packing) -> None:
    crawled(tmp_path / "o", 5, packing)
    day = article_files(tmp_path / "o")[0]
    day.rename(tmp_path / "away")
    left_open(tmp_path / "o")
    (tmp_path / "away").rename(day)
    refused_and_mended(tmp_path / "o")


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
