"""The reading of the body once more, with what the other fields know of its blocks."""

from __future__ import annotations

from dataclasses import replace

from newsspider.fields.company import company_notes
from newsspider.fields.foreign import foreign
from newsspider.fields.list_headings import list_headings
from newsspider.fields.repeats import repeats
from newsspider.page.page import Page
from newsspider.regions.decide import Reading

_REGIONS = {"byline": "byline"}


def corrected(page: Page, reading: Reading) -> Reading:
    """Return *reading* without body blocks that repeat others or are none of the article's text, and with the headings
    of its lists.

    A block so dropped has the reason ``repeat:copy``, ``foreign:clock`` and so on. What a site's own rule names is
    left as it is, and so is a body of which nothing would be left.
    """
    kept = [i for i, region in enumerate(reading.region) if region == "body"]
    if reading.method == "site-rule" or len(kept) < 2:
        return reading
    back = dict(list_headings(page.blocks, reading, kept))
    kept = sorted({*kept, *back})
    leads = [i for i, region in enumerate(reading.region) if region == "lead"]
    found = dict(repeats(page, kept, leads))
    for i, why in (*foreign(page, reading, kept), *company_notes(page.blocks, kept)):
        found.setdefault(i, why)
    if not (back or found) or len(found) == len(kept):
        return reading
    regions, reasons = list(reading.region), list(reading.reason)
    for i, why in back.items():
        regions[i], reasons[i] = "body", why
    for i, why in found.items():
        regions[i] = _REGIONS.get(why, "other")
        reasons[i] = why if ":" in why else f"foreign:{why}"
    return replace(reading, region=tuple(regions), reason=tuple(reasons))
