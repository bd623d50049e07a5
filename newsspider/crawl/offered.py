"""What articles have offered lately: nearly all links of a page stand on the page before it, too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsspider.discover.found import Found
from newsspider.discover.links import site_key

MOST = 4096  # links remembered, some 1.5 MB; a page has a hundred


class Offered:
    """The links of articles that were looked at already, the last MOST of them."""

    def __init__(self) -> None:
        self._last: dict[tuple[str, str, object, str], None] = {}

    def fresh(self, links: Iterable[Found], site: str) -> Iterator[Found]:
        """Yield those not met lately on an article of *site*: what was wanted of the others is pushed."""
        for link in links:
            key = (site, link.via, link.source and site_key(link.source), link.url)
            if key not in self._last:
                self._last[key] = None
                if len(self._last) > MOST:
                    del self._last[next(iter(self._last))]
                yield link
