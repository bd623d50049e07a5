"""Ways to spoil a page. Each takes bytes and a source of chance, and returns bytes; the same seed gives the same page."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_TAG = re.compile(rb"<[a-zA-Z/][^<>]{0,2000}>")
_VALUE = re.compile(rb'="([^"<>]{0,400})"')
_NUMBER = re.compile(rb"\d+")
_NAMES = (
    b"div",
    b"p",
    b"a",
    b"b",
    b"span",
    b"table",
    b"td",
    b"li",
    b"ul",
    b"section",
    b"font",
    b"h2",
    b"select",
    b"svg",
)
_CHARSETS = (
    "windows-1251",
    "windows-1252",
    "utf-16",
    "utf-16-be",
    "shift_jis",
    "gb18030",
    "iso-2022-jp",
    "koi8-r",
    "utf-7",
)
_ODD_CHARACTERS = (
    *(b"\x00", b"\x08", b"\x0b", b"\x1f", b"\x7f", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf"),
    *(
        b"\xef\xbf\xbe",
        b"\xef\xbf\xbf",
        b"\xf4\x90\x80\x80",
        b"\xf0\x9f",
        "\u202e\u200b\ufeff\u0300".encode(),
    ),
    *(
        b"&#0;",
        b"&#xD800;",
        b"&#xDFFF;",
        b"&#x110000;",
        b"&#65535;",
        b"&#99999999999999999999;",
        b"&nbsp",
        b"&;",
        b"&#x;",
    ),
)
_ODD_VALUES = (
    *(
        b"",
        b" ",
        b"http://[",
        b"http://[::1",
        b"//",
        b"http://",
        b"?",
        b"#",
        b"javascript:x",
        b"http://a:99999999/",
    ),
    *(
        b"http://\xff/",
        b"%ff%",
        b"http://xn--a/",
        b"9999-99-99T99:99:99Z",
        b"0000-00-00",
        b"2026-13-45",
        b"1e999",
        b"-1",
    ),
    *(
        b"{{x}}",
        b"\xed\xa0\x80",
        b"\x00",
        b"x" * 5000,
        b"http://a.example/" + b"a-" * 3000,
        b"&#xD800;",
        b"1" * 5000,
    ),
)
_ODD_JSON = (
    *(
        b"[" * 50_000,
        b'{"a":' * 50_000,
        b'{"@type":"NewsArticle"',
        b'{"@type":["NewsArticle",null,1,{}],"headline":7}',
    ),
    *(
        b'{"@type":"NewsArticle","headline":"\\ud800","articleBody":"\\udfff' + b"x" * 500 + b'"}',
        b"NaN",
        b"null",
        b"[[[]]]",
    ),
    *(
        b'{"@type":"NewsArticle","author":{"author":{"name":[{"name":[]}]}},"datePublished":1e400}',
        b"1" * 10_000,
    ),
    *(
        b'{"@graph":{"@graph":[{"@type":"NewsArticle","datePublished":{},"image":[[["x"]]],"wordCount":-1}]}}',
        b"\xff\xfe",
    ),
    *(
        b'{"@type":"NewsArticle","isAccessibleForFree":{"a":1},"hasPart":[1,null,[]],"articleSection":[{}],"keywords":{}}',
    ),
)


def flip_bytes(html: bytes, rng: Random) -> bytes:
    """Change some bytes into any others."""
    spoiled = bytearray(html)
    for _ in range(rng.choice((1, 5, 50, 500))):
        spoiled[rng.randrange(len(spoiled))] = rng.randrange(256)
    return bytes(spoiled)


def cut(html: bytes, rng: Random) -> bytes:
    """End the page early, or take a piece out of it."""
    start = rng.randrange(len(html))
    return html[:start] if rng.random() < 0.5 else html[:start] + html[start + rng.randrange(3000) :]


def repeat(html: bytes, rng: Random) -> bytes:
    """Print a piece of the page many times."""
    start = rng.randrange(len(html))
    piece = html[start : start + rng.choice((1, 10, 200, 3000))]
    return (
        html[:start]
        + piece * min(rng.choice((2, 20, 500, 20_000)), 1 + 2_000_000 // len(piece))
        + html[start:]
    )


def duplicate_tags(html: bytes, rng: Random) -> bytes:
    """Print some tags twice."""
    return _TAG.sub(lambda m: m[0] * (2 if rng.random() < 0.05 else 1), html)


def drop_tags(html: bytes, rng: Random) -> bytes:
    """Leave some tags out."""
    return _TAG.sub(lambda m: b"" if rng.random() < 0.1 else m[0], html)


def swap_tags(html: bytes, rng: Random) -> bytes:
    """Print some tags in each other's places."""
    tags = [m[0] for m in _TAG.finditer(html)] or [b""]
    return _TAG.sub(lambda m: rng.choice(tags) if rng.random() < 0.05 else m[0], html)


def nest(html: bytes, rng: Random) -> bytes:
    """Open an element many times, and close some of them."""
    name, count = rng.choice(_NAMES), rng.choice((50, 300, 3000, 50_000))
    start = _between_tags(html, rng)
    closed = rng.choice((0, count, 2 * count))
    return html[:start] + b"<%b>" % name * count + html[start:] + b"</%b>" % name * closed


