"""Items that wait on disk: a file of captures may hold more of them than memory."""

from __future__ import annotations

from collections.abc import Iterator
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

import orjson

from newsspider.archive.jsonl import encode
from newsspider.crawl.items import ArticleItem


class Spool:
    """Items in the order they were added, in a temporary file that goes with it."""

    def __init__(self) -> None:
        self._file = TemporaryFile()  # noqa: SIM115 - closed when the spool is

    def add(self, item: ArticleItem) -> None:
        """Add an item, as its line would be written."""
        self._file.write(encode(item.to_record()))

    def __iter__(self) -> Iterator[ArticleItem]:
        """Yield the items that were added; none may be added after."""
        self._file.seek(0)
        for line in self._file:
            yield ArticleItem.from_record(orjson.loads(line))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file, which removes it."""
        self._file.close()
