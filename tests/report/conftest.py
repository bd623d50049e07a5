"""Let the tests of this room import its `made_up`, and that the `lines` of the archive's; an archive for all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "archive")]

if TYPE_CHECKING:
    from made_up import Counted

    from newsspider.report.facts import Report


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counted]:
    """A made-up archive, and what was written into it."""
    from made_up import archive

    root = tmp_path_factory.mktemp("made") / "archive"
    return root, archive(root, articles=2200)


@pytest.fixture(scope="session")
def report(made: tuple[Path, Counted]) -> Report:
    """What is told of it."""
    from made_up import NOW

    from newsspider.report.gather import gather

    return gather(made[0], NOW)
