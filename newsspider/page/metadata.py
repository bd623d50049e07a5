"""What the head of a page declares: ``<meta>``, ``<link>``, ``<title>``."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from newsspider.text.normalize import squeeze


@dataclass(frozen=True, slots=True)
class Metadata:
    """*values*: content of ``<meta>`` by lower-case name, property, itemprop or http-equiv, in page order.
    *links*: (rel, attributes) of each ``<link>``, rel in lower case, a line for each of its words."""

    values: dict[str, list[str]]
    links: tuple[tuple[str, dict[str, str]], ...]
    title: str

    @classmethod
    def of(cls, tree: etree._Element) -> Metadata:
        """Read the metadata of *tree*."""
        values: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            content = squeeze(element.get("content"))
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := element.get(attribute)):
                    values.setdefault(name.strip().lower(), []).append(content)
        links = tuple(
            (rel, dict(element.attrib))
            for element in tree.iter("link")
            for rel in (element.get("rel") or "").lower().split()
        )
        title = tree.find(".//title")
        return cls(values, links, squeeze("".join(title.itertext())) if title is not None else "")

    def get(self, *names: str) -> str | None:
        """Return the first value of the first of *names* that has one."""
        return next((self.values[n][0] for n in names if n in self.values), None)

    def all(self, name: str) -> list[str]:
        """Return every value of *name*, in page order."""
        return self.values.get(name, [])

    def rel(self, rel: str) -> list[dict[str, str]]:
        """Return the attributes of every ``<link rel=REL>``, in page order."""
        return [attributes for r, attributes in self.links if r == rel]
