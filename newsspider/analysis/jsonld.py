"""An article as schema.org NewsArticle, in JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from newsspider.archive.files import article_files, read_articles


def news_article(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the NewsArticle of a record, without properties whose value is not known.

    ``datePublished`` is a day where no time is known, ``archivedAt`` the WARC file within the archive.
    ``isAccessibleForFree`` is said where access is free or paywalled, and nowhere else.
    """
    publisher = record["publisher"]
    mapped = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "identifier": record["id"],
        "url": record["url"],
        "headline": record["headline"],
        "alternativeHeadline": record["subheadline"],
        "description": record["summary"],
        "datePublished": record["published_at"] or record["published_date"],
        "dateModified": record["modified_at"] or record["modified_date"],
        "author": [_author(author) for author in record["authors"]],
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher} if publisher else None,
        "inLanguage": record["language"],
        "articleSection": record["section"],
        "keywords": record["keywords"],
        "image": [image["url"] for image in record["images"]],
        "isAccessibleForFree": {"free": True, "paywalled": False}.get(record["access"]),
        "wordCount": record["word_count"] or None,
        "version": record["revision"]["number"],
        "archivedAt": record["provenance"]["warc_file"],
        "articleBody": record["body"],
    }
    return {name: value for name, value in mapped.items() if value not in (None, [])}


def _author(author: Mapping[str, Any]) -> dict[str, Any]:
    person = {"@type": "Person", "name": author["name"], "url": author["url"]}
    return {name: value for name, value in person.items() if value is not None}


def encode_jsonld(record: Mapping[str, Any], *, indent: bool = False) -> bytes:
    """Return the NewsArticle of a record as JSON with its newline, fit to stand in a ``<script>`` as it is.

    No ``<``, ``>``, ``&``, U+2028 or U+2029 is in it: they are written as escapes.
    """
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    text = orjson.dumps(news_article(record), option=option).decode()
    return text.translate(_ESCAPES).encode()


_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def write_jsonld(path: Path, out: Path) -> None:
    """Write a line for each article of the archive at *path*, as its last revision has it, into the file *out*.

    Articles that are gone are left out. Reads the lines twice, and holds a number for each revised article.
    """
    files = article_files(path)
    last: dict[str, int] = {}
    for record in (record for file in files for record in read_articles(file)):
        if (number := record["revision"]["number"]) > 1:
            last[record["id"]] = max(number, last.get(record["id"], 1))
    with out.open("wb") as opened:
        for record in (record for file in files for record in read_articles(file)):
            revision = record["revision"]
            if revision["number"] == last.get(record["id"], 1) and revision["change"] != "gone":
                opened.write(encode_jsonld(record))
