"""What each element does to the block of text it stands in."""

from __future__ import annotations

# BORDER ends the block before and after the element, SKIPPED holds no text of the page; the others are
# transparent: their text joins the block.
BORDER, INLINE, LINK, BOLD, BREAK, SKIPPED = range(6)

_INLINE_TAGS = """
    abbr acronym bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q ruby s samp small
    span strike sub sup time tt u var wbr
"""
_SKIPPED_TAGS = """
    script style noscript template svg math iframe object embed canvas audio video map select option datalist
    textarea input button head meta link title base rp rt
"""

# Tag -> role; a tag that is not in it is a BORDER.
ROLES: dict[str, int] = {
    **dict.fromkeys(_INLINE_TAGS.split(), INLINE),
    **dict.fromkeys(_SKIPPED_TAGS.split(), SKIPPED),
    **dict.fromkeys(("b", "strong"), BOLD),
    "a": LINK,
    "br": BREAK,
}
# For readers without scripts.
ROLES_WITHOUT_SCRIPTS = {tag: role for tag, role in ROLES.items() if tag not in {"noscript", "template"}}
