"""One run at a time."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from newsspider.errors import LockedError, OutputError
from newsspider.state.ledger import STATE_FILE, Ledger, read_only
from newsspider.state.lock import LOCK_FILE, Lock, is_locked


def test_second_holder_is_told_who_holds_it_and_since_when(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    with pytest.raises(
        LockedError, match=rf"in use by process {os.getpid()} since \d{{4}}-.*Z; wait"
    ) as error:
        Lock(tmp_path)
    assert error.value.exit_code == 75
    assert "\n" not in str(error.value)
    lock.release()


def test_another_process_holds_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from newsspider.state.lock import Lock;"
        "Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        # The lock object of the other process is garbage at once, but its descriptor lives with the process.
        with pytest.raises(LockedError, match=f"process {other.pid} "):
            Lock(tmp_path)
        other.kill()
        other.wait()
    Lock(tmp_path).release()


def test_released_twice(tmp_path: Path) -> None:
    lock = Lock(tmp_path)
    lock.release()
    lock.release()
    Lock(tmp_path).release()


def test_a_reader_that_asks_whether_it_is_locked_sends_no_run_away(tmp_path: Path) -> None:
    Lock(tmp_path).release()
    fd = os.open(tmp_path / LOCK_FILE, os.O_RDONLY)
    fcntl.flock(fd, fcntl.LOCK_SH)  # as `is_locked` does, for longer
    answered = Timer(0.03, os.close, (fd,))
    answered.start()
    Lock(tmp_path).release()
    answered.join()


def test_a_lock_of_the_callers_goes_with_the_ledger(tmp_path: Path) -> None:
    with Lock(tmp_path) as lock:
        ledger = Ledger(tmp_path, lock)
        assert is_locked(tmp_path)
        ledger.close()
        assert not is_locked(tmp_path)


def test_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        Lock(tmp_path / "file")


def test_ledger_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_bytes(b"not a database" * 100)
    with pytest.raises(OutputError, match=r"state\.sqlite"):
        Ledger(tmp_path)
    Lock(tmp_path).release()


def test_ledger_with_a_damaged_page(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.executemany("INSERT INTO files VALUES (?, 1, NULL)", ((f"file{n}" * 20,) for n in range(500)))
    ledger.commit()
    ledger.close()
    data = bytearray((tmp_path / STATE_FILE).read_bytes())
    data[4096 * 4 :] = b"\xff" * (len(data) - 4096 * 4)
    (tmp_path / STATE_FILE).write_bytes(data)
    damaged = Ledger(tmp_path)
    with pytest.raises(OutputError, match="malformed"):
        damaged.execute("SELECT count(path || sha256) FROM files").fetchall()
    damaged.close()


def test_ledger_of_a_newer_program(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.execute("COMMIT")
    ledger.execute("PRAGMA user_version = 99")
    ledger.close()
    with pytest.raises(OutputError, match="newer newsspider"):
        Ledger(tmp_path)


def test_ledger_keeps_what_was_committed_only(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.execute("INSERT INTO files VALUES ('a', 1, NULL)")
    ledger.commit()
    ledger.execute("INSERT INTO files VALUES ('b', 1, NULL)")
    ledger.close()
    ledger.close()
    with read_only(tmp_path) as reader:
        assert reader.execute("SELECT path FROM files").fetchall() == [("a",)]


def test_commit_waits_for_the_bytes(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.execute("INSERT INTO files VALUES ('a', 1, NULL)")

    def fail() -> None:
        raise OutputError("disk full")

    with pytest.raises(OutputError):
        ledger.commit(fail)
    ledger.rollback()
    assert ledger.execute("SELECT count(*) FROM files").fetchone() == (0,)
    ledger.close()


def test_state_is_read_while_a_run_writes(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.execute("INSERT INTO files VALUES ('a', 1, NULL)")
    with read_only(tmp_path) as reader:
        assert reader.execute("SELECT count(*) FROM files").fetchone() == (0,)
    ledger.close()


def test_no_state_to_read(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="not found; give the directory"), read_only(tmp_path):
        pass


@pytest.mark.parametrize("data", [b"", b"no database at all, but longer than its header" * 9])
def test_a_damaged_state_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / STATE_FILE).write_bytes(data)
    with (
        pytest.raises(
            OutputError,
            match=r"state\.sqlite: cannot be read: .*; 'newsspider verify --repair' makes it anew",
        ),
        read_only(tmp_path) as reader,
    ):
        reader.execute("SELECT site FROM pages")
