"""What a page says of itself: title, description and, in JSON-LD, the text of the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsspider.page.page import Page
from newsspider.text.normalize import squeeze

_ENOUGH = 12  # letters; a shorter line is found in any text
_GLANCE = 12  # characters that are looked for before the whole beginning of a block
_HEAD = 60  # letters of a block that are looked for in a longer text


@dataclass(frozen=True, slots=True)
class Stated:
    """*h1*: block of the headline, -1 where there is none. *texts*: the blocks. *titles*,
    *descriptions*: letters of what the head of the page declares. *declared*: letters of the article's text
    in JSON-LD, "" without one. *all*: titles, descriptions and declared text, a line each."""

    h1: int
    texts: Sequence[str]
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    declared: str
    all: str

    @classmethod
    def of(cls, page: Page) -> Stated:
        """Read what *page* declares."""
        article = page.linked_data.article or {}
        titles = _stated(page.metadata.get("og:title"), article.get("headline"), page.metadata.title)
        descriptions = _stated(
            page.metadata.get("og:description"), page.metadata.get("description"), article.get("description")
        )
        declared = "".join(_stated(article.get("articleBody")))
        whole = "\n".join((*titles, *descriptions, declared))
        return cls(_headline(page, titles), page.blocks.text, titles, descriptions, declared, whole)

    def features(self, i: int, title: int, description: int, declared: int) -> list[int]:
        """Return the features of block *i*, counted from the three numbers given."""
        found = [declared + 2 if self.declared else declared]
        if i == self.h1:
            found.append(title)
        text = self.texts[i]
        if _letters(text[:_GLANCE]) not in self.all:  # nearly always, so it is looked for first
            return found
        key = _key(text)
        if self.declared and key in self.declared:
            found[0] = declared + 1
        if len(key) < _ENOUGH:
            return found
        if key in self.titles:
            found.append(title + 1)
        elif any(key in t for t in self.titles):
            found.append(title + 2)
        for text in self.descriptions:
            if key == text[:_HEAD]:
                found.append(description + (0 if len(text) <= _HEAD else 1))
                break
            if key in text:
                found.append(description + 2)
                break
        return found


def _key(text: str) -> str:
    """Return the first letters of *text*, enough to find it again."""
    return _letters(text[: 2 * _HEAD])[:_HEAD]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _stated(*values: object) -> tuple[str, ...]:
    return tuple(found for v in values if isinstance(v, str) and (found := _letters(squeeze(v))))


def _headline(page: Page, titles: tuple[str, ...]) -> int:
    """Return the block of the headline: the heading that the title repeats, else the first h1."""
    heads = {i: _key(page.blocks.text[i]) for i, tag in enumerate(page.blocks.tag) if tag in {"h1", "h2"}}
    for i, key in heads.items():
        if len(key) >= _ENOUGH and any(t.startswith(key) for t in titles):
            return i
    return next((i for i, key in heads.items() if key and page.blocks.tag[i] == "h1"), -1)