def many_attributes(html: bytes, rng: Random) -> bytes:
    """Give one tag many attributes, alike or not."""
    count = rng.choice((10, 1000, 20_000, 80_000))
    alike = rng.random() < 0.3
    given = b" ".join(
        b"a=1" if alike else b"a%d%b" % (i, rng.choice((b"", b"=1", b'=">"'))) for i in range(count)
    )
    start = _between_tags(html, rng)
    return html[:start] + b"<%b %b>" % (rng.choice(_NAMES), given) + html[start:]


def huge_attribute(html: bytes, rng: Random) -> bytes:
    """Give one tag an attribute of up to three megabytes."""
    value = rng.choice((b"x", b"a b ", b"A-", b"\xd0\xb9", b"&amp;", b"td_module ", b"{")) * rng.choice(
        (1000, 700_000)
    )
    name = rng.choice(
        (b"class", b"id", b"href", b"style", b"content", b"datetime", b"title", b"alt", b"src", b"srcset")
    )
    start = _between_tags(html, rng)
    return html[:start] + b'<%b %b="%b">' % (rng.choice(_NAMES), name, value) + html[start:]


def odd_values(html: bytes, rng: Random) -> bytes:
    """Change the values of some attributes."""
    return _VALUE.sub(lambda m: b'="%b"' % rng.choice(_ODD_VALUES) if rng.random() < 0.05 else m[0], html)


def odd_numbers(html: bytes, rng: Random) -> bytes:
    """Change some numbers, those of dates among them."""
    odd = (b"0", b"99", b"999999999", b"-7", b"00", b"13")
    return _NUMBER.sub(lambda m: rng.choice(odd) if rng.random() < 0.2 else m[0], html)


def odd_characters(html: bytes, rng: Random) -> bytes:
    """Print characters that are none: nulls, surrogates, cut sequences, references to nothing."""
    for _ in range(rng.choice((1, 10, 200))):
        start = rng.randrange(len(html))
        html = html[:start] + rng.choice(_ODD_CHARACTERS) + html[start:]
    return html


def other_charset(html: bytes, rng: Random) -> bytes:
    """Encode the page otherwise than it says, or say so otherwise than it is."""
    name = rng.choice(_CHARSETS)
    if rng.random() < 0.5:
        return html.decode("utf-8", "replace").encode(name, "replace")
    return re.sub(rb"(?i)charset=[\"']?utf-8", b"charset=" + name.encode(), html)


def odd_json(html: bytes, rng: Random) -> bytes:
    """Put in JSON-LD that is broken, deep, or not what it says; or break the page's own."""
    mark = b"application/ld+json"
    if rng.random() < 0.4 and mark in html:
        start = html.index(mark)
        return html[:start] + flip_bytes(html[start : start + 3000], rng) + html[start + 3000 :]
    start = _between_tags(html, rng)
    return html[:start] + b'<script type="%b">%b</script>' % (mark, rng.choice(_ODD_JSON)) + html[start:]


def unclosed(html: bytes, rng: Random) -> bytes:
    """Open what swallows all that follows."""
    opening = rng.choice(
        (
            b"<!--",
            b"<script>",
            b"<style>",
            b"<title>",
            b"<textarea>",
            b"<![CDATA[",
            b"<?php",
            b'<a href="',
            b"<",
            b"<!",
        )
    )
    start = rng.randrange(len(html))
    return html[:start] + opening * rng.choice((1, 1, 1000)) + html[start:]


def noise(html: bytes, rng: Random) -> bytes:
    """Print one character or entity very often."""
    piece = rng.choice(
        (
            b"&",
            b"<",
            b">",
            b"'",
            b'"',
            b"\xc2\xab",
            b" ",
            b"\n",
            b"|",
            b"(",
            b". ",
            b"-",
            b"&amp;",
            b"\xe2\x80\x94 ",
            b"A ",
        )
    )
    start = rng.randrange(len(html))
    return html[:start] + piece * rng.choice((1000, 100_000)) + html[start:]


def _between_tags(html: bytes, rng: Random) -> int:
    """Return a place right before a tag, 0 where there is none."""
    return html.rfind(b"<", 0, rng.randrange(len(html)) + 1) if b"<" in html[:1] else 0


MUTATIONS: tuple[Mutation, ...] = (
    *(
        flip_bytes,
        cut,
        repeat,
        duplicate_tags,
        drop_tags,
        swap_tags,
        nest,
        many_attributes,
        huge_attribute,
        odd_values,
    ),
    *(odd_numbers, odd_characters, other_charset, odd_json, unclosed, noise),
)


def mutated(html: bytes, rng: Random) -> tuple[bytes, list[str]]:
    """Return *html* after one to four mutations, and their names."""
    chosen = [rng.choice(MUTATIONS) for _ in range(rng.choice((1, 1, 2, 4)))]
    for mutation in chosen:
        html = mutation(html or b" ", rng)[:4_000_000]
    return html, [mutation.__name__ for mutation in chosen]
