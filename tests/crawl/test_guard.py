from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from site_server import Answer, Site, crawl, failures, lines
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer

from newsspider.crawl.addresses import Allowed, is_public, literal
from newsspider.crawl.causes import Refused
from newsspider.crawl.guard import GuardedResolver, GuardMiddleware, refusal
from newsspider.errors import UsageError


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "10.0.0.1", "192.168.1.1", "172.16.0.1", "172.31.255.255", "169.254.169.254",
     "100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1",
     "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1%eth0",
     "fec0::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:7f00:1", "::127.0.0.1",
     "64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1", "2001::1",
     "2001:db8::1", "3fff::1", "100::1", "5f00::1", "courrier.example", ""],
)  # fmt: skip
def test_what_is_no_public_address(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "223.255.255.255", "2606:2800:21f::1", "2001:4860:4860::8888",
     "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"],
)  # fmt: skip
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("127.0.0.1.", "127.0.0.1"), ("LOCALHOST", "127.0.0.1"),
     ("a.localhost.", "127.0.0.1"), ("2130706433", "2130706433"), ("127.1", "127.1"), ("0x7f.1", "0x7f.1"),
     ("0177.0.0.1", "0177.0.0.1"), ("a.example", None), ("1.example", None), ("0xy.example", None), ("", None)],
)  # fmt: skip
def test_hosts_that_are_addresses(host: str, address: str | None) -> None:
    assert literal(host) == address
    assert not address or not is_public(address)


def test_the_list_of_what_is_allowed() -> None:
    some = Allowed.of(["Wiki.corp", " 127.0.0.1:8000 ", "[::1]", "[fd00::2]:80", "fd00::1", "10.0.0.0/8", ""])
    assert some.permits("wiki.CORP.", 443, "192.168.0.7")
    assert some.permits("127.0.0.1", 8000, "127.0.0.1")
    assert not some.permits("127.0.0.1", 8001, "127.0.0.1")
    assert some.permits("::1", 1, "::1")
    assert some.permits("fd00::2", 80, "fd00::2")
    assert not some.permits("fd00::2", 81, "fd00::2")
    assert some.permits("fd00::1", 81, "fd00::1")
    assert some.permits("any.example", 80, "10.1.2.3")
    assert not some.permits("any.example", 80, "192.168.0.7")
    assert not some.permits("127.1", 80, "127.1")
    assert Allowed().permits("any.example", 80, "93.184.215.14")


@pytest.mark.parametrize("entry", ["10.0.0.0/33", "a/b", "a.example:99999", "a.example:http", "[::1]:x"])
def test_a_mistake_in_the_list_is_told(entry: str) -> None:
    with pytest.raises(UsageError, match="ALLOW_PRIVATE_HOSTS="):
        Allowed.of([entry])
    ran = (
        crawl("news", "-a", "url=http://a.example/", "-s", f"ALLOW_PRIVATE_HOSTS={entry}")
        if entry == "a/b"
        else None
    )
    assert ran is None or (ran.code, ran.err.count("\n")) == (2, 1)


def test_requests_are_judged_as_they_name_their_host() -> None:
    guard = GuardMiddleware(Allowed.of(["127.0.0.1"]))
    assert guard.process_request(Request("http://127.0.0.1:8000/")) is None
    assert guard.process_request(Request("https://courrier.example/")) is None
    for host in ("127.0.0.2", "[::ffff:127.0.0.2]", "localhost", "0x7f.1", "169.254.169.254"):
        with pytest.raises(Refused, match="is a private address; list it in ALLOW_PRIVATE_HOSTS"):
            guard.process_request(Request(f"http://{host}/"))
    for url in ("http://:80/", "http:///x"):
        with pytest.raises(Refused, match="names no host"):
            guard.process_request(Request(url))
    for url in ("file:///etc/passwd", "data:text/html,x", "ftp://a.example/", "about:blank"):
        with pytest.raises(Refused, match=r"is not http"):
            guard.process_request(Request(url))


def test_a_password_is_not_asked_with() -> None:
    instead = GuardMiddleware(Allowed()).process_request(
        Request("http://ann:secret@a.example:81/x?y", meta={"a": 1})
    )
    assert instead is not None
    assert (instead.url, instead.meta["a"]) == ("http://a.example:81/x?y", 1)


