"""HTML and SVG as values: an element escapes every text put into it, so nothing of an archive becomes markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final
from urllib.parse import urlsplit

from newsspider.report.text_facts import Example
from newsspider.text.normalize import squeeze

_EMPTY: Final = frozenset({"meta", "br", "rect", "line", "path", "polyline"})  # have no content
_SVG: Final = frozenset({"rect", "line", "path", "polyline"})


class Html(str):
    """Markup. Only this module makes any; every other text is escaped where it is put in."""

    __slots__ = ()


Child = str | Iterable["Child"] | None
Value = str | int | bool | None


def element(name: str, /, *children: Child, **attributes: Value) -> Html:
    """Return an element. *children*: markup as it is, other texts escaped, None left out, lists one after the other.

    *attributes*: ``class_`` is class and ``aria_label`` aria-label; True stands alone, None and False are left out.
    """
    inside = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Html(f"<{name}{inside}{'/' if name in _SVG else ''}>")
    return Html(f"<{name}{inside}>{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Html:
    """Return *children* one after the other; see `element`."""
    return Html("".join(map(_child, children)))


def _child(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    if isinstance(child, str):
        return escape(squeeze(child)) if not child.isprintable() else escape(child)
    return join(child)


def _attribute(key: str, value: Value) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(squeeze(str(value)))}"'


def link(url: str, *children: Child, lang: str | None = None) -> Html:
    """Return a link to *url*; where it is no address of the web (``javascript:`` and the like), the text alone."""
    if not web_address(url):
        return element("span", *children, lang=lang, dir="auto")
    return element("a", *children, href=url, rel="noopener noreferrer", lang=lang, dir="auto")


def web_address(url: str) -> bool:
    """Whether *url* is http or https with a host, printable and without blanks."""
    if not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def story(example: Example) -> Html:
    """Return the headline of an article as a link to it; its address where it has none."""
    return link(example.url, example.headline or example.url or "without a headline", lang=example.language)


def site_name(name: str) -> Html:
    """Return a site's name, set apart from text of another direction."""
    return element("bdi", name if len(name) <= 60 else name[:59] + "…")


def hidden(text: str) -> Html:
    """Return text for screen readers only."""
    return element("span", text, class_="hidden")
