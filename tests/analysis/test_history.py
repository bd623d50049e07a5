"""What was changed between revisions, as text and as a page."""

from __future__ import annotations

from typing import Any

import pytest
from lines import line
from lxml import html

from newsspider.analysis.history import as_marked_text, step, steps
from newsspider.analysis.history_page import page
from newsspider.errors import UsageError

HOSTILE = '</title><script>alert(1)</script><img src=x onerror="alert(1)">&amp;'


def revised(number: int, change: str = "updated", **changes: Any) -> dict[str, Any]:
    record = line(0, **changes)
    record["revision"] = {
        **record["revision"],
        "number": number,
        "change": change,
        "changed_fields": ["body"],
    }
    record["revision_id"] = f"{record['id']}.{number}"
    return record


ONE = revised(1, "new", body="The bridge is open.\n\nA.\n\nB.\n\nC.\n\nD.")
TWO = revised(
    2, body="The bridge is shut.\n\nA.\n\nB.\n\nC.\n\nD, too.", headline="Le pont ferme", keywords=["pont"]
)
GONE = revised(3, "gone", body=None, headline=None, authors=[])


def texts(older: dict[str, Any], newer: dict[str, Any]) -> dict[str, str]:
    return {change.field: as_marked_text(change) for change in step(older, newer).changes}


def test_each_field_that_reads_differently_is_shown() -> None:
    assert texts(ONE, TWO) == {
        "headline": "Le pont [-0-]{+ferme+}",
        "keywords": "{+pont+}",
        "body": "The bridge is [-open-]{+shut+}.\n\n[…]\n\nD{+, too+}.",
    }


def test_white_space_alone_is_no_change() -> None:
    assert texts(ONE, revised(2, body=ONE["body"].replace(" ", "\u00a0"))) == {}


def test_authors_and_days_are_compared_too() -> None:
    later = revised(2, body=ONE["body"], authors=[], published_date="2026-03-13")
    assert texts(ONE, later) == {"authors": "[-Lia Marn-]", "published_date": "2026-03-[-12-]{+13+}"}


def test_a_page_that_is_gone_has_no_text_to_compare() -> None:
    assert step(TWO, GONE).changes == ()


def test_colours_are_beside_the_marks_not_instead() -> None:
    (change,) = step(ONE, revised(2, body=ONE["body"], headline="Le pont 1")).changes
    assert as_marked_text(change, colours=True) == "Le pont \x1b[31m[-0-]\x1b[0m\x1b[32m{+1+}\x1b[0m"


def test_nothing_of_a_page_steers_the_terminal() -> None:
    texts_ = texts(ONE, revised(2, body="The\x1b[2J bridge\x9b31m is\u202e shut."))
    assert not set(texts_["body"]) & {"\x1b", "\x9b", "\u202e"}


def test_which_steps() -> None:
    found = [ONE, TWO, GONE]
    numbers = [
        [(s.older["revision"]["number"], s.newer["revision"]["number"]) for s in steps(found, *asked)]
        for asked in ((), (1, None), (None, 2), (1, 3), (2, 1))
    ]
    assert numbers == [[(1, 2), (2, 3)], [(1, 3)], [(1, 2)], [(1, 3)], [(2, 1)]]
    assert steps([ONE]) == []


@pytest.mark.parametrize(
    ("asked", "told"), [((1, 7), "no revision 7; there is 1, 2"), ((2, 2), "nothing to be")]
)
def test_steps_that_are_not_there(asked: tuple[int, int], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        steps([ONE, TWO], *asked)


def test_the_page_shows_revisions_and_changes() -> None:
    tree = html.fromstring(page([ONE, TWO, GONE], steps([ONE, TWO, GONE])))
    assert [row.findtext("th") for row in tree.iterfind(".//tr")][1:] == ["1", "2", "3"]
    assert [element.text for element in tree.iterfind(".//del")] == ["0", "open"]
    assert [element.text for element in tree.iterfind(".//ins")] == ["ferme", "pont", "shut", ", too"]
    assert "The page was gone" in tree.text_content()


def test_the_page_holds_nothing_from_elsewhere_and_runs_nothing() -> None:
    records = [
        revised(
            n,
            body=f"{HOSTILE}{n}",
            headline=f"{HOSTILE}{n}",
            url="javascript:alert(1)",
            language='"><script>',
        )
        for n in (1, 2)
    ]
    text = page(records, steps(records))
    tree = html.fromstring(text)
    assert not tree.xpath("//script | //img | //link | //@src | //@onerror | //@style")
    assert tree.xpath("//@href") == []
    assert "default-src 'none'" in text
    assert HOSTILE in tree.findtext(".//h1")
    assert "prefers-color-scheme: dark" in text
