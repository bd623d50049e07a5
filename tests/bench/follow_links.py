"""What one writes with Scrapy alone: a spider that follows every link of a site, for the other environment.

``scrapy runspider follow_links.py -a url=HOME [-a extract=1] -O FILE.jsonl``; with ``extract``, trafilatura reads each
article. An article has a day in its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy.http import Response
from scrapy.linkextractors import LinkExtractor

ARTICLE = re.compile(r"/\d{4}/\d\d/\d\d/")


class FollowLinks(scrapy.Spider):
    """Yields an item for each article."""

    name = "follow-links"

    def __init__(self, url: str, extract: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.start_urls = [url]
        self.extract = bool(extract)
        self.links = LinkExtractor(allow=re.escape(url))

    def parse(self, response: Response) -> Iterator[Any]:
        """Follow all links; read an article."""
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url)
        if ARTICLE.search(response.url):
            yield {"url": response.url, **(self.read(response) if self.extract else {})}

    @staticmethod
    def read(response: Response) -> dict[str, Any]:
        """Return text and metadata as trafilatura has them."""
        from trafilatura import bare_extraction

        found = bare_extraction(response.body, url=response.url, include_comments=False, with_metadata=True)
        names = ("title", "author", "date", "sitename", "description", "text")
        return {name: getattr(found, name) for name in names} if found else {}
