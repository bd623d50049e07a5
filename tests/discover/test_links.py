from __future__ import annotations

import pytest
from lxml import html

from newsspider.discover.links import PageLinks, page_links, same_site

HOME = "https://courrier.example/"


def links(body: str, url: str = HOME) -> PageLinks:
    return page_links(html.fromstring(f"<html><body>{body}</body></html>"), url)


def test_articles_and_sections_are_told_apart() -> None:
    found = links("<a href=/2026/03/10/un-pont/>Un pont</a><a href=/monde/>Monde</a>")
    assert found.articles == ("https://courrier.example/2026/03/10/un-pont/",)
    assert found.sections == ("https://courrier.example/monde/",)


def test_a_short_address_under_a_headline_is_an_article() -> None:
    found = links("<a href=/monde/pont>Le pont du nord ferme aux camions</a>")
    assert found.articles == ("https://courrier.example/monde/pont",)


def test_the_same_page_counts_once_and_as_an_article() -> None:
    found = links(
        "<a href=/monde/pont>Photo</a><a href='/monde/pont?utm_source=x'>Le pont du nord ferme aux camions</a>"
        "<a href=/monde/pont#c>3 commentaires</a><a href=/>Accueil</a>"
    )
    assert found == PageLinks(articles=("https://courrier.example/monde/pont",))


def test_what_is_not_worth_following_is_left_out() -> None:
    found = links(
        "<a href=/login>x</a><a href=/a.pdf>x</a><a href='/2026/03/10/a-b/?share=x'>x</a><a href=mailto:a@b.c>x</a>"
        "<a href=javascript:void(0)>x</a><a href=https://facebook.com/2026/03/10/a/>x</a><a>x</a><a href=''>x</a>"
        "<a rel='sponsored' href=/2026/03/10/paid/>x</a><a rel='nofollow' href=/2026/03/10/paid2/>x</a>"
        "<a href=https://elsewhere.example/2026/03/10/other/>x</a><a href='http://[x/'>x</a>"
    )
    assert found == PageLinks()


def test_a_subdomain_is_the_same_site_and_another_port_is_not() -> None:
    assert links("<a href=https://sport.courrier.fr/2026/03/10/match/>x</a>", "https://courrier.fr/").articles
    assert same_site("http://www.courrier.example/", "https://m.courrier.example/a")
    assert not same_site("http://127.0.0.1:8000/", "http://127.0.0.1:9000/")
    assert not same_site("https://a.co.uk/", "https://b.co.uk/")
    assert same_site("https://user@a.example:443?x=//b.example/", "http://A.example/")
    assert not same_site("https://b.example/?to=https://a.example/", "https://a.example/")


def test_base_href_is_respected() -> None:
    page = html.fromstring(
        "<html><head><base href=/fr/></head><body><a href=2026/03/10/un/>x</a></body></html>"
    )
    assert page_links(page, HOME).articles == ("https://courrier.example/fr/2026/03/10/un/",)


def test_the_next_part_of_a_list_is_known_by_rel_or_by_label() -> None:
    assert links("<a rel=next href=/monde/page/2/>2</a>").next_pages == (
        "https://courrier.example/monde/page/2/",
    )
    assert links("<a href=/monde/page/2/>Page suivante</a>").next_pages == (
        "https://courrier.example/monde/page/2/",
    )
    assert links("<a href='/?page=2'>Older Posts</a>").next_pages == ("https://courrier.example/?page=2",)


def test_of_numbered_parts_the_next_is_followed() -> None:
    numbers = "".join(f"<a href=/monde/page/{n}/>{n}</a>" for n in (1, 2, 3, 4, 99))
    assert links(numbers, HOME + "monde/").next_pages == ("https://courrier.example/monde/page/2/",)
    assert links(numbers, HOME + "monde/page/2/").next_pages == ("https://courrier.example/monde/page/3/",)
    assert links(numbers, HOME + "monde/").sections == ()


@pytest.mark.parametrize(
    "form",
    ["?PAGEN_1={}", "?pagina={}", "pagina-{}/", "seite/{}", "strona_{}.html", "page{}/", "?start={}0", "{}/"],
)
def test_parts_are_named_in_many_ways(form: str) -> None:
    numbers = "".join(f"<a href='/monde/{form.format(n)}'>{n}</a>" for n in (1, 2, 3, 9))
    for part in (1, 2):
        here = HOME + "monde/" + (form.format(part) if part > 1 else "")
        found = page_links(html.fromstring(f"<div>{numbers}</div>"), here, part)
        assert found.next_pages == (HOME + "monde/" + form.format(part + 1),)
        assert found.articles == ()


def test_a_number_is_a_label_of_other_things_too() -> None:
    page = "<a href=/2026/03/02/>2</a><a href=/2026/03/02/pont-ouvert/>2</a><a href=/sport/>2</a>"
    assert links(page, HOME + "monde/").next_pages == ()
    assert links(page).next_pages == ()


def test_a_link_element_may_say_next() -> None:
    page = html.fromstring(
        "<html><head><link rel=next href=/page/2/><link rel=stylesheet href=/x></head></html>"
    )
    assert page_links(page, HOME).next_pages == ("https://courrier.example/page/2/",)
