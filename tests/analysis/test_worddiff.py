"""Differences word by word: complete, readable, and quick whatever the texts."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.analysis.worddiff import word_diff

SHORT = st.text(st.sampled_from("ab \n東é1,'-"), max_size=60)


def shown(old: str, new: str) -> str:
    return "".join(r.new if r.same else f"[-{r.old}-]{{+{r.new}+}}" for r in word_diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("The cat sat.", "The cat sat.", "The cat sat."),
        ("The cat sat.", "The dog sat.", "The [-cat -]{+dog +}sat."),
        ("It costs £640,000 a year", "It costs £710,000 a year", "It costs £[-640,000 -]{+710,000 +}a year"),
        ("", "All new", "[--]{+All new+}"),
        ("Gone now", "", "[-Gone now-]{++}"),
        ("one  two\nthree", "one two three", "one two three"),
        ("One.\n\nTwo.\n\nThree.", "One.\n\nThree.", "One.\n\n[-Two.\n\n-]{++}Three."),
        ("東京で大きな火事", "東京で小さな火事", "東京で[-大き-]{+小さ+}な火事"),
        ("ข่าววันนี้", "ข่าววันนั้น", "ข่าววัน[-นี้-]{+นั้น+}"),
        ("Bonjour, dit-elle", "Bonjour ! dit-elle", "Bonjour [-, -]{+! +}dit-elle"),
        ("हिन्दी में समाचार", "हिन्दी में खबर", "हिन्दी में [-समाचार-]{+खबर+}"),
    ],
)
def test_differences(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_short_word_between_two_changes_is_one_change() -> None:
    assert shown("the old bridge of stone fell", "the new crossing of steel fell") == (
        "the [-old bridge of stone -]{+new crossing of steel +}fell"
    )


@given(SHORT, SHORT)
def test_nothing_is_lost_and_what_is_the_same_is(old: str, new: str) -> None:
    runs = word_diff(old, new)
    assert "".join(run.old for run in runs) == old
    assert "".join(run.new for run in runs) == new
    for run in runs:
        assert not run.same or "".join(run.old.split()) == "".join(run.new.split())
    for left, right in pairwise(runs):
        assert left.same != right.same


@given(SHORT)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(run.same for run in word_diff(text, text))


def test_a_word_changed_here_and_there_is_all_that_is_marked() -> None:
    rng = random.Random(7)
    words = [f"w{rng.randrange(3_000)}" for _ in range(5_000)]
    places = range(50, 5_000, 100)
    changed = ["other" if n in places else word for n, word in enumerate(words)]
    runs = word_diff(" ".join(words), " ".join(changed))
    assert [run.new.strip() for run in runs if not run.same] == ["other"] * len(places)


@pytest.mark.parametrize("vocabulary", [1, 2, 40, 5_000])
@pytest.mark.parametrize("joint", [" ", "\n\n"])
def test_long_texts_with_nothing_in_common_take_no_time(vocabulary: int, joint: str) -> None:
    rng = random.Random(vocabulary)
    old, new = (
        joint.join(" ".join(f"w{rng.randrange(vocabulary)}" for _ in range(50)) for _ in range(800))
        for _ in range(2)
    )
    before = time.process_time()
    runs = word_diff(old, new[::-1])
    runs += word_diff(old, new)
    assert time.process_time() - before < 3
    assert runs
