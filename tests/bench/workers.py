"""Tools in processes of their own, since the peers live in another environment than newsspider."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bench.pages import Page

SCRIPT = Path(__file__).with_name("tools.py")


class Worker:
    """A running ``tools.py`` that has a tool of the interpreter *python* ready; *version* is the tool's."""

    def __init__(self, python: str, tool: str) -> None:
        self._tool = tool
        self._process = subprocess.Popen(
            [python, SCRIPT, tool],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.version: str = self._answer()

    def ask(self, page: Page) -> dict[str, Any]:
        """Return ``prediction``, ``ms``, ``error`` and ``memory``; raises RuntimeError where the worker died."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps([str(page.path), page.url]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = self._answer()
        return answer

    def _answer(self) -> Any:
        assert self._process.stdout
        if line := self._process.stdout.readline():
            return json.loads(line)
        self._close()
        raise RuntimeError(f"{self._tool} ended early; run this to see why: python {SCRIPT} {self._tool!r}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            pipe.close()
        self._process.wait()
