"""Addresses of pictures: which name one, which a placeholder, and which the same picture in another size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree

from newsspider.page.page import Page
from newsspider.text.lexicon import words
from newsspider.text.urls import host

_LAZY = (
    *(
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-img-url",
        "data-lazy",
        "data-image",
        "data-hi-res-src",
    ),
    *("data-src-large", "data-full-src", "data-srcset", "data-lazy-srcset", "srcset", "src"),
)
_SMALL = 90  # pixels: what is narrower or lower is an icon
_SIZE = re.compile(r"[-_]\d{2,4}x\d{2,4}(?=\.|$)|[-_]scaled(?=\.|$)|@\dx")
_SIZES = re.compile(r"\d{2,4}x\d{2,4}(_\w+)?|w_?\d{2,4}.*|\d{1,4}")


def usable(page: Page, value: str | None) -> str | None:
    """Return *value* as an absolute address; None for a placeholder or a part of the site's furniture."""
    if not value or value.lstrip().startswith(("data:", "blob:", "about:", "{", "#")):
        return None
    url = page.absolute(value)
    if url is None or urlsplit(url).path in {"", "/"}:
        return None
    plain = url.lower().partition("//")[2]
    if any(name in plain for name in words("images", "never")) or urlsplit(url).path.endswith(".svg"):
        return None
    return None if _named_as_furniture(urlsplit(url).path, host(page.url)) else url


def _named_as_furniture(path: str, site: str) -> bool:
    """Whether the file is named by nothing but furniture words and the site: "quaytimes-logo-share.png"."""
    stem = path.lower().rsplit("/", 1)[-1].partition(".")[0]
    tokens = [token for token in re.split(r"[^a-z]+", stem) if len(token) > 2]
    rest = [t for t in tokens if t not in _set("furniture") and t not in _set("filler") and t not in site]
    return not rest and any(token in _set("furniture") for token in tokens)


@cache
def _set(table: str) -> frozenset[str]:
    return frozenset(words("images", table))


def key_of(url: str) -> str:
    """The file an address names, without size and host: two sizes of one picture are one."""
    segments = [s for s in unquote(urlsplit(url).path).lower().split("/") if s and not _SIZES.fullmatch(s)]
    name = _SIZE.sub("", segments[-1]) if segments else url
    stem = name.partition(".")[0]
    telling = len(stem) > 6 and stem not in words("images", "anonymous")
    return name if telling else "/".join([*segments[-2:-1], name])


def sources(element: etree._Element) -> Iterator[str]:
    """The addresses of an ``<img>``, those a script would load before the filler that stands in for them."""
    for name in _LAZY:
        if value := element.get(name):
            yield _largest(value) if "srcset" in name else value
    for ancestor in islice(element.iterancestors("picture"), 1):
        for source in ancestor.iter("source"):
            yield _largest(source.get("srcset") or source.get("data-srcset") or "")


def _largest(srcset: str) -> str:
    """Return the address of a ``srcset`` with the greatest width or density."""
    best, size = "", -1.0
    for entry in re.split(r",\s+|,(?=https?:|/)", srcset):
        address, _, descriptor = entry.strip().partition(" ")
        number = descriptor.strip().rstrip("wx")
        value = float(number) if re.fullmatch(r"\d{1,6}(\.\d{1,3})?", number) else 0.0
        if address and value > size:
            best, size = address, value
    return best


def is_furniture(element: etree._Element) -> bool:
    """Whether the picture's own words call it a filler or the site's: ``alt="spot_img"``, ``class="avatar"``."""
    own = f"{element.get('alt') or ''} {element.get('class') or ''}".lower()
    return any(word in own for word in words("images", "own_words"))


def is_small(element: etree._Element) -> bool:
    sizes = (element.get(name) or "" for name in ("width", "height"))
    return any(size.isdecimal() and len(size) < 6 and int(size) < _SMALL for size in sizes)
