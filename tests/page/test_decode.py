"""The encoding that comes out is the one the bytes are in, whatever labels say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsspider.page.charsets import CODECS, whatwg_name
from newsspider.page.decode import decode

CYRILLIC = (
    "<p>Рада ухвалила рішення про міст. Жители города получили новый парк, сказал мэр Иван Петров.</p>\n" * 4
)
FRENCH = (
    "<p>L’été dernier, la mairie de Sèvres a décidé : « Ça suffit ! », où qu’on aille, dès août.</p>\n" * 4
)
CZECH = (
    "<p>Příští týden začne oprava mostu přes řeku, řekla starostka Šárka Dvořáková. Město žádá o trpělivost.</p>\n"
    * 4
)


def meta(label: str, text: str) -> str:
    return f'<html><head><meta charset="{label}"><title>t</title></head><body>{text}</body></html>'


@pytest.mark.parametrize(
    "header", [None, "text/html", "text/html; charset=utf-8", "text/html;charset=ISO-8859-1"]
)
@pytest.mark.parametrize(
    "codec", ["cp1251", "koi8-u", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_cyrillic_under_any_label(codec: str, header: str | None) -> None:
    assert decode(CYRILLIC.encode(codec, "replace"), header).text == CYRILLIC.encode(codec, "replace").decode(
        codec
    )


def test_valid_utf_8_is_utf_8_whatever_the_labels_say() -> None:
    decoded = decode(meta("windows-1251", CYRILLIC).encode(), "text/html; charset=iso-8859-1")
    assert (decoded.charset, decoded.source, decoded.warnings) == (
        "utf-8",
        "detected",
        ("charset-mislabelled",),
    )
    assert CYRILLIC in decoded.text


def test_the_label_that_agrees_is_the_source() -> None:
    html = meta("utf-8", FRENCH).encode()
    assert decode(html, "text/html; charset=UTF-8").source == "header"
    assert decode(html, None).source == "meta"
    mixed = decode(html, "text/html; charset=iso-8859-1")
    assert (mixed.source, mixed.warnings) == ("meta", ("charset-mislabelled",))


def test_header_and_meta_that_differ_are_both_tried() -> None:
    html = meta("windows-1251", CYRILLIC).encode("cp1251")
    decoded = decode(html, "text/html; charset=utf-8")
    assert (decoded.charset, decoded.source) == ("windows-1251", "meta")
    assert "charset-mislabelled" in decoded.warnings


def test_latin_1_is_read_as_windows_1252() -> None:
    decoded = decode(meta("iso-8859-1", FRENCH).encode("cp1252"), None)
    assert (decoded.charset, decoded.source, decoded.warnings) == ("windows-1252", "meta", ())
    assert "« Ça suffit ! »" in decoded.text


def test_central_european_label_is_believed() -> None:
    for codec, name in (("cp1250", "windows-1250"), ("iso8859-2", "iso-8859-2")):
        decoded = decode(meta(name, CZECH).encode(codec), None)
        assert decoded.charset == name
        assert CZECH in decoded.text


def test_case_swapped_cyrillic_is_not_believed() -> None:
    decoded = decode(meta("koi8-r", CYRILLIC).encode("cp1251", "replace"), "text/html; charset=koi8-r")
    assert decoded.charset == "windows-1251"


def test_meta_far_behind_the_start_is_found() -> None:
    html = f"<html><head><style>{'a{color:red}' * 400}</style><META CHARSET='windows-1252'></head>{FRENCH}"
    assert decode(html.encode("cp1252"), None).source == "meta"


def test_http_equiv_and_xml_declaration() -> None:
    equiv = f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">{CYRILLIC}'
    assert decode(equiv.encode("cp1251", "replace"), None).source == "meta"
    xml = f'<?xml version="1.0" encoding="windows-1251"?><html>{CYRILLIC}</html>'
    assert decode(xml.encode("cp1251", "replace"), None).charset == "windows-1251"


def test_a_script_with_a_charset_is_no_label() -> None:
    html = f'<script src="a.js" charset="windows-1251"></script>{FRENCH}'
    assert decode(html.encode("cp1252"), None).charset == "windows-1252"


def test_a_configured_charset_comes_first() -> None:
    decoded = decode(FRENCH.encode("cp1252"), "text/html; charset=koi8-r", "latin1")
    assert (decoded.charset, decoded.source) == ("windows-1252", "configured")


def test_a_few_broken_bytes_leave_it_utf_8() -> None:
    html = meta("utf-8", FRENCH * 20).encode() + b"\xe2\x80"
    decoded = decode(html, None)
    assert (decoded.charset, decoded.warnings) == ("utf-8", ("undecodable-bytes",))
    assert decoded.text.endswith("�")


def test_utf_8_encoded_twice_is_mended() -> None:
    decoded = decode(FRENCH.encode().decode("cp1252").encode(), None)
    assert decoded.text == FRENCH
    assert decoded.warnings == ("double-encoded",)


def test_a_page_about_such_text_is_left_alone() -> None:
    text = FRENCH + "<p>On lisait « Ã© » au lieu de « é », puis « Ã¨ » et « Ã§ ».</p>"
    assert decode(text.encode(), None).text == text
    portuguese = "<p>IRMÃ, AMANHÃ E MANHÃ: NÃO HÁ PÃO NEM LIMÃO, DISSE A MÃE À AVÓ.</p>"
    assert decode(portuguese.encode(), None).text == portuguese


def test_japanese_escapes() -> None:
    text = "<p>市長は新しい橋について話しました。</p>" * 5
    decoded = decode(text.encode("iso2022_jp"), None)
    assert (decoded.text, decoded.charset) == (text, "iso-2022-jp")


def test_nothing_but_ascii_believes_the_first_label() -> None:
    assert decode(b"<p>plain</p>", "text/html; charset=windows-1251").charset == "windows-1251"
    assert decode(b"<p>plain</p>", None).source == "default"
    assert decode(b"<meta charset=utf-16>plain", None).charset == "utf-8"


def test_no_bytes() -> None:
    decoded = decode(b"", None)
    assert (decoded.text, decoded.charset, decoded.source, decoded.warnings) == ("", "utf-8", "default", ())


@given(
    st.binary(max_size=400),
    st.sampled_from([None, "", "charset=", "text/html; charset=utf-16", "charset=koi8-r"]),
)
def test_any_bytes_give_a_text(html: bytes, header: str | None) -> None:
    decoded = decode(html, header)
    assert decoded.charset in CODECS
    assert decoded.source in {"bom", "header", "meta", "detected", "default"}


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("UTF8", "utf-8"),
        (" 'Latin1' ", "windows-1252"),
        ("us-ascii", "windows-1252"),
        ("CP1251", "windows-1251"),
        ("win-1251", "windows-1251"),
        ("iso-8859-9", "windows-1254"),
        ("GB2312", "gbk"),
        ("x-sjis", "shift_jis"),
        ("ks_c_5601-1987", "euc-kr"),
        ("none", None),
        ("rot13", None),
        ("", None),
        ("a\x00b", None),
        ("x" * 200, None),
    ],
)
def test_labels(label: str, name: str | None) -> None:
    assert whatwg_name(label) == name


def test_every_name_has_a_codec() -> None:
    for name, codec in CODECS.items():
        assert whatwg_name(name) == name
        assert "a".encode(codec)


def test_bytes_that_are_the_text_in_utf_8_are_kept() -> None:
    for html in (b"<p>plain</p>", "<p>è</p>".encode()):
        assert decode(html, None).utf_8 == html
    twice = "<p>déjà là-bas près</p>".encode().decode("cp1252").encode()
    for html in (b"<p>\x1b$B</p>", "<p>è</p>".encode("cp1252"), b"\xef\xbb\xbf<p>x</p>", twice):
        assert decode(html, "text/html").utf_8 is None


def test_sixteen_million_bytes_are_read_and_no_more() -> None:
    assert len(decode(b"a" * 16_000_001, None).text) == 16_000_000
