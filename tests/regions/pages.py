"""Invented pages for the tests of this room."""

from __future__ import annotations

from newsspider.page.page import Page
from newsspider.rules.site import Layout, Rules, SiteRule

SENTENCES = (
    "The old ferry left the harbour at seven, and nobody on the quay had expected it to come back.",
    "Its owner, who had bought it from the town for a single coin, said that the engine was sound.",
    "By noon the wind had turned, and the harbour master asked for the lights to be kept on.",
    "Two fishermen saw the boat near the point, where the current is strongest in this season.",
    "They towed it to the pier, while a small crowd stood in the rain and cheered for an hour.",
    "The council will decide next week whether the line is opened again before the summer.",
)
LINKS = "".join(f'<li><a href="/{n}">Another headline of some length, number {n}</a></li>' for n in range(8))


def article(*, main: str | None = None, head: str = "", before: str = "", after: str = "") -> str:
    """An article page with a menu, a sidebar and a footer; *main*: what stands under the headline."""
    paragraphs = "".join(f"<p>{s}</p>" for s in SENTENCES) if main is None else main
    return (
        f"<html><head><title>The ferry comes back - The Quay</title>{head}</head><body>"
        f'<header><nav class="main-menu"><ul>{LINKS}</ul></nav></header>'
        f'<main><article class="post"><h1>The ferry comes back</h1>{before}'
        f'<div class="entry-content">{paragraphs}</div>{after}</article></main>'
        f'<aside class="sidebar"><h3>Most read</h3><ul>{LINKS}</ul></aside>'
        '<footer class="site-footer"><p>© 2025 The Quay. All rights reserved.</p></footer></body></html>'
    )


def page(html: str, layout: Layout | None = None) -> Page:
    """A page of quay.example, with a rule for it where *layout* is given."""
    site = SiteRule("quay", hosts=("quay.example",), layouts=(layout,)) if layout else None
    rules = Rules(sites=(site,)) if site else Rules()
    return Page(html.encode(), "https://quay.example/ferry", {}, None, rules)
