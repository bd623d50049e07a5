from __future__ import annotations

import gzip
import random
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.settings import Settings

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused
from newsspider.crawl.unpack import UnpackMiddleware, unpacked

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

NOISE = random.Random(3).randbytes(200_000)
PAGE = b"<html><p>" + b"all kinds of words " * 9000
PACKS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress,
    "zstd": zstd.compress}  # fmt: skip


@pytest.mark.parametrize("coding", PACKS)
@pytest.mark.parametrize("body", [PAGE, NOISE, b"x"], ids=["page", "noise", "letter"])
def test_what_was_packed_comes_out(coding: str, body: bytes) -> None:
    assert unpacked(PACKS[coding](body), [coding], 1_000_000) == body


@pytest.mark.parametrize("coding", PACKS)
@pytest.mark.parametrize("missing", [1, 3, 100, 100_000])
def test_what_was_cut_is_refused_or_told_to_be_cut(coding: str, missing: int) -> None:
    cut = PACKS[coding](NOISE)[:-missing]
    with pytest.raises(Refused, match=coding) as refused:
        unpacked(cut, [coding], 0)
    assert refused.value.cause is Cause.DECODE
    found = unpacked(cut, [coding], 0, whole=False)
    assert NOISE.startswith(found)


@pytest.mark.parametrize("coding", PACKS)
def test_bombs_are_refused_at_the_limit(coding: str) -> None:
    with pytest.raises(Refused) as refused:
        unpacked(PACKS[coding](bytes(3_000_000)), [coding], 2_999_999)
    assert refused.value.cause is Cause.TOO_LARGE


def test_several_codings_and_frames() -> None:
    assert unpacked(brotli.compress(gzip.compress(PAGE)), ["gzip", "br"], 0) == PAGE
    assert unpacked(gzip.compress(PAGE) + gzip.compress(b"more") + b"\0" * 9, ["gzip"], 0) == PAGE + b"more"
    assert unpacked(zstd.compress(PAGE) + zstd.compress(b"more"), ["zstd"], 0) == PAGE + b"more"
    with pytest.raises(Refused, match="packed 4 times"):
        unpacked(PAGE, ["gzip"] * 4, 0)


def test_names_that_say_nothing() -> None:
    for coding in (*PACKS, "identity", "utf-8", "rot13"):
        assert unpacked(PAGE, [coding], 0) == PAGE
    with pytest.raises(Refused, match="'rot13' is not known"):
        unpacked(NOISE, ["rot13"], 0)


def test_the_response_is_that_of_the_plain_body() -> None:
    middleware = UnpackMiddleware(Settings({"DOWNLOAD_MAXSIZE": 1_000_000}))
    request = Request("http://a.example/")
    middleware.process_request(request)
    assert request.headers["Accept-Encoding"] == b"gzip, deflate, br, zstd"
    headers = {"Content-Encoding": "GZIP", "Content-Type": "text/html"}
    plain = middleware.process_response(
        request, Response(request.url, headers=headers, body=gzip.compress(PAGE))
    )
    assert isinstance(plain, HtmlResponse)
    assert (plain.body, plain.headers.get("Content-Encoding")) == (PAGE, None)
    small = Request("http://a.example/", meta={"download_maxsize": 1000})
    with pytest.raises(Refused):
        middleware.process_response(small, Response(request.url, headers=headers, body=gzip.compress(PAGE)))
    whole = Response(request.url, headers={"Content-Type": "text/html"}, body=PAGE)
    assert middleware.process_response(request, whole) is whole
