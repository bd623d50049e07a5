from __future__ import annotations

import asyncio
import gc
import gzip
import random
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused
from newsspider.crawl.flight import Flight
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
    middleware = UnpackMiddleware(1_000_000, Flight(1_000_000, 1_000_000))
    request = Request("http://a.example/")
    middleware.process_request(request)
    assert request.headers["Accept-Encoding"] == b"gzip, deflate, br, zstd"
    headers = {"Content-Encoding": "GZIP", "Content-Type": "text/html"}
    packed = Response(request.url, headers=headers, body=gzip.compress(PAGE))
    plain = asyncio.run(middleware.process_response(request, packed))
    assert isinstance(plain, HtmlResponse)
    assert (plain.body, plain.headers.get("Content-Encoding")) == (PAGE, None)
    small = Request("http://a.example/", meta={"download_maxsize": 1000})
    with pytest.raises(Refused):
        asyncio.run(middleware.process_response(small, packed))
    whole = Response(request.url, headers={"Content-Type": "text/html"}, body=PAGE)
    assert asyncio.run(middleware.process_response(request, whole)) is whole


def test_no_body_is_unpacked_while_those_before_it_wait_to_be_read() -> None:
    middleware = UnpackMiddleware(1_000_000, Flight(1_000_000, 10_000))
    request = Request("http://a.example/")
    packed = Response(request.url, headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE))

    async def three() -> None:
        first = await middleware.process_response(request, packed)
        waiting = asyncio.ensure_future(middleware.process_response(request, packed))
        await asyncio.sleep(0.2)
        assert not waiting.done()
        del first
        gc.collect()
        assert (await asyncio.wait_for(waiting, 1)).body == PAGE

    asyncio.run(three())


@pytest.mark.parametrize("coding", PACKS)
def test_of_a_robots_txt_the_beginning_is_enough(coding: str) -> None:
    bomb = PACKS[coding](b"Disallow: /x\n" * 500_000)
    assert unpacked(bomb, [coding], 26, rest=False) == b"Disallow: /x\n" * 2
    twice = PACKS[coding](bomb + NOISE)
    assert unpacked(twice, [coding, coding], 400, rest=False).startswith(b"Disallow: /x\n" * 2)
    with pytest.raises(Refused):
        unpacked(PACKS[coding](NOISE)[:-1000], [coding], 512_000, rest=False)


def test_a_server_may_ask_for_eight_megabytes_of_window_and_no_more() -> None:
    def packed(window: int) -> bytes:
        packer = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: window})
        return packer.compress(PAGE) + packer.compress(b"more") + packer.flush()

    assert unpacked(packed(23), ["zstd"], 0) == PAGE + b"more"
    with pytest.raises(Refused, match="zstd"):
        unpacked(packed(24), ["zstd"], 0)
