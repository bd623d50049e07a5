"""Pages in many languages and encodings, rightly and wrongly labelled: the text comes out as it was written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsspider.page.charsets import whatwg_name
from newsspider.page.decode import decode
from newsspider.page.plausible import plausibility
from tests.page.paragraphs import SAMPLES

UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
CYRILLIC = ("windows-1251", "koi8-r", "koi8-u", "ibm866", "iso-8859-5", "x-mac-cyrillic")
CENTRAL = ("windows-1250", "iso-8859-2", "windows-1252")
_KOI8 = {"koi8-r", "koi8-u"}  # which differ in four letters of Ukrainian alone
EAST = ("gbk", "big5", "shift_jis", "euc-jp", "euc-kr")
WRITTEN = [(language, codec) for language, sample in SAMPLES.items() for codec in sample.encodings]
ALL = WRITTEN + [(language, codec) for language in SAMPLES for codec in UNICODE]


def page(text: str, label: str | None = None, filler: str = "") -> str:
    meta = f'<meta charset="{label}">' if label else ""
    return (
        f"<html><head>{filler}{meta}<title>News</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><p>{text}</p></article></body></html>"
    )


def label_of(codec: str) -> str:
    return whatwg_name("utf-16" if codec.startswith("utf-16") else codec) or codec


def siblings(codec: str) -> Iterator[str]:
    """Yield the other labels that pages in the writing of *codec* bear by mistake."""
    own = label_of(codec)
    for family in (CYRILLIC, CENTRAL, EAST):
        if own in family:
            yield from (label for label in family if label != own and {own, label} != _KOI8)


@pytest.mark.parametrize(("language", "codec"), ALL)
def test_text_is_right_however_it_is_labelled(language: str, codec: str) -> None:
    text, right = SAMPLES[language].text, label_of(codec)
    labelled = [
        (None, None),
        (right, None),
        (None, right),
        ("utf-8", right),
        ("iso-8859-1", right),
        (right, "utf-8"),
        ("iso-8859-1", None),
        (None, "utf-8"),
    ]
    for header, meta in labelled:
        html = page(text, meta)
        raw = html.encode(codec, "replace")
        content_type = f"text/html; charset={header}" if header else "text/html"
        assert decode(raw, content_type).text == raw.decode(codec), (header, meta)


@pytest.mark.parametrize(
    ("language", "codec", "label"),
    [(language, codec, label) for language, codec in WRITTEN for label in siblings(codec)],
)
def test_a_label_of_the_same_writing_is_seen_through(language: str, codec: str, label: str) -> None:
    raw = page(SAMPLES[language].text).encode(codec, "replace")
    decoded = decode(raw, f"text/html; charset={label}")
    assert decoded.text == raw.decode(codec)
    if decoded.charset != label:
        assert (decoded.source, decoded.warnings[0]) == ("detected", "charset-mislabelled")


@pytest.mark.parametrize(("language", "codec"), WRITTEN)
def test_a_meta_label_behind_long_styles_counts(language: str, codec: str) -> None:
    html = page(SAMPLES[language].text, label_of(codec), f"<style>{'a{color:red}' * 400}</style>")
    raw = html.encode(codec, "replace")
    decoded = decode(raw, None)
    assert (decoded.text, decoded.source) == (raw.decode(codec), "meta")


@pytest.mark.parametrize("language", SAMPLES)
def test_the_source_tells_what_decided(language: str) -> None:
    html = page(SAMPLES[language].text).encode()
    assert decode(html, "text/html; charset=utf-8").source == "header"
    assert decode(html, "text/html").source == "detected"
    assert decode(b"\xef\xbb\xbf" + html, None).source == "bom"
    assert decode(html, "text/html; charset=iso-8859-1").warnings == ("charset-mislabelled",)


@pytest.mark.parametrize("language", ["fr", "de", "es", "pt", "it"])
def test_utf_8_encoded_twice_comes_out_as_it_was(language: str) -> None:
    html = page(SAMPLES[language].text)
    decoded = decode(html.encode().decode("cp1252", "ignore").encode(), "text/html; charset=utf-8")
    assert "double-encoded" in decoded.warnings


@pytest.mark.parametrize("language", SAMPLES)
def test_right_text_is_plausible(language: str) -> None:
    assert plausibility(SAMPLES[language].text) >= 0.99


@pytest.mark.parametrize(
    ("language", "codec", "wrong"),
    [
        ("ru", "cp1251", "iso8859-5"),
        ("ru", "koi8-r", "cp866"),
        ("pl", "cp1250", "cp1252"),
        ("cs", "iso8859-2", "cp1250"),
        ("tr", "cp1254", "cp1252"),
        ("zh", "gbk", "big5"),
        ("ja", "euc_jp", "gbk"),
    ],
)
def test_misread_text_is_not(language: str, codec: str, wrong: str) -> None:
    assert plausibility(SAMPLES[language].text.encode(codec, "ignore").decode(wrong, "ignore")) < 0.95


def test_text_without_letters_beyond_ascii_is_plausible() -> None:
    assert plausibility("") == plausibility("The old bridge – it’s open…") == 1.0


def test_one_foreign_name_does_not_make_a_label_doubtful() -> None:
    text = "<p>The ministers met Škoda’s Günter Weiß at a café in Zürich.</p>" * 3
    decoded = decode(text.encode("cp1252"), "text/html; charset=iso-8859-1")
    assert (decoded.text, decoded.source) == (text, "header")
