"""The images of the article: the one the page declares, then those in its text, with caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree

from newsspider.fields.captions import caption_and_credit, is_figure
from newsspider.model import Image
from newsspider.page.json_values import addresses
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.lexicon import words
from newsspider.text.normalize import squeeze

_META = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
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
_MOST = 60  # images of one article; galleries have about as many
_BELONGS = frozenset(("body", "caption", "lead"))


def images(page: Page, reading: Reading) -> tuple[Image, ...]:
    """Return the article's images, the main one first, each once; () where it has none."""
    found: dict[str, Image] = {}
    for image in (*_declared(page), *_printed(page, reading)):
        key = _key(image.url)
        found[key] = _merged(found[key], image) if key in found else image
        if len(found) == _MOST:
            break
    return tuple(found.values())


def _declared(page: Page) -> Iterator[Image]:
    """The main image: the first usable one the page declares."""
    values = [value for name in _META for value in page.metadata.all(name)[:1]]
    values += [
        url
        for node in page.linked_data.articles
        for url in addresses(page.linked_data.resolve(node.get("image")))
    ]
    values += [a.get("href", "") for a in page.metadata.rel("image_src")]
    usable = (url for value in values if (url := _usable(page, value)))
    if url := next(usable, None):
        yield Image(url)


def _usable(page: Page, value: str | None) -> str | None:
    """Return *value* as an absolute address; None for a placeholder or a part of the site's furniture."""
    if not value or value.lstrip().startswith(("data:", "blob:", "about:", "{", "#")):
        return None
    url = page.absolute(value)
    if url is None or urlsplit(url).path in {"", "/"}:
        return None
    plain = url.lower().partition("//")[2].partition("/")[2]
    names = (*words("images", "placeholder"), *words("images", "furniture"))
    return None if any(name in plain for name in names) or urlsplit(url).path.endswith(".svg") else url


def _key(url: str) -> str:
    """The file an address names, without size and host: two sizes of one picture are one."""
    segments = [s for s in unquote(urlsplit(url).path).lower().split("/") if s and not _SIZES.fullmatch(s)]
    name = _SIZE.sub("", segments[-1]) if segments else url
    stem = name.partition(".")[0]
    telling = len(stem) > 6 and stem not in words("images", "anonymous")
    return name if telling else "/".join([*segments[-2:-1], name])


def _merged(image: Image, other: Image) -> Image:
    return replace(
        image,
        caption=image.caption or other.caption,
        credit=image.credit or other.credit,
        alt=image.alt or other.alt,
    )


def _printed(page: Page, reading: Reading) -> Iterator[Image]:
    """The images that stand among the blocks of the article."""
    region = _Region(page, reading)
    for element in region.images():
        url = next((u for value in _sources(element) if (u := _usable(page, value))), None)
        if url and not _is_small(element) and not _is_furniture(element):
            caption, credit = caption_and_credit(element)
            yield Image(url, caption, credit, squeeze(element.get("alt")) or None)


def _sources(element: etree._Element) -> Iterator[str]:
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


def _is_furniture(element: etree._Element) -> bool:
    """Whether the picture's own words call it a filler or the site's: ``alt="spot_img"``, ``class="avatar"``."""
    own = f"{element.get('alt') or ''} {element.get('class') or ''}".lower()
    return any(word in own for word in words("images", "own_words"))


def _is_small(element: etree._Element) -> bool:
    sizes = (element.get(name) or "" for name in ("width", "height"))
    return any(size.isdecimal() and len(size) < 6 and int(size) < _SMALL for size in sizes)


class _Region:
    """Where in the tree the article stands: which elements hold blocks of it, and which only other blocks."""

    def __init__(self, page: Page, reading: Reading) -> None:
        blocks = page.blocks
        self._text: dict[etree._Element, int] = {}
        self._good: set[etree._Element] = set()
        self._all: dict[etree._Element, int] = {}
        for index, region in enumerate(reading.region):
            node = blocks.node[index]
            while node >= 0:
                element = blocks.element[node]
                self._all[element] = self._all.get(element, 0) + 1
                if region in _BELONGS:
                    self._good.add(element)
                    self._text[element] = self._text.get(element, 0) + (region == "body")
                node = blocks.parent[node]
        self._total = reading.region.count("body")

    def images(self) -> Iterator[etree._Element]:
        """Yield the ``<img>`` of the article: in the smallest element that holds nearly all of the body, or above it
        in a figure of the same ``<article>``."""
        container = self._container()
        if container is None:
            return
        around = [e for e in container.iterancestors() if e.tag in {"article", "main"}]
        for element in (around[0] if around else container).iter("img", "amp-img"):
            if self._belongs(element, container):
                yield element

    def _container(self) -> etree._Element | None:
        whole = [e for e, count in self._text.items() if count >= 0.9 * self._total] if self._total else []
        return min(whole, key=lambda e: self._all[e], default=None)

    def _belongs(self, element: etree._Element, container: etree._Element) -> bool:
        """Whether the nearest element around the image that holds any text holds some of the article's."""
        figure = False
        for ancestor in element.iterancestors():
            if ancestor is container:
                return True
            figure = figure or ancestor.tag == "figure"
            if is_figure(ancestor) and self._inside(ancestor, container):
                return True
            if ancestor in self._all:
                return ancestor in self._good and (figure or self._inside(ancestor, container))
        return False

    def _inside(self, element: etree._Element, container: etree._Element) -> bool:
        return any(ancestor is container for ancestor in element.iterancestors())
