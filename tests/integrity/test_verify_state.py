"""The state of an archive as verifying and repairing meet it: sound, damaged, in use, on disks that refuse."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lines import AT, archive, capture, crawled, line, repaired, run, text_hash, wrong

from newsspider.archive.archive import Archive
from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.jsonl import read_jsonl
from newsspider.cli.verify import remembering
from newsspider.integrity import verify_files
from newsspider.integrity.mend import mend
from newsspider.integrity.verify import Verification
from newsspider.state.frontier import Entry, Frontier
from newsspider.state.ledger import STATE_FILE, Ledger, read_only

_PR_CAPBSET_DROP = 24  # linux/prctl.h
_CAPS = (1, 2)  # linux/capability.h: to write, and to read, where permissions forbid it


def heed_permissions() -> None:
    """Root reads and writes where it may not; without these capabilities it is refused as everybody is."""
    for capability in _CAPS if os.geteuid() == 0 else ():
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


def fill_disk() -> None:
    """No file may grow beyond 8 KiB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


def ended(before: Callable[[], None], *words: str) -> tuple[int, str]:
    """How ``newsspider`` ends: its exit code, and all it prints."""
    ran = subprocess.run(
        [sys.executable, "-m", "newsspider.cli", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=before,
    )
    return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of three articles."""
    root = tmp_path / "out"
    crawled(root, 3)
    return root


@pytest.fixture
def read_only_root(root: Path) -> Iterator[Path]:
    paths = [root, *root.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield root
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)


def content(root: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in root.rglob("*") if path.name != ".lock" and path.is_file()
    }


def test_addresses_that_wait_are_no_damage(root: Path) -> None:
    with closing(Ledger(root)) as ledger:
        Frontier(ledger, "news").push([Entry("https://courrier.example/later")])
        assert ledger.execute("SELECT count(*) FROM frontier WHERE meta IS NULL").fetchone() == (1,)
        ledger.commit()
    assert wrong(root) == []


def test_what_waits_may_be_damaged(root: Path) -> None:
    with closing(Ledger(root)) as ledger:
        Frontier(ledger, "news").push([Entry("https://courrier.example/later")])
        ledger.execute("UPDATE frontier SET meta = '{'")
        ledger.commit()
    assert "its table frontier is damaged" in wrong(root)[0]


@pytest.mark.parametrize("words", [("verify",), ("status", "--quiet")])
def test_an_archive_that_may_only_be_read_is_sound(read_only_root: Path, words: tuple[str, ...]) -> None:
    before = content(read_only_root)
    code, told = ended(heed_permissions, *words, str(read_only_root))
    assert (STATE_FILE in told, "ALARM" in told) == (False, words[0] == "status"), told  # of long ago
    assert code == (words[0] == "status"), told
    assert content(read_only_root) == before


def test_a_full_disk_is_no_damage(root: Path) -> None:
    before = content(root)
    assert ended(fill_disk, "verify", str(root))[0] == 0
    code, told = ended(fill_disk, "verify", "--repair", str(root))
    assert (code, told.count("\n")) == (5, 1), told
    assert before.items() <= content(root).items()
    assert not (root / "quarantine").exists()
    assert wrong(root) == []


def test_a_state_that_may_not_be_read_is_no_damage(root: Path) -> None:
    (root / STATE_FILE).chmod(0)
    try:
        code, told = ended(heed_permissions, "verify", "--repair", str(root))
    finally:
        (root / STATE_FILE).chmod(0o644)
    assert (code, told.count("\n")) == (5, 1), told
    assert "may not be read (unable to open database file); see to its permissions" in told
    assert not (root / "quarantine").exists()


def test_a_state_made_and_never_filled_is_made_anew(root: Path) -> None:
    """A repair killed before its commit leaves one; so does a run that refused to go on."""
    (root / STATE_FILE).unlink()
    Ledger(root).close()
    meaning = "the next run cannot go on; --repair makes it anew from the lines"
    assert wrong(root) == [f"{STATE_FILE}: knows none of the files beside it; {meaning}"]
    assert f"{STATE_FILE}: knows none of the files beside it; made anew from the lines" in repaired(root)
    assert wrong(root) == []
    with read_only(root) as state:
        runs = list(read_jsonl(root / "runs.jsonl"))
        assert state.execute("SELECT count(*) FROM runs").fetchone() == (len(runs),) == (1,)
    assert crawled(root, 3) == 0


def test_a_run_that_commits_meanwhile_is_no_loss(root: Path) -> None:
    opened = Archive.open(root, run())

    def meanwhile(body: str | None) -> str | None:
        for number in range(10, 13):
            opened.write_capture(capture(f"https://courrier.example/{number}"), "courrier")
        opened.ledger.execute("UPDATE pages SET revision = revision + 1")
        opened.commit()
        return text_hash(body)

    assert [str(problem) for problem in Verification(root, meanwhile).problems()] == []
    opened.abandon()


def test_a_run_that_begins_meanwhile_is_no_matter(root: Path) -> None:
    state = verify_files.known(root)
    with archive(root) as opened:
        opened.write_failure(Failure("https://a.example/", "a", Stage.FETCH, Cause.DNS, None, "no", AT))
        opened.write(line(7, opened._run.run_id))
        opened.commit()
        assert list(verify_files.file_problems(root, state)) == []
        assert state.stop("failures.jsonl") == state.sizes["failures.jsonl"]
    assert list(verify_files.file_problems(root, state)) == []


def test_a_repair_killed_after_a_day_lost_all_lines_is_done_by_the_next(root: Path) -> None:
    crawled(root, 3, edition=2)
    day = root / "courrier/2026/03/12.jsonl.gz"
    day.write_bytes(bytes(day.stat().st_size))
    with closing(mend(root, text_hash, remembering)) as repair:
        assert "moved to quarantine" in next(repair)
        next(repair)
    assert not day.exists()
    assert sum("lacks revision art_" in problem for problem in wrong(root)) == 3
    assert sum("is lost; its page is fetched again" in done for done in repaired(root)) == 3
    assert wrong(root) == []
    assert crawled(root, 3, edition=2) == 3
    assert wrong(root) == []


def test_lines_in_the_folder_of_captures_are_no_captures(root: Path) -> None:
    with archive(root) as opened:
        opened.write(line(9, opened._run.run_id, site="warc"))
    assert (root / "warc/2026/03/11.jsonl.gz").is_file()
    assert wrong(root) == []
    assert repaired(root) == []
