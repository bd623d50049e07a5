"""The plain links of the body: what its running text refers to."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields.article_urls import looks_like_article
from newsspider.fields.body import Body
from newsspider.model import Link
from newsspider.page.page import Page
from newsspider.text.urls import article_id, registrable_domain, url_key, without_tracking

_TITLE = 25  # characters


def links(page: Page, body: Body) -> tuple[Link, ...]:
    """Return the links in the body's text, in order, with the offsets of their texts.

    Addresses are absolute, without tracking parameters and fragment. Left out: other schemes (``mailto:``,
    ``javascript:``), links to the page itself, links without text, and links that are all of a
    paragraph, as long as a title and to an address like an article's: those offer another article. () where
    the body holds none.
    """
    return tuple(_links(page, body))


def _links(page: Page, body: Body) -> Iterator[Link]:
    own, domain = url_key(page.url), registrable_domain(page.url)
    lines = {(b.char_start, b.char_end) for b in body.blocks if b.char_end - b.char_start >= _TITLE}
    for anchor in body.anchors:
        address = page.absolute(anchor.element.get("href"))
        span = anchor.char_start, anchor.char_end
        if address is None or span[1] <= span[0] or not body.text:
            continue
        url = without_tracking(address)
        key = url_key(url)
        if key != own and not (span in lines and looks_like_article(url)):
            internal = registrable_domain(url) == domain
            yield Link(url, body.text[span[0] : span[1]], *span, internal, article_id(key))
