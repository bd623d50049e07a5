"""Pages that send on by ``<meta http-equiv=refresh>`` are found without decoding all others."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response

from newsspider.crawl.redirects import Redirects, Refreshes
from newsspider.crawl.spiders.article import ArticleSpider

URL = "https://a.example/old"
PAGE = '<html><head><meta http-equiv="{}" content="0; url=/new"></head><body>Moved</body></html>'


@pytest.fixture
def crawler() -> Crawler:
    return Crawler(ArticleSpider, {"REDIRECT_MAX_TIMES": 6, "METAREFRESH_MAXDELAY": 5})


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
@pytest.mark.parametrize("name", ["refresh", "Refresh", "REFRESH"])
def test_a_page_that_refreshes_to_another_leads_there(crawler: Crawler, name: str, encoding: str) -> None:
    request = Request(URL, headers={"Referer": "https://a.example/"})
    page = HtmlResponse(URL, body=PAGE.format(name).encode(encoding), encoding=encoding, request=request)
    sent_on = Refreshes.from_crawler(crawler).process_response(request, page)
    assert isinstance(sent_on, Request)
    assert (sent_on.url, sent_on.headers.get("Referer")) == ("https://a.example/new", None)


def test_another_page_is_not_even_decoded(crawler: Crawler) -> None:
    page = HtmlResponse(URL, body=b"<html><p>Text" * 1000)
    assert Refreshes.from_crawler(crawler).process_response(Request(URL), page) is page
    assert page._cached_ubody is None


def test_a_server_that_sends_on_is_followed(crawler: Crawler) -> None:
    answer = Response(URL, status=301, headers={"Location": "/new"})
    sent_on = Redirects.from_crawler(crawler).process_response(Request(URL), answer)
    assert isinstance(sent_on, Request)
    assert sent_on.url == "https://a.example/new"
