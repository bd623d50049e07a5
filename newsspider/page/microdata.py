"""Microdata: what elements with ``itemprop`` say, told apart by the item they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from newsspider.text.normalize import squeeze

_PROPERTIES = etree.XPath("descendant::*[@itemprop]")
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
    """*values*: of each property of the page's articles or of no item at all, in page order, by its name as
    written (``datePublished``). Properties of other items (a person, a list, an image) are left out, save
    that an item which is itself a property gives its text as that property's value."""

    values: dict[str, list[str]] = field(default_factory=dict)
    elements: dict[str, list[etree._Element]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: etree._Element) -> Microdata:
        """Read the properties of *tree*."""
        values: dict[str, list[str]] = {}
        elements: dict[str, list[etree._Element]] = {}
        for element in _PROPERTIES(tree):
            if not _of_article(element):
                continue
            for name in (element.get("itemprop") or "").split():
                elements.setdefault(name, []).append(element)
                if value := _value(element):
                    values.setdefault(name, []).append(value)
        return cls(values, elements)

    def get(self, *names: str) -> str | None:
        """Return the first value of the first of *names* that has one."""
        return next((self.values[n][0] for n in names if n in self.values), None)

    def all(self, name: str) -> list[str]:
        """Return every value of *name*, in page order."""
        return self.values.get(name, [])


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
