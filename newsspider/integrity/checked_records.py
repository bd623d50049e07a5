"""Records of our WARC files, each a gzip member, read for what is wrong with them: their length, their digests."""

from __future__ import annotations

import re
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha1, sha256
from pathlib import Path
from typing import Final

from newsspider.archive.jsonl import Broken
from newsspider.archive.packing import BrokenError, Members, find_member, packing_of

_END: Final = b"\r\n\r\n"  # of the fields of a record, of the headers of an answer, and of a record
# Of another crawler's captures, whose bodies are hashed after decoding.
_ENCODED: Final = re.compile(rb"^(?:content|transfer)-encoding:", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 1 << 20  # bytes of the fields of a record, and of the headers of an answer


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a WARC file. *offset*: of its first byte; *head*: its fields, names in lower case; *html*:
    ``sha256:…`` of the body of an answer, "" where it is none; *wrong*: what is, "" for nothing."""

    offset: int
    head: Mapping[str, str]
    html: str
    wrong: str

    @property
    def kind(self) -> str:
        """Its WARC-Type."""
        return self.head.get("warc-type", "")


def warc_records(path: Path, stop: int | None = None) -> Iterator[Found | Broken]:
    """Yield the records of a file whose records are members of their own, up to byte *stop*, and what is broken."""
    packing = packing_of(path)
    with path.open("rb") as file:
        members = Members(file, packing, stop=stop)
        while members.more():
            begin = members.at
            try:
                yield _record(begin, members.read())
            except BrokenError as error:
                following = find_member(file, packing, begin + 1, stop)
                yield Broken(begin, following, str(error), cut=error.cut and following is None)
                if following is None:
                    return
                members = Members(file, packing, following, stop)


def _record(offset: int, chunks: Iterator[bytes]) -> Found:
    """Read a record to the end of its member; BrokenError where that cannot be."""
    reader = _Reader(chunks)
    head = _fields(reader.until(_END, _HEAD))
    length = head.get("content-length", "")
    html, wrong = "", "is no WARC record"
    if length.isdecimal():
        html, wrong = _block(reader, head, int(length))
    for _ in chunks:
        pass
    return Found(offset, head, html, wrong)


def _fields(text: bytes | None) -> dict[str, str]:
    """The fields of a record, names in lower case; empty where it does not begin as one."""
    first, *lines = (text or b"").decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return (
        {name.strip().lower(): value.strip() for name, _, value in pairs} if first.startswith("WARC/") else {}
    )


def _block(reader: _Reader, head: Mapping[str, str], length: int) -> tuple[str, str]:
    """Read a block of *length* bytes; return the hash of the body of an answer in it, "" where it is none or the body is
    encoded, and what is wrong, "" for nothing."""
    block, payload, html = sha1(usedforsecurity=False), sha1(usedforsecurity=False), sha256()
    encoded = False
    if head.get("content-type", "").startswith("application/http"):
        answer = reader.until(_END, _HEAD)
        if answer is None or len(answer + _END) > length:
            return "", "holds no HTTP message"
        block.update(answer + _END)
        length -= len(answer + _END)
        encoded = _ENCODED.search(answer) is not None
    for part in reader.take(length):
        length -= len(part)
        for hashed in (block, payload, html):
            hashed.update(part)
    if length or b"".join(reader.take(len(_END) + 1)) != _END:
        return "", "is not as long as its Content-Length says"
    if not _agrees(head.get("warc-block-digest"), block.digest()):
        return "", "its WARC-Block-Digest is not that of its bytes"
    if encoded or head.get("warc-type") != "response":
        return "", ""
    if not _agrees(head.get("warc-payload-digest"), payload.digest()):
        return "", "its WARC-Payload-Digest is not that of its body"
    return f"sha256:{html.hexdigest()}", ""


def _agrees(told: str | None, digest: bytes) -> bool:
    """Whether a digest field, where there is one made by SHA-1, is right."""
    return (
        told is None or not told.lower().startswith("sha1:") or told[5:].upper() == b32encode(digest).decode()
    )


class _Reader:
    """The bytes of one member, taken piece by piece."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def until(self, mark: bytes, most: int) -> bytes | None:
        """Return what stands before *mark*, which is passed over; None where that is more than *most* bytes."""
        while mark not in self._rest:
            if len(self._rest) > most or not self._more():
                return None
        found, _, self._rest = self._rest.partition(mark)
        return found

    def take(self, size: int) -> Iterator[bytes]:
        """Yield the next *size* bytes, or fewer where there are not so many."""
        while size > 0 and (self._rest or self._more()):
            part, self._rest = self._rest[:size], self._rest[size:]
            size -= len(part)
            yield part

    def _more(self) -> bool:
        chunk = next((chunk for chunk in self._chunks if chunk), b"")
        self._rest += chunk
        return bool(chunk)
