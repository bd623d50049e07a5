"""Themes are recognised, and every selector they hold compiles and finds what it names."""

from __future__ import annotations

import pytest

from newsspider.rules.load import builtin
from newsspider.rules.theme import RelatedBlock, Theme, compiled


def test_every_selector_of_every_theme_compiles() -> None:
    for theme in builtin().themes:
        for name in ("body", "headline", "subheadline", "authors", "published", "drop"):
            assert all(compiled(css) for css in getattr(theme, name))
        for block in theme.related:
            assert compiled(block.css)
            assert not set(block.css.replace(", ", "")) & set(" >+~[:#")
            assert block.kind in {"related", "prevnext", "popular", "latest", "sponsored"}


@pytest.mark.parametrize(
    ("generators", "page", "name"),
    [
        ([], b'<div class="td-post-content tagdiv-type">', "tagdiv-newspaper"),
        ([], b'<div class="entry-content wp-block-post-content">', "wordpress-block"),
        ([], b"<div>", "generic"),
    ],
)
def test_a_page_wears_the_first_theme_that_shows(generators: list[str], page: bytes, name: str) -> None:
    assert next(t for t in builtin().themes if t.worn_by(generators, page)).name == name


def test_a_generator_tag_gives_a_theme_away() -> None:
    theme = Theme("x", generator="^Press 3")
    assert theme.worn_by(["other", "press 3.1"], b"")
    assert not theme.worn_by(["Press 2"], b"")
    assert not theme.worn_by([], b"")


def test_the_theme_of_any_page_is_no_template() -> None:
    rules = builtin()
    generic, tagdiv = rules.theme("generic"), rules.theme("tagdiv-newspaper")
    assert generic is rules.themes[-1]
    assert generic.template is None
    assert tagdiv is not None
    assert tagdiv.template == "tagdiv-newspaper"
    assert rules.theme("none such") is None


@pytest.mark.parametrize(
    ("tag", "names", "kind"),
    [
        ("div", ["td-more-articles-box"], "related"),
        ("div", ["x", "td_block_wrap", "td_block_related_posts"], "related"),
        ("div", ["td-post-next-prev"], "prevnext"),
        ("div", ["td-post-content"], None),
        ("div", [], None),
    ],
)
def test_a_theme_knows_its_related_blocks(tag: str, names: list[str], kind: str | None) -> None:
    theme = builtin().theme("tagdiv-newspaper")
    assert theme is not None
    assert theme.kind_of(tag, names) == kind


def test_a_block_may_want_a_tag_and_several_classes() -> None:
    theme = Theme("x", related=(RelatedBlock("nav.a.b, .c", "prevnext"),))
    assert theme.kind_of("nav", ["a", "b"]) == "prevnext"
    assert theme.kind_of("div", ["a", "b"]) is None
    assert theme.kind_of("nav", ["a"]) is None
    assert theme.kind_of("p", ["c"]) == "prevnext"
