"""How a page writes its dates: in which language, and with the day or the month first."""

from __future__ import annotations

from newsspider.fields.language import declared
from newsspider.page.page import Page
from newsspider.text.urls import host

# Countries that write the month first, and those that write English and the day first, by the host's ending.
_MONTH_FIRST = (".us", ".gov", ".mil", ".ph")
_DAY_FIRST = (".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng", ".ke", ".gh", ".sg", ".my", ".pk", ".bd")


def language_of(page: Page) -> str | None:
    """Return the language whose month names are tried first, as a BCP 47 tag; None where unknown."""
    return declared(page) or (page.site.language if page.site else None)


def day_first(page: Page) -> bool:
    """Return whether 3/4/2020 is 3 April on this page: as the site's rule says; without one, everywhere but on American
    pages in English. Those who write the year first (2020/4/3) write the month before the day, so where they leave the
    year to the end too."""
    return page.once(_day_first)


def _day_first(page: Page) -> bool:
    if page.site and page.site.date_order:
        return page.site.date_order == "dmy"
    language = (language_of(page) or "").lower()
    name = host(page.url)
    if name.endswith(_MONTH_FIRST):
        return False
    return name.endswith(_DAY_FIRST) or language not in {"en", "en-us"}
