"""Let the tests of this room import its ``site_server``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from site_server import Site


@pytest.fixture
def site() -> Iterator[Site]:
    """An empty site of the test's own."""
    site = Site()
    yield site
    site.stop()
