"""The item loader: what extraction found enters as it is; what a spider adds is cleaned the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict

from itemloaders.processors import Identity, MapCompose, TakeFirst
from parsel import Selector
from scrapy.http import TextResponse
from scrapy.loader import ItemLoader

from newsspider.crawl.items import ArticleItem
from newsspider.quotes.extract import extract_quotes
from newsspider.text.normalize import squeeze


def paragraphs(values: Iterable[str]) -> str | None:
    """Join paragraphs as a body has them, by one blank line; None where there is none."""
    return "\n\n".join(v for v in values if v) or None


class ArticleLoader(ItemLoader):
    """Fills an ArticleItem; a spider's ``refine`` gets it, and may add or replace fields.

    Text given to it is squeezed; ``body`` takes one value a paragraph. Values that are in the item when it
    comes pass no input processor, so the offsets into the body hold.
    """

    default_item_class = ArticleItem
    default_input_processor = MapCompose(squeeze)
    default_output_processor = TakeFirst()
    body_out = staticmethod(paragraphs)
    keywords_out = Identity()
    authors_in = authors_out = body_blocks_in = body_blocks_out = Identity()
    images_in = images_out = quotes_in = quotes_out = Identity()
    links_in = links_out = related_links_in = related_links_out = Identity()
    rights_in = extraction_in = revision_in = dedup_in = provenance_in = Identity()

    def __init__(self, item: ArticleItem, response: TextResponse | None = None) -> None:
        self._response = response
        self._selector: Selector | None = None
        self._body = item.body
        super().__init__(item=item, selector=None, response=None)

    @property
    def selector(self) -> Selector | None:
        """The page for ``add_css`` and its like, parsed when first asked for; None without a response."""
        if self._selector is None and self._response is not None:
            self._selector = self._response.selector
        return self._selector

    @selector.setter
    def selector(self, value: Selector | None) -> None:
        self._selector = value

    def load_item(self) -> ArticleItem:
        """Return the item; where the body was replaced, what points into it is made anew."""
        item: ArticleItem = super().load_item()
        if item.body != self._body:
            _point_into(item)
        return item


def _point_into(item: ArticleItem) -> None:
    """Make blocks, quotes and word count from a replaced body; its links lose their offsets."""
    body = item.body or ""
    item.body_blocks = [
        {"kind": "paragraph", "char_start": m.start(), "char_end": m.end()}
        for m in re.finditer(r"[^\n]+(?:\n[^\n]+)*", body)
    ]
    item.quotes = [asdict(quote) for quote in extract_quotes(body, item.language)]
    item.word_count = len(re.findall(r"\w+", body))
    item.completeness = "unknown" if body else "none"
    item.links = [link | {"char_start": None, "char_end": None} for link in item.links]
