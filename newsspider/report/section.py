"""A section of the page: its heading, its place in the table of contents, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from newsspider.report.markup import Child, Html, element, join


@dataclass(frozen=True, slots=True)
class Section:
    """*name*: its id; *title*: its heading; *short*: what the table of contents calls it; *inside*: what follows."""

    name: str
    title: str
    short: str
    inside: Html

    def html(self) -> Html:
        """Return the section as markup."""
        heading = element("h2", self.title, id=f"{self.name}-heading")
        return element("section", heading, self.inside, id=self.name, aria_labelledby=f"{self.name}-heading")


def section(name: str, title: str, short: str, *inside: Child) -> Section:
    """Return a section of *inside*."""
    return Section(name, title, short, join(inside))


def text(*children: Child) -> Html:
    """Return a paragraph."""
    return element("p", *children)


def note(*children: Child) -> Html:
    """Return a paragraph that explains."""
    return element("p", *children, class_="note")


def under(title: str) -> Html:
    """Return a heading within a section."""
    return element("h3", title)
