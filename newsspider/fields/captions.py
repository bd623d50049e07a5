"""Caption and credit of an image, told apart."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from lxml import etree

from newsspider.text.lexicon import words
from newsspider.text.normalize import squeeze

_LEVELS = 6  # ancestors between an image and the figure it stands in
_LONGEST = 600  # characters of a caption
_LONGEST_IN_TABLE = 250
_LONGEST_CREDIT = 120
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\s*\Z")
_SIGN = re.compile(r"(?:©|\(c\)|℗)\s*(.{2,100})\Z", re.IGNORECASE)


def caption_and_credit(image: etree._Element) -> tuple[str | None, str | None]:
    """Return (caption, credit) of the figure *image* stands in, None for what it has not."""
    element = _caption(image)
    if element is None:
        return None, None
    whole = squeeze(" ".join(element.itertext()))
    if not whole or len(whole) > _LONGEST:
        return None, None
    marked = next((c for c in element.iterdescendants() if _is_credit(c)), None)
    credit = squeeze(" ".join(marked.itertext())) if marked is not None else ""
    if credit and credit in whole and len(credit) <= _LONGEST_CREDIT:
        return _text(whole.replace(credit, "")), _text(_without_word(credit))
    return _split(whole)


def _caption(image: etree._Element) -> etree._Element | None:
    for level, ancestor in enumerate(image.iterancestors()):
        if level == _LEVELS:
            return None
        if is_figure(ancestor):
            return next(
                (e for e in ancestor.iter() if _is_caption(e)), ancestor if ancestor.tag == "table" else None
            )
    return None


def is_figure(element: etree._Element) -> bool:
    """Whether *element* holds one picture and its caption: a figure, WordPress' old caption box, or a table of both."""
    if element.tag == "table":
        return (
            len(list(islice(element.iter("img"), 2))) == 1
            and len("".join(element.itertext())) <= _LONGEST_IN_TABLE
        )
    return element.tag == "figure" or "wp-caption" in (element.get("class") or "").split()


def _is_caption(element: etree._Element) -> bool:
    return element.tag == "figcaption" or "caption" in (element.get("class") or "").lower().split("-")[-1:][0]


def _is_credit(element: etree._Element) -> bool:
    name = (element.get("class") or "").lower()
    return bool(name) and any(word in name for word in words("images", "credit_class"))


def _split(whole: str) -> tuple[str | None, str | None]:
    """Split a caption at the credit it ends in: "(Photo: …)", "© …", "Foto: …"."""
    for pattern in (_SIGN, _opened(), _BRACKETS):
        found = pattern.search(whole)
        if not found or len(found[1]) > _LONGEST_CREDIT:
            continue
        if pattern is not _BRACKETS or _looks_credited(found[1]):
            return _text(whole[: found.start()]), _text(_without_word(found[1]))
    return _text(whole), None


def _looks_credited(inside: str) -> bool:
    """Whether words in closing brackets name a source: a credit word, a slash between names, capitals."""
    plain = inside.lower()
    return plain.startswith(words("images", "credit")) or "/" in inside or inside.isupper()


@cache
def _opened() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in words("images", "credit"))
    return re.compile(rf"(?:^|(?<=[\s.(\[|]))(?:{names})\s*[:/©]\s*(.{{2,100}}?)[)\]]?\Z", re.IGNORECASE)


def _without_word(credit: str) -> str:
    found = _opened().match(credit)
    return found[1] if found else credit


def _text(value: str) -> str | None:
    plain = value.strip(" -–—|·/©:").rstrip("([ ")
    if plain.endswith((")", "]")) and not any(mark in plain[1:] for mark in "(["):
        plain = plain.strip("()[] ")
    return plain or None
