"""The images of the article: the one the page declares, then those in its text, with caption and credit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from newsspider.fields.captions import caption_and_credit, is_figure
from newsspider.fields.image_urls import is_furniture, is_small, key_of, sources, usable
from newsspider.fields.nodes import homes
from newsspider.model import Image
from newsspider.page.json_values import addresses
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.text.normalize import squeeze

_META = (
    "og:image:secure_url",
    "og:image",
    "og:image:url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
)
_MOST = 60  # images of one article; galleries have about as many
_BELONGS = frozenset(("body", "caption", "lead"))
# Blocks below a node are counted in one number: of the body in units of _TEXT, captions and leads in units of _GOOD.
_GOOD = 1 << 24
_TEXT = 1 << 48


def images(page: Page, reading: Reading) -> tuple[Image, ...]:
    """Return the article's images, the main one first, each once; () where it has none."""
    found: dict[str, Image] = {}
    for image in (*_declared(page), *_printed(page, reading)):
        key = key_of(image.url)
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
    found = (url for value in values if (url := usable(page, value)))
    if url := next(found, None):
        yield Image(url)


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
        url = next((u for value in sources(element) if (u := usable(page, value))), None)
        if url and not is_small(element) and not is_furniture(element):
            caption, credit = caption_and_credit(element)
            yield Image(url, caption, credit, squeeze(element.get("alt")) or None)


class _Region:
    """Where in the tree the article stands: which elements hold blocks of it, and which only other blocks."""

    def __init__(self, page: Page, reading: Reading) -> None:
        blocks = page.blocks
        held = [0] * len(blocks.parent)
        for node, region in zip(blocks.node, reading.region, strict=True):
            held[node] += _TEXT if region == "body" else _GOOD if region in _BELONGS else 1
        for node in range(len(held) - 1, 0, -1):  # a parent comes before its children
            if held[node]:
                held[blocks.parent[node]] += held[node]
        self._page, self._held = page, held
        self._least = 0.9 * reading.region.count("body") * _TEXT

    def images(self) -> Iterator[etree._Element]:
        """Yield the ``<img>`` of the article: in the smallest element that holds nearly all of the body, or above it
        in a figure of the same ``<article>``."""
        container = self._container()
        if container is None:
            return
        around = next(container.iterancestors("article", "main"), container)
        for element in around.iter("img", "amp-img"):
            if self._belongs(element, container):
                yield element

    def _container(self) -> etree._Element | None:
        held = self._held
        whole = [n for n, count in enumerate(held) if count >= self._least] if self._least else []
        inner = min(whole, key=lambda n: _blocks_in(held[n]), default=None)
        return None if inner is None else self._page.blocks.element[inner]

    def _belongs(self, element: etree._Element, container: etree._Element) -> bool:
        """Whether the nearest element around the image that holds any text holds some of the article's."""
        home = self._page.once(homes)
        figure = False
        for ancestor in element.iterancestors():
            if ancestor is container:
                return True
            figure = figure or ancestor.tag == "figure"
            if is_figure(ancestor) and self._inside(ancestor, container):
                return True
            if (held := self._held[home[ancestor]] if ancestor in home else 0) > 0:
                return held >= _GOOD and (figure or self._inside(ancestor, container))
        return False

    def _inside(self, element: etree._Element, container: etree._Element) -> bool:
        return any(ancestor is container for ancestor in element.iterancestors())


def _blocks_in(held: int) -> int:
    """How many blocks of any kind a count stands for."""
    return held % _GOOD + held // _GOOD % (_TEXT // _GOOD) + held // _TEXT
