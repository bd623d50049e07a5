"""Bytes beyond the committed sizes: whether a killed run left them, or the state is another archive's or an older copy.

They tell themselves: a WARC file names its run, and so does every line. A killed run can have left no more than one batch
of lines, as the next one begins when it is committed, and nothing that the descriptor names, as that is written after.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

import orjson

from newsspider.archive.jsonl import split
from newsspider.archive.local import LocalStore, own_files
from newsspider.archive.package import described
from newsspider.archive.packing import BrokenError, Members, find_member, packing_of

_CHUNK: Final = 1 << 20


def unexplained(
    root: Path, committed: Mapping[str, int], killed: Collection[str]
) -> Iterator[tuple[str, int]]:
    """Yield each file of the archive under *root* with bytes that none of its *killed* runs has left, and how many bytes
    it has beyond its *committed* size (0 where the state does not know it).

    *killed*: ``run_id`` of the runs the state has without an outcome. Nothing is read but such bytes.
    """
    longer = {
        path: size - committed.get(path, 0) for path, size in own_files(root) if size > committed.get(path, 0)
    }
    ended = frozenset(_committed_once(root, longer, committed) if longer and killed else ())
    for path, more in sorted(longer.items()):
        if path in ended or not _left_by(killed, root, path, committed.get(path, 0)):
            yield path, more


def cut_back(store: LocalStore, committed: Mapping[str, int] | None) -> Iterator[tuple[str, int]]:
    """Cut each file of *store* off at its *committed* size, and remove empty ones, and those that are not committed at
    all; yield the path and how many bytes it lost, 0 for an empty one. With None only empty ones are removed."""
    for path, size in sorted(own_files(store.root)):
        stop = size if committed is None else min(size, committed.get(path, 0))
        if stop < size or size == 0:
            store.open(path, stop)
            yield path, size - stop


def sha256_of(file: Path, size: int) -> str:
    """Return the SHA-256, in hex, of the first *size* bytes of a file, or of all where it has fewer."""
    hashed = sha256()
    with file.open("rb") as data:
        while size > 0 and (chunk := data.read(min(_CHUNK, size))):
            hashed.update(chunk)
            size -= len(chunk)
    return hashed.hexdigest()


def _committed_once(root: Path, longer: Mapping[str, int], committed: Mapping[str, int]) -> Iterator[str]:
    """Files of which the descriptor names more bytes than the state, and has them right: a later state had them."""
    for path, size, told in described(root) or ():
        begin = committed.get(path, 0)
        if path in longer and begin < size <= begin + longer[path] and sha256_of(root / path, size) == told:
            yield path


def _left_by(killed: Collection[str], root: Path, path: str, begin: int) -> bool:
    """Whether what a file has from byte *begin* on can be what one of the *killed* runs had not committed."""
    if path.startswith("warc/"):
        return Path(path).name.rpartition("-")[0] in killed
    for number, lines in enumerate(_batches(root / path, begin) if killed else ()):
        if number or not all(_run_of(line) in {*killed, None} for line in lines):
            return False
    return bool(killed)


def _batches(path: Path, at: int) -> Iterator[Iterator[bytes]]:
    """The lines of each batch from byte *at* on; each is to be read to its end. Plain lines are one batch."""
    following: int | None = at
    with path.open("rb") as file:
        while following is not None:
            members, broken = Members(file, packing_of(path), following), list[BrokenError]()
            if not members.more():
                return
            yield split(_sound(members, broken))
            following = find_member(file, packing_of(path), following + 1) if broken else members.at


def _sound(members: Members, broken: list[BrokenError]) -> Iterator[bytes]:
    try:
        yield from members.read()
    except BrokenError as error:
        broken.append(error)


def _run_of(line: bytes) -> str | None:
    """The run that wrote a line of articles, failures or runs; None for what is no whole line."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    told = record.get("provenance", record) if isinstance(record, dict) else None
    run = told.get("run_id") if isinstance(told, dict) else None
    return run if isinstance(run, str) else None
