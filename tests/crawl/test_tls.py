"""Certificates are looked at, and what is wrong with one is told; over IPv6 too."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from certificates import Authority
from fault_server import FaultServer, Peer, Send, head, page, serving
from site_server import ROOT, article, command, lines, title

ALLOWED = ("-s", "ALLOW_PRIVATE_HOSTS=127.0.0.0/8,::1/128", "-s", "DOWNLOAD_TIMEOUT=8")


def _good(seed: int) -> Send:
    return lambda peer: peer.write(page(article(seed)))


def _half(peer: Peer) -> None:
    body = article(9)
    peer.write(head("200 OK", f"Content-Length: {len(body)}") + body[:2000])


def _garbage(peer: Peer) -> None:
    peer.write(b"this is no TLS at all\r\n\r\n")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, dict[str, str]]:
    """What became of each article, by whether certificates are looked at: ``archived``, or its cause and why."""
    place = tmp_path_factory.mktemp("tls")
    authority = Authority(place)
    contexts = {
        "good": authority.context("127.0.2.1"),
        "expired": authority.context("127.0.2.2", days=-10),
        "of-another": authority.context("127.0.2.99"),
        "self-signed": authority.context("127.0.2.4", trusted=False),
        "cut": authority.context("127.0.2.5"),
    }
    servers = [
        FaultServer({"/2026": _good(n) if name != "cut" else _half}, f"127.0.2.{n}", context=context)
        for n, (name, context) in enumerate(contexts.items(), 1)
    ]
    plain = FaultServer({"/": _garbage, "/tls": _garbage}, "127.0.2.6")
    plain.url = plain.url.replace("http:", "https:")
    servers += [plain, FaultServer({"/2026": _good(7)}, "::1")]
    names = [*contexts, "plain", "six"]
    urls = "\n".join(f"{server.url}/2026/03/10/{name}/" for server, name in zip(servers, names, strict=True))
    (place / "urls.txt").write_text(urls)
    trusted = {**os.environ, "SSL_CERT_FILE": str(authority.file)}
    with serving(*servers):
        return {looked: _became(place, names, trusted, looked=looked) for looked in (True, False)}


def _became(place: Path, names: list[str], environment: dict[str, str], *, looked: bool) -> dict[str, str]:
    out = place / str(looked)
    told = ("-a", f"urls={place / 'urls.txt'}", "-a", f"out={out}", *ALLOWED)
    words = command("article", *told, *(() if looked else ("-s", "DOWNLOAD_VERIFY_CERTIFICATES=0")))
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, env=environment
    )
    assert "Traceback" not in done.stderr
    archived = {line["headline"] for line in lines(out)}
    became = {name: "archived" for n, name in enumerate(names, 1) if title(n) in archived}
    failed = [json.loads(line) for line in (out / "failures.jsonl").read_bytes().splitlines()]
    return became | {f["url"].split("/")[-2]: f"{f['cause']}: {f['message']}" for f in failed}


@pytest.mark.parametrize("name", ["good", "six"])
def test_a_good_certificate_and_ipv6_are_no_trouble(found: dict[bool, dict[str, str]], name: str) -> None:
    assert found[True][name] == "archived"


@pytest.mark.parametrize(
    ("name", "words"),
    [("expired", "has expired"), ("of-another", "of another host"), ("self-signed", "signed by nobody"), ("plain", "TLS")],
)  # fmt: skip
def test_a_bad_certificate_is_told(found: dict[bool, dict[str, str]], name: str, words: str) -> None:
    assert found[True][name].startswith("tls: ")
    assert words in found[True][name]


@pytest.mark.parametrize("name", ["expired", "of-another", "self-signed"])
def test_who_wants_to_takes_it_all_the_same(found: dict[bool, dict[str, str]], name: str) -> None:
    assert found[False][name] == "archived"


def test_what_tls_cuts_is_no_article(found: dict[bool, dict[str, str]]) -> None:
    assert found[True]["cut"].startswith("connect: ")
