"""Parameters of an address that never choose the article: those of trackers, of sessions, of other forms of one page.

Which they are is data, ``lexicon/tracking.toml``: for every site, and under ``[site."example.org"]`` what one site does
otherwise.
"""

from __future__ import annotations

from functools import cache, lru_cache

from newsspider.text.lexicon import load, words


def is_tracking(name: str, host: str) -> bool:
    """Return whether parameter *name* on *host* (lower case, "" where unknown) says only who came from where."""
    low = name.lower()
    kept, ignored = site_parameters(host)
    if low in kept:
        return False
    return low in ignored or low in names("exact") or low.startswith(words("tracking", "prefix"))


def is_variant(name: str, value: str, host: str) -> bool:
    """Return whether ``name=value`` on *host* only switches to another form of the page (AMP, print, a list that it
    was reached from)."""
    low = name.lower()
    if low in site_parameters(host)[0]:
        return False
    return low in names("form") or f"{low}={value.lower()}" in names("pair")


@lru_cache(maxsize=256)
def site_parameters(host: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the parameters that *host*'s site keeps and those it ignores, beside what holds for every site."""
    table: dict[str, dict[str, list[str]]] = load("tracking")["site"]
    labels = host.partition(":")[0].split(".")
    name = next((end for n in range(len(labels)) if (end := ".".join(labels[n:])) in table), "")
    found = table.get(name, {})
    kept, ignored = (frozenset(word.lower() for word in found.get(key, ())) for key in ("keep", "ignore"))
    return kept, ignored


@cache
def names(table: str) -> frozenset[str]:
    """Return the words of one *table* of ``tracking.toml`` in lower case."""
    return frozenset(word.lower() for word in words("tracking", table))