@implementer(IHostnameResolver)
class Strangers:
    """A server of names that answers as it likes: one list after the other."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)

    def resolveHostName(self, receiver: Any, _name: str, port: int = 0, *_: Any, **__: Any) -> Any:  # noqa: N802
        receiver.resolutionBegan(self)
        for address in self.answers.pop(0) if self.answers else []:
            kind = IPv6Address if ":" in address else IPv4Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()
        return receiver


class Clock:
    """The part of a reactor that a resolver uses."""

    def __init__(self, resolver: object) -> None:
        self.nameResolver = resolver
        self.due: list[Callable[[], None]] = []

    def callLater(self, _seconds: float, call: Callable[[], None]) -> Clock:  # noqa: N802
        self.due.append(call)
        return self

    def active(self) -> bool:
        return bool(self.due)

    def cancel(self) -> None:
        self.due.clear()


class Receiver:
    def __init__(self) -> None:
        self.found: list[str] = []
        self.complete = 0

    def resolutionBegan(self, _: object) -> None:  # noqa: N802
        pass

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self.found.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        self.complete += 1


def _resolved(resolver: GuardedResolver, name: str) -> list[str]:
    receiver = Receiver()
    resolver.resolveHostName(receiver, name, 80)
    assert receiver.complete == 1
    return receiver.found


def test_of_all_answers_those_that_are_public_are_connected_to() -> None:
    mixed = ["2606:2800:21f::1", "10.0.0.1", "93.184.215.14", "fd00::1", "64:ff9b::7f00:1"]
    resolver = GuardedResolver(Clock(Strangers(mixed)), 100)
    assert _resolved(resolver, "mixed.example") == ["93.184.215.14", "2606:2800:21f::1"]


def test_a_name_that_leads_inside_is_refused_and_told() -> None:
    resolver = GuardedResolver(Clock(Strangers(["::1", "127.0.0.1"])), 100)
    assert _resolved(resolver, "inside.example") == []
    assert "inside.example is at ::1, a private address" in str(refusal("http://inside.example/x"))
    assert refusal("http://outside.example/") is None


def test_a_name_that_changes_its_mind_is_judged_by_each_answer() -> None:
    """Rebinding: what was checked is what is connected to, from the cache or not."""
    for size in (0, 100):
        resolver = GuardedResolver(Clock(Strangers(["93.184.215.14"], ["127.0.0.1"])), size)
        name = f"rebound-{size}.example"
        assert _resolved(resolver, name) == ["93.184.215.14"]
        assert _resolved(resolver, name) == (["93.184.215.14"] if size else [])


def test_a_look_up_without_end_is_ended() -> None:
    class Silent(Strangers):
        def resolveHostName(self, receiver: Any, *_: Any, **__: Any) -> Any:  # noqa: N802
            receiver.resolutionBegan(self)
            return receiver

    clock = Clock(Silent())
    receiver = Receiver()
    GuardedResolver(clock, 100).resolveHostName(receiver, "silent.example", 80)
    assert (receiver.complete, len(clock.due)) == (0, 1)
    clock.due[0]()
    assert (receiver.complete, receiver.found) == (1, [])


def test_nothing_leads_inside(site: Site, tmp_path: Path) -> None:
    port = site.url.rpartition(":")[2]
    inside = ("localhost", "127.0.0.2", "[::1]", "0x7f000002", "127.2")
    for n, host in enumerate(inside):
        target = f"http://{host}:{port}/inside"
        site.pages[f"/2026/03/10/redirect-{n}/"] = Answer(status=302, headers={"Location": target})
        site.pages[f"/2026/03/10/refresh-{n}/"] = Answer(
            f'<meta http-equiv=refresh content="0;url={target}">'.encode()
        )
    site.article("/inside", 7)
    site.article("/2026/03/10/outside/", 8)
    urls = tmp_path / "urls.txt"
    listed = [site.url + path for path in site.pages if path.startswith("/2026")]
    urls.write_text("\n".join([*listed, f"http://127.0.0.3:{port}/2026/03/10/seed/"]))
    ran = crawl("article", "-a", f"urls={urls}", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 4, ran.err  # nothing of the site of the seed
    assert len(lines(tmp_path / "o")) == 1
    assert "/inside" not in site.paths()
    assert set(failures(tmp_path / "o").values()) == {"connect"}
    assert len(failures(tmp_path / "o")) == 2 * len(inside) + 1


def test_a_seed_that_is_not_listed_is_refused_and_told_how(site: Site, tmp_path: Path) -> None:
    site.article("/2026/03/10/outside/", 8)
    url = f"{site.url}/2026/03/10/outside/"
    ran = crawl("article", "-a", f"url={url}", "-a", f"out={tmp_path / 'o'}", "-s", "ALLOW_PRIVATE_HOSTS=")
    assert ran.code == 3
    assert "127.0.0.1 is a private address; list it in ALLOW_PRIVATE_HOSTS to allow it" in ran.err
    assert site.paths() == []
    port = site.url.rpartition(":")[2]
    words = ("-a", f"url={url}", "-a", f"out={tmp_path / 'o'}", "-s", f"ALLOW_PRIVATE_HOSTS=127.0.0.1:{port}")
    assert crawl("article", *words).code == 0
