"""One run at a time: a lock on the output directory that the kernel takes back from a dead process."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from newsspider.errors import LockedError, OutputError

LOCK_FILE = ".lock"
# `is_locked` holds the lock too, for some microseconds: no reason to send a run away.
_TRIES: Final = 11
_PAUSE: Final = 0.01  # seconds


def is_locked(root: Path) -> bool:
    """Whether a process holds the lock on *root* at the moment; False where it cannot be asked."""
    try:
        fd = os.open(root / LOCK_FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in {errno.EWOULDBLOCK, errno.EACCES}
    finally:
        os.close(fd)
    return False


class Lock:
    """An exclusive lock on ``root/.lock``, held from construction until ``release``.

    The file names the holder's process and since when, for people; the lock itself is ``flock``'s, so a
    killed holder leaves none. Raises LockedError where another process (or another Lock of this one) holds
    it for longer than a tenth of a second, OutputError where the file cannot be made. As a context it is released at
    the end.
    """

    def __init__(self, root: Path) -> None:
        path = root / LOCK_FILE
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise OutputError(
                f"{root}: cannot be written ({error.strerror}); choose another directory"
            ) from None
        try:
            self._take()
            self._sign()
        except OSError as error:
            message = self._refusal(root, error)
            os.close(self._fd)
            raise message from None

    def release(self) -> None:
        """Give the lock back; a second call does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _take(self) -> None:
        for left in reversed(range(_TRIES)):
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not left:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _sign(self) -> None:
        since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        os.ftruncate(self._fd, 0)
        os.pwrite(self._fd, f"{os.getpid()} {since}\n".encode(), 0)

    def _refusal(self, root: Path, error: OSError) -> LockedError | OutputError:
        if error.errno not in {errno.EWOULDBLOCK, errno.EACCES}:
            return OutputError(f"{root}: cannot be locked ({error.strerror}); choose another directory")
        pid, _, since = os.pread(self._fd, 100, 0).decode("ascii", "replace").strip().partition(" ")
        return LockedError(
            f"{root}: in use by process {pid or '?'} since {since or '?'}; wait for it to end, "
            "or give this run another directory with -a out="
        )
