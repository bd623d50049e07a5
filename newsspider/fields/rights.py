"""What the page states about reuse: licence, copyright line, robots directives, text and data mining."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsspider.model import Rights
from newsspider.page.json_values import addresses, text
from newsspider.page.page import Page
from newsspider.text.normalize import letters, squeeze

_ROBOTS = ("robots", "googlebot", "googlebot-news", "bingbot")
_NO_MINING = frozenset(("noai", "noimageai", "noml", "notdm"))
_LINE = re.compile(r"(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)
_LONGEST = 200  # characters of a copyright line; what is longer is a clause
_NAME = 2  # letters and digits beside the sign: the sign alone says nothing
_SIGNS = ("©", "&copy;", "opyright", "(c)", "(C)")
_AGENT = re.compile(r"^[a-z][a-z0-9_-]*:\s*(?=[a-z])")  # "googlebot: noindex"; not "max-snippet:-1"
_WITH_VALUE = ("max-snippet", "max-image-preview", "max-video-preview", "unavailable_after")


def rights(page: Page) -> Rights:
    """Return what the page says of reuse; what it does not say is None or empty."""
    robots = tuple(dict.fromkeys(_directives(page)))
    return Rights(_license(page), _copyright(page), robots, _reserved(page, robots))


def _license(page: Page) -> str | None:
    declared = [a.get("href", "") for a in page.metadata.rel("license")]
    declared += [link.get("href", "") for link in page.links if _is_license(link.get("rel"))]
    declared += [url for node in page.linked_data.articles for url in addresses(node.get("license"))]
    return next((url for href in declared if (url := page.absolute(href))), None)


def _is_license(rel: str | None) -> bool:
    return rel is not None and "license" in rel.lower().split()


def _directives(page: Page) -> Iterator[str]:
    """Yield each directive of meta robots and X-Robots-Tag, in lower case, without the robot it is for."""
    lines = [value for name in _ROBOTS for value in page.metadata.all(name)]
    for line in (*lines, page.headers.get("x-robots-tag", "")):
        for piece in line.lower().split(","):
            directive = squeeze(piece)
            if not directive.startswith(_WITH_VALUE):
                directive = _AGENT.sub("", directive)
            if directive:
                yield directive


def _reserved(page: Page, robots: tuple[str, ...]) -> bool | None:
    """Return whether mining is reserved, by the TDM Reservation Protocol or robots directives; None if unsaid."""
    stated = page.metadata.get("tdm-reservation") or page.headers.get("tdm-reservation")
    if _NO_MINING & set(robots):
        return True
    if stated is None or stated.strip() not in {"0", "1"}:
        return None
    return stated.strip() == "1"


def _copyright(page: Page) -> str | None:
    for node in page.linked_data.articles:
        if line := text(node.get("copyrightNotice")):
            return line[:_LONGEST]
    declared = page.metadata.get("copyright", "dc.rights", "dcterms.rights", "rights")
    return (declared or "")[:_LONGEST] or _printed(page)


def _printed(page: Page) -> str | None:
    """The last short block of the page that bears a copyright sign."""
    for line in reversed(page.blocks.text):
        if len(line) <= _LONGEST and any(sign in line for sign in _SIGNS) and _names_a_holder(line):
            return squeeze(line)
    return None


def _names_a_holder(line: str) -> bool:
    rest, found = _LINE.subn("", line)
    return found > 0 and len(letters(rest)) > _NAME
