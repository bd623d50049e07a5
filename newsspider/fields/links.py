"""The plain links of the body: what its running text refers to."""

from __future__ import annotations

from collections.abc import Iterator

from newsspider.fields.body import Body
from newsspider.model import Link
from newsspider.page.page import Page
from newsspider.text.urls import article_id, registrable_domain, url_key, without_tracking

_TITLE = 25  # characters


def links(page: Page, body: Body) -> tuple[Link, ...]:
    """Return the links in the body's text, in order, with the offsets of their texts.

    Addresses are absolute, without tracking parameters and fragment. Left out: other schemes (``mailto:``,
    ``javascript:``), links to the page itself, links without text, and links that are all of a paragraph and as
    long as a title: those offer another article. () where the body holds none.
    """
    return tuple(_links(page, body))


def _links(page: Page, body: Body) -> Iterator[Link]:
    own, domain = url_key(page.url), registrable_domain(page.url)
    lines = {(block.char_start, block.char_end) for block in body.blocks if block.kind != "table-row"}
    for anchor in body.anchors:
        if (anchor.char_start, anchor.char_end) in lines and anchor.char_end - anchor.char_start >= _TITLE:
            continue
        address = page.absolute(anchor.element.get("href"))
        if address is None or anchor.char_end <= anchor.char_start or not body.text:
            continue
        url = without_tracking(address)
        key = url_key(url)
        if key != own:
            text = body.text[anchor.char_start : anchor.char_end]
            internal = registrable_domain(url) == domain
            yield Link(url, text, anchor.char_start, anchor.char_end, internal, article_id(key))
