"""What a tool makes of a page: a worker that answers requests for pages, one JSON line each way.

Started by ``workers.Worker`` with the interpreter that has the tool: ``python tools.py TOOL``. A request is a page
(a gzip file) and its address; the answer holds the tool's prediction, its CPU in milliseconds and the process's
peak memory so far. Only the tool asked for is imported.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

WARM_UP = b"<html><body><article><h1>A bridge</h1><p>The town closes the bridge on Monday.</p></article></body></html>"
INLINE = {"a", "abbr", "b", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
          "strong", "sub", "sup", "time", "u"}  # fmt: skip
Prediction = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tool:
    """*read*: the call that is timed, of bytes and address. *shape*: makes a prediction of what it returned."""

    package: str
    read: Callable[[bytes, str], Any]
    shape: Callable[[Any], Prediction]


def lxml_parse(html: bytes, _url: str) -> Any:
    import lxml.html

    return lxml.html.document_fromstring(html)


def newsspider_all(html: bytes, url: str) -> Any:
    from newsspider import extract

    return extract(html, url).to_record()


def newsspider_body(html: bytes, url: str) -> Any:
    from newsspider.fields.body import body
    from newsspider.page.page import Page
    from newsspider.regions.decide import decide
    from newsspider.rules.load import builtin

    page = Page(html, url, {}, None, builtin())
    return body(page, decide(page))


def trafilatura(**options: bool) -> Callable[[bytes, str], Any]:
    def read(html: bytes, url: str) -> Any:
        from trafilatura import bare_extraction

        return bare_extraction(html, url=url, include_comments=False, with_metadata=True, **options)

    return read


def of_trafilatura(document: Any) -> Prediction:
    if document is None:
        return {}
    authors = [name.strip() for name in (document.author or "").split(";") if name.strip()]
    return {
        "body": document.text,
        "headline": document.title,
        "authors": authors,
        "published": document.date,
    }


def readability(html: bytes, url: str) -> Any:
    from readability import Document

    return html, Document(html, url=url).summary(html_partial=True)


def of_readability(found: tuple[bytes, str]) -> Prediction:
    from readability import Document

    html, summary = found
    return {"body": plain_text(summary), "headline": Document(html).short_title()}


def plain_text(markup: str) -> str:
    """Return the text of *markup* with a line for each block."""
    import lxml.html

    return "".join(pieces(lxml.html.fromstring(markup))) if markup.strip() else ""


def pieces(element: Any) -> Iterator[str]:
    """Yield the texts of *element*, with line feeds around each block."""
    border = "" if element.tag in INLINE else "\n"
    yield border
    if isinstance(element.tag, str):  # no comment
        yield element.text or ""
    for child in element:
        yield from pieces(child)
        yield child.tail or ""
    yield border


def newspaper(html: bytes, url: str) -> Any:
    from newspaper import Article
    from w3lib.encoding import html_to_unicode

    article = Article(url, fetch_images=False)
    article.download(input_html=html_to_unicode(None, html)[1])
    return article.parse()


def of_newspaper(article: Any) -> Prediction:
    return {
        "body": article.text,
        "headline": article.title,
        "authors": article.authors,
        "published": article.publish_date.isoformat() if article.publish_date else None,
    }


def nothing(_found: Any) -> Prediction:
    return {}


TOOLS = {
    "lxml": Tool("lxml", lxml_parse, nothing),
    "newsspider": Tool("newsspider", newsspider_all, dict),
    "newsspider, body": Tool("newsspider", newsspider_body, nothing),
    "trafilatura": Tool("trafilatura", trafilatura(), of_trafilatura),
    "trafilatura, precision": Tool("trafilatura", trafilatura(favor_precision=True), of_trafilatura),
    "trafilatura, fast": Tool("trafilatura", trafilatura(fast=True), of_trafilatura),
    "readability-lxml": Tool("readability-lxml", readability, of_readability),
    "newspaper4k": Tool("newspaper4k", newspaper, of_newspaper),
}


def answer(tool: Tool, path: str, url: str) -> dict[str, Any]:
    """Return the prediction of *tool* for one page; a tool that raises has made nothing of it."""
    with gzip.open(path) as file:
        html = file.read()
    start = time.process_time()
    try:
        found, error = tool.read(html, url), None
    except Exception as raised:  # noqa: BLE001 - a tool's failure on a page is a result
        found, error = None, " ".join(f"{type(raised).__name__}: {raised}".split())[:200]
    ms = (time.process_time() - start) * 1000
    prediction = {} if error else tool.shape(found)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux gives kB
    return {"prediction": prediction, "ms": ms, "error": error, "memory": memory}


def main() -> None:
    """Warm the tool up, tell its version, then answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="replace")
    os.dup2(2, 1)  # what a tool prints is no answer
    tool = TOOLS[sys.argv[1]]
    tool.read(WARM_UP, "https://example.org/a-bridge")
    print(json.dumps(version(tool.package)), file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(tool, *json.loads(line)), default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
