"""How much of one site a run takes: pages, bytes and seconds."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Self

from scrapy.settings import BaseSettings

from newsspider.crawl.tally import Tally


@dataclass(slots=True)
class Budget:
    """What a run may take of each site: *pages*: responses; *size*: bytes of their bodies; *seconds*: since the
    site's first request."""

    pages: int
    size: int
    seconds: float
    _began: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """Return the budget the settings give every site."""
        return cls(
            settings.getint("NEWSSPIDER_SITE_PAGES"),
            settings.getint("NEWSSPIDER_SITE_BYTES"),
            settings.getfloat("NEWSSPIDER_SITE_SECONDS"),
        )

    def spent(self, site: str, tally: Tally) -> bool:
        """Return whether *site* has had all of it; its seconds count from the first time this is asked."""
        counts = tally.site(site)
        since = time.monotonic() - self._began.setdefault(site, time.monotonic())
        return counts.pages >= self.pages or counts.bytes >= self.size or since > self.seconds
