"""What a run has learnt of a site's addresses: which forms lead nowhere, and which parameters mean nothing.

A calendar goes on for ever, a shop's filters multiply, a session number makes every link new. None of them can be told
from its address alone; all of them show by what their pages bring.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from newsspider.text.lexicon import words
from newsspider.text.urls import url_key

FRUITLESS_PAGES = 40  # pages of one form, one after the other, none of them an article that was not archived
FRUITLESS_LISTS = 20  # lists of one form, one after the other, none with an address that was not known
CERTAIN = 2  # times that a parameter made no difference, before it is left out
# Those a person, or a feed, names are fetched whatever was learnt.
_NAMED = frozenset({"list", "feed", "sitemap", "recheck"})
_DIGITS = re.compile(r"\d+")


class Worth:
    """Kept in memory, for one run."""

    def __init__(self) -> None:
        self._fruitless: Counter[str] = Counter()
        self._of_days: dict[str, set[bool]] = {}
        self._noise: Counter[tuple[str, str]] = (
            Counter()
        )  # by host and parameter, how often it made no difference

    def note(self, url: str, kind: str, *, fruitful: bool) -> None:
        """Remember whether a page of *kind* at *url* brought anything."""
        form = _form(url, kind)
        self._fruitless[form] = 0 if fruitful else self._fruitless[form] + 1

    def read(self, origin: str | None, *, taken: bool) -> None:
        """Remember of a page found at *origin* whether it was of the days asked for."""
        if origin:
            self._of_days.setdefault(origin, set()).add(taken)

    def past(self, origin: str | None) -> bool:
        """Return whether all pages found at *origin* that were read were of other days than those asked for."""
        return self._of_days.get(origin or "") == {False}

    def hopeless(self, url: str, kind: str, via: str) -> bool:
        """Return whether pages such as this one have brought nothing for so long that no more are fetched."""
        limit = {"page": FRUITLESS_PAGES, "index": FRUITLESS_LISTS}.get(kind)
        if limit is None or (kind == "page" and via in _NAMED):
            return False
        return self._fruitless[_form(url, kind)] >= limit

    def same(self, url: str, other: str) -> None:
        """Learn that two addresses gave one article: where they differ in parameters alone, these mean nothing there.

        Those that name the article in common software are not believed to: a wrong number may show the newest one.
        """
        one, two = urlsplit(url), urlsplit(other)
        if (one.netloc, one.path) != (two.netloc, two.path):
            return
        mine, theirs = (dict(parse_qsl(parts.query, keep_blank_values=True)) for parts in (one, two))
        differing = {name for name in mine.keys() | theirs.keys() if mine.get(name) != theirs.get(name)}
        self._noise.update((one.netloc, name) for name in differing - _naming())

    def plain(self, url: str) -> str:
        """Return the address of an article without the parameters that mean nothing on its host."""
        address, mark, query = url.partition("?")
        if not mark or not self._noise:
            return url
        site = urlsplit(url).netloc
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(name, value) for name, value in pairs if self._noise[site, name] < CERTAIN]
        if len(kept) == len(pairs):
            return url
        return f"{address}?{urlencode(kept)}" if kept else address


@cache
def _naming() -> frozenset[str]:
    return frozenset(words("addresses", "article"))


def _form(url: str, kind: str) -> str:
    """What addresses made by one program share: host, first folder, names of parameters."""
    address, _, query = url_key(url).partition("?")
    host, *folders = address.split("/")
    names = sorted({name for name, _ in parse_qsl(query, keep_blank_values=True)})
    first = _DIGITS.sub("0", folders[0]) if len(folders) > 1 else ""
    return " ".join((kind, host, first, *names))
