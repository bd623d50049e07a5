"""A site's table of a few lines changes how its pages are read, each key alone and all together."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from newsspider import Article, extract
from newsspider.errors import UsageError
from newsspider.rules.load import load

FIXTURES = Path(__file__).parents[2] / "fixtures"
FLUSSBOTE = '[site.flussbote]\nurl = "http://flussbote.example/"\n'
FIRST, SECOND, THIRD, FOURTH = (
    "Die Ahnebrücke bleibt bis Ostern gesperrt. Gutachter haben in zwei Lagern Risse gefunden, die auf keinem Plan standen.",
    "Busse fahren über die Mühlenbrücke. Fußgänger und Räder dürfen weiter hinüber.",
    "Nach Angaben von Bauamtsleiterin Silke Thoms ist die Brücke „müde, aber nicht krank“.",
    "Die Sanierung kostet vier Millionen Euro.",
)


def read(folder: Path, rule: str, *changed: tuple[str, str]) -> Article:
    """The bridge article of the fixtures under *rule*, with strings of its page *changed*."""
    sources = folder / "sources.toml"
    sources.write_text(FLUSSBOTE + rule, encoding="utf-8")
    page = FIXTURES / "flussbote.example" / "bruecke"
    taken = json.loads((page / "capture.json").read_bytes())
    html = (page / "page.html").read_bytes()
    for old, new in changed:
        assert old.encode("latin-1") in html
        html = html.replace(old.encode("latin-1"), new.encode("latin-1"))
    at = datetime.fromisoformat(taken["fetched_at"])
    return extract(html, taken["url"], taken["headers"], fetched_at=at, rules=load(sources))


@pytest.mark.parametrize(
    ("rule", "paragraphs"),
    [
        ("", [FIRST, SECOND, THIRD, FOURTH]),
        ('stop_at = ".schlagworte"', [FIRST, SECOND, THIRD, FOURTH]),
        ('stop_at = "Mehr zum Thema"', [FIRST, SECOND, THIRD, FOURTH]),
        ('stop_at = "die sanierung kostet vier Millionen Euro"', [FIRST, SECOND, THIRD]),
        ('stop_at = ["div.gone", "div.text p:nth-child(3)", "Mehr zum Thema"]', [FIRST, SECOND]),
        ('stop_at = "header"', [FIRST, SECOND, THIRD, FOURTH]),
        ('drop = "div.text p:nth-child(2)"', [FIRST, THIRD, FOURTH]),
        ('body = "div.text"\nstop_at = "div.text p:last-child"', [FIRST, SECOND, THIRD]),
    ],
)
def test_where_the_body_is_and_ends(tmp_path: Path, rule: str, paragraphs: list[str]) -> None:
    assert read(tmp_path, rule).body == "\n\n".join(paragraphs)


def test_a_mark_without_text_ends_the_body(tmp_path: Path) -> None:
    third = "<p>Nach Angaben"
    article = read(tmp_path, 'stop_at = "hr.ende"', (third, f'<hr class="ende">{third}'))
    assert article.body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("order", "day"), [("dmy", "2026-02-03"), ("mdy", "2026-03-02"), ("ymd", "2026-03-02")]
)
def test_the_order_of_a_date_in_numbers(tmp_path: Path, order: str, day: str) -> None:
    article = read(tmp_path, f'date_order = "{order}"', ("9. März 2026, 08:40 Uhr", "03.02.2026, 08:40 Uhr"))
    assert article.published is not None
    assert str(article.published.date) == day


def test_a_year_in_front_and_a_day_past_twelve_leave_no_choice(tmp_path: Path) -> None:
    for printed in ("2026-03-09, 08:40 Uhr", "2026/03/09"):
        article = read(tmp_path, 'date_order = "dmy"', ("9. März 2026, 08:40 Uhr", printed))
        assert article.published is not None
        assert str(article.published.date) == "2026-03-09"


def test_a_rule_of_eight_lines(tmp_path: Path) -> None:
    rule = """body = "div.text"
drop = "div.text p:first-child"
stop_at = "div.text p:last-child"
related = "section.thema"
timezone = "Asia/Tokyo"
date_order = "dmy"
"""
    assert len((FLUSSBOTE + rule).splitlines()) == 8
    article = read(tmp_path, rule)
    assert article.body == f"{SECOND}\n\n{THIRD}"
    assert article.published is not None
    assert article.published.at is not None
    assert article.published.at.isoformat() == "2026-03-09T08:40:00+09:00"
    assert [link.title for link in article.related_links if link.block == "Mehr zum Thema"] == [
        "Lindenau räumt die Uferstraße",
        "Schachclub steigt nach vierzig Jahren auf",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'date_order = "US"',
            "3: site.flussbote.date_order: unknown date order 'US'; known are dmy, mdy, ymd",
        ),
        ("date_order = 3", "3: site.flussbote.date_order: must be a text in quotes"),
        ('stop_at = ["", "a"]', "3: site.flussbote.stop_at: is empty; write a text, or leave it out"),
        ("stop_at = [3]", "3: site.flussbote.stop_at: must be a text in quotes"),
        ('stop_a = "Meistgelesen"', "3: site.flussbote.stop_a: unknown key; did you mean 'stop_at'?"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, line: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(tmp_path, line)
    assert str(caught.value).endswith(told)
