"""Microdata: what elements with ``itemprop`` say, told apart by the item they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from newsspider.text.normalize import squeeze

_LINKED = {
    "a": "href",
    "link": "href",
    "area": "href",
    "img": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
}
_ARTICLES = ("Article", "Posting", "NewsStory", "Report")
_DEPTH = 60  # ancestors looked at for the item; deeper markup is generated and holds no article


@dataclass(frozen=True, slots=True)
class Microdata:
    """*elements*: those of each property, in page order, by its name as written (``datePublished``).

    Values are read when they are asked for, of the page's articles and of no item at all. Properties of other
    items (a person, a list, an image) have none, save that an item which is itself a property gives its text
    as that property's value."""

    elements: dict[str, list[etree._Element]] = field(default_factory=dict)

    @classmethod
    def of(cls, properties: Iterable[tuple[etree._Element, str]]) -> Microdata:
        """Take the elements with an ``itemprop``, in page order, and its value, as ``Page.having`` gives them."""
        elements: dict[str, list[etree._Element]] = {}
        for element, names in properties:
            for name in names.split():
                elements.setdefault(name, []).append(element)
        return cls(elements)

    def get(self, *names: str) -> str | None:
        """Return the first value of the first of *names* that has one."""
        return next((value for name in names for value in self._values(name)), None)

    def all(self, name: str) -> list[str]:
        """Return every value of *name*, in page order."""
        return list(self._values(name))

    def _values(self, name: str) -> Iterator[str]:
        for element in self.elements.get(name, ()):
            if _of_article(element) and (value := _value(element)):
                yield value


def _of_article(element: etree._Element) -> bool:
    """Whether the nearest item around *element* is an article, or there is none."""
    for depth, ancestor in enumerate(element.iterancestors()):
        if depth > _DEPTH:
            return False
        if ancestor.get("itemscope") is not None:
            kind = ancestor.get("itemtype") or ""
            return kind.rstrip("/").endswith(_ARTICLES) or kind.rstrip("/").endswith("WebPage")
    return True


def _value(element: etree._Element) -> str:
    for attribute in ("content", "datetime", _LINKED.get(element.tag, "")):
        if value := squeeze(element.get(attribute)) if attribute else "":
            return value
    return squeeze("".join(element.itertext()))
