from __future__ import annotations

import pytest

from newsspider.text.xml import harmless


@pytest.mark.parametrize(
    "declaration",
    [
        b"<!DOCTYPE rss>",
        b'<!DOCTYPE rss PUBLIC "-//x//y" "http://a.example/rss.dtd">',
        b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
        b'<!doctype x SYSTEM "x" [\n<!ELEMENT a ANY>\n] >',
    ],
)
def test_a_document_type_goes(declaration: bytes) -> None:
    assert (
        harmless(b"<?xml version='1.0'?>" + declaration + b"<rss>&a;</rss>", 999)
        == b"<?xml version='1.0'?><rss>&a;</rss>"
    )


def test_none_hides_in_utf_16() -> None:
    text = "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE x [<!ENTITY a 'é'>]><x>é</x>"
    assert harmless(text.encode("utf-16"), 999) == "<x>é</x>".encode()
    assert harmless(b"\xfe\xff" + text.encode("utf-16-be"), 999) == "<x>é</x>".encode()


def test_a_tag_without_end_is_not_parsed() -> None:
    assert harmless(b"<a " + b"b='c' " * 5000 + b"/>", 99_999) == b""
    long = b"<a>" + b"text " * 9000 + b"</a><![CDATA[" + b"text " * 9000 + b"]]>"
    assert harmless(long, 999_999) == long
    assert harmless(long, 10) == long[:10]
    assert harmless(b"", 10) == b""
