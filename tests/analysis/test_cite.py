"""Citations: complete, nothing invented, and read as they are meant by BibTeX."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lines import line

from newsspider.analysis.cite import as_bibtex, as_text, key
from newsspider.analysis.jsonld import encode_jsonld, news_article
from newsspider.archive.record import Place

PLACE = Place("warc/courrier/a.warc.gz", 1170, "urn:uuid:0000")
FULL = line(3, place=PLACE, publisher="Le Courrier", published_date="2026-03-12")


def authors(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "url": None, "role": None} for name in names]


def field(entry: str, name: str) -> str | None:
    lines = (text.strip().rstrip(",").partition("= ") for text in entry.splitlines())
    return next((value for head, _, value in lines if head.strip() == name), None)


def balanced(text: str) -> bool:
    """Whether braces nest as BibTeX counts them."""
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def test_text_names_all_that_is_known() -> None:
    assert as_text(FULL) == (
        "Lia Marn. “Le pont 3.” Le Courrier, 2026-03-12. https://courrier.example/3 (captured 2026-03-11T23:59:30Z by"
        f" newsspider/0.1.0; revision 1, {FULL['id']}.1; WARC warc/courrier/a.warc.gz, offset 1170, urn:uuid:0000)"
    )


def test_nothing_is_invented() -> None:
    bare = line(0, headline=None, authors=[], publisher=None, published_date=None)
    assert as_text(bare).startswith("courrier.example, no date. https://courrier.example/0 (captured 2026-")
    entry = as_bibtex(bare)
    assert [field(entry, name) for name in ("author", "year", "month", "day")] == [None] * 4
    assert key(bare) == f"courrier-{bare['id'][4:12]}"


def test_hashes_of_page_and_text_are_named(demo: Any) -> None:
    from newsspider.analysis.find import revision

    url = "http://penrick-ledger.example/2026/09/18/night-ferry-returns-to-the-sound/"
    record = revision(demo / "output", url)
    for text in (as_text(record), as_bibtex(record)):
        assert record["provenance"]["html_sha256"] in text
        assert record["dedup"]["text_sha256"] in text
        assert record["provenance"]["warc_record_id"] in text


def test_names_are_joined_as_a_person_would() -> None:
    assert as_text(FULL | {"authors": authors("A", "B", "C")}).startswith("A, B and C. “")


def test_a_headline_that_ends_in_a_sign_gets_no_second_one() -> None:
    assert "“Who sold the last well?” " in as_text(FULL | {"headline": "Who sold the last well?"})


def test_bibtex_of_a_plain_article() -> None:
    entry = as_bibtex(FULL)
    assert entry.startswith(f"@misc{{courrier-2026-{FULL['id'][4:12]},\n")
    assert field(entry, "author") == "{Lia Marn}"
    assert field(entry, "title") == "{{Le pont 3}}"
    assert [field(entry, name) for name in ("year", "month", "day", "urldate")] == [
        "{2026}",
        "mar",
        "{12}",
        "{2026-03-11}",
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ludwig van Beethoven", "Ludwig van Beethoven"),
        ("Dunmore, Ray", "Dunmore, Ray"),
        ("Jean-Luc d’Ormesson", "Jean-Luc d’Ormesson"),
        ("Özil Müller", "Özil Müller"),
        ("La rédaction", "{La rédaction}"),
        ("Barnes and Noble", "{Barnes and Noble}"),
        ("Smith, Jones, Brown, Inc.", "{Smith, Jones, Brown, Inc.}"),
        ("R&D Desk", r"{R\&D Desk}"),
        ("Le Courrier", "{Le Courrier}"),
        ("{x", r"{\textbraceleft{}x}"),
    ],
)
def test_names_are_taken_apart_as_they_should(name: str, written: str) -> None:
    entry = as_bibtex(FULL | {"authors": authors("A B", name)})
    assert field(entry, "author") == f"{{A B and {written}}}"


def test_what_tex_takes_for_its_own_is_escaped() -> None:
    entry = as_bibtex(FULL | {"headline": r"100% of {x} & $5 #1 a_b ~ ^ \n } {", "publisher": "A & B"})
    assert field(entry, "title") == (
        r"{{100\% of \textbraceleft{}x\textbraceright{} \& \$5 \#1 a\_b \textasciitilde{} \textasciicircum{}"
        r" \textbackslash{}n \textbraceright{} \textbraceleft{}}}"
    )
    assert field(entry, "howpublished") == r"{A \& B}"
    assert balanced(entry)


def test_an_address_stands_as_it_is_but_for_braces() -> None:
    entry = as_bibtex(FULL | {"url": r"https://a.example/x_y%20?q={1}&r=\#z"})
    assert field(entry, "url") == "{https://a.example/x_y%20?q=%7B1%7D&r=%5C#z}"


def test_revisions_are_told_apart() -> None:
    later = FULL | {"revision": FULL["revision"] | {"number": 2, "change": "gone"}}
    assert key(later) == key(FULL) + "-r2"
    assert "when the page was gone; revision 2, " in as_text(later)


def test_the_copy_of_a_web_archive_is_named() -> None:
    copied = FULL | {"provenance": FULL["provenance"] | {"capture_url": "https://web.example/2026/x"}}
    assert "; copy https://web.example/2026/x; WARC " in as_text(copied)


def test_nothing_of_a_page_steers_the_terminal() -> None:
    hostile = FULL | {"headline": "a\x1b[2J\nb\u202ec", "authors": authors("x\x9by")}
    for text in (as_text(hostile), as_bibtex(hostile)):
        assert not set(text) & {"\x1b", "\x9b", "\u202e"}
    assert "\n" not in as_text(hostile)


def test_jsonld_is_a_news_article_of_what_is_known() -> None:
    article = news_article(
        line(0, headline="H", published_at=None, published_date="2026-03-12", access="free")
    )
    assert article["@context"] == "https://schema.org"
    assert article["@type"] == "NewsArticle"
    assert (article["datePublished"], article["isAccessibleForFree"]) == ("2026-03-12", True)
    assert article["author"] == [{"@type": "Person", "name": "Lia Marn"}]
    assert not {"dateModified", "publisher", "keywords", "image", "archivedAt"} & article.keys()
    assert None not in article.values()


def test_access_that_is_not_known_is_not_said() -> None:
    given = {access: news_article(line(0, access=access)) for access in ("paywalled", "unknown", "metered")}
    assert [a.get("isAccessibleForFree") for a in given.values()] == [False, None, None]


def test_jsonld_may_stand_in_a_script() -> None:
    text = "</script><!-- & \u2028 <script>"
    written = encode_jsonld(line(0, headline=text)).decode()
    assert not set(written) & set("<>&\u2028")
    assert json.loads(written)["headline"] == text
