"""Candidates and the first that has a value."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsspider.fields.candidate import Candidate, first


def test_the_first_with_a_value() -> None:
    found = [Candidate("", "meta"), Candidate("a", "json-ld", "headline"), Candidate("b", "meta")]
    assert first(found) == Candidate("a", "json-ld", "headline")
    assert first(found[:1]) is None
    assert first([]) is None


def test_later_ones_are_never_computed() -> None:
    def lazily() -> Iterator[Candidate[str]]:
        yield Candidate("a", "meta")
        pytest.fail("asked for a second candidate")

    assert first(lazily()) == Candidate("a", "meta")
