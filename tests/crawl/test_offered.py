"""Links of articles that were looked at already are passed over."""

from __future__ import annotations

from newsspider.crawl.offered import MOST, Offered
from newsspider.discover.found import Found

FROM = "https://a.example/2026/03/11/bridge"


def links(*paths: str, via: str = "related-link", source: str = FROM) -> list[Found]:
    return [Found(f"https://a.example/{path}", via, source) for path in paths]


def test_a_link_is_looked_at_once() -> None:
    offered = Offered()
    assert list(offered.fresh(links("1", "2", "1"), "a")) == links("1", "2")
    assert list(offered.fresh(links("2", "3", source="https://www.a.example/b"), "a")) == links(
        "3", source="https://www.a.example/b"
    )


def test_what_decides_whether_it_is_wanted_makes_it_another() -> None:
    offered = Offered()
    first = links("1")
    assert list(offered.fresh(first, "a")) == first
    for other in (links("1", via="in-text-link"), links("1", source="https://b.example/x")):
        assert list(offered.fresh(other, "a")) == other
    assert list(offered.fresh(first, "b")) == first


def test_no_more_than_the_last_are_remembered() -> None:
    offered = Offered()
    many = links(*map(str, range(MOST + 1)))
    assert list(offered.fresh(many, "a")) == many
    assert list(offered.fresh([many[-1], many[0]], "a")) == [many[0]]
