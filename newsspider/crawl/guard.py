"""Which addresses may be connected to: public ones, and those that ALLOW_PRIVATE_HOSTS lists.

A page may link to ``http://169.254.169.254/`` or redirect to ``http://localhost:6379/``; an archive must not be the way
in. Every connection takes its address from the reactor's resolver, which gives only those that passed: there is no
second look-up that could answer differently.
"""
# ruff: noqa: N802, N803 - Twisted's names

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from scrapy.settings import BaseSettings
from twisted.internet.address import IPv6Address
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from newsspider.archive.failures import Cause
from newsspider.crawl.addresses import Allowed, literal, plain
from newsspider.crawl.causes import Refused

_LABEL = 63  # characters between the dots of a name (RFC 1035); getaddrinfo raises beyond
_HOW = "list it in ALLOW_PRIVATE_HOSTS to allow it"
_REFUSED: dict[str, str] = {}  # private addresses by name: Twisted keeps no reason of a look-up that failed


def allowed(settings: BaseSettings) -> Allowed:
    """Return what ALLOW_PRIVATE_HOSTS lists; raises UsageError for an entry that makes no sense."""
    return Allowed.of(settings.getlist("ALLOW_PRIVATE_HOSTS"))


def refusal(url: str) -> str | None:
    """Return why the host of *url* was refused after its name was resolved; None where it was not."""
    name = plain(urlsplit(url).hostname or "")
    found = _REFUSED.get(name)
    return f"{name} is at {found}, a private address; {_HOW}" if found else None


class GuardedResolver(CachingHostnameResolver):
    """Resolves names to IPv4 and IPv6 addresses, and gives none that may not be connected to.

    A reactor has one, for all crawls of a process. *allowed*: what any of them allows.
    """

    allowed: ClassVar[Allowed] = Allowed()
    seconds: float = 10.0  # for one look-up; set from DNS_TIMEOUT

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Return the resolver with the settings' list and time."""
        cls.allow(allowed(crawler.settings))
        resolver = super().from_crawler(crawler, reactor)
        resolver.seconds = crawler.settings.getfloat("DNS_TIMEOUT")
        return resolver

    @classmethod
    def allow(cls, more: Allowed) -> None:
        """Let every crawl of this process connect to what *more* allows."""
        cls.allowed = cls.allowed | more

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        """Tell *resolutionReceiver* of the addresses of *hostName* that may be connected to on *portNumber*."""
        checking: Any = _Checking(self, resolutionReceiver, hostName, portNumber)
        if not all(0 < len(label) <= _LABEL for label in hostName.removesuffix(".").split(".")):
            checking.resolutionBegan(HostResolution(hostName))
            checking.resolutionComplete()
            return checking  # type: ignore[no-any-return]
        return super().resolveHostName(checking, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Checking:
    """Hands on the addresses that passed, IPv4 first, as Scrapy has always connected; in time, or none."""

    def __init__(self, resolver: GuardedResolver, receiver: Any, host: str, port: int) -> None:
        self._resolver = resolver
        self._receiver = receiver
        self._host = host
        self._port = port
        self._found: list[IAddress] = []
        self._timer: Any = None
        self._complete = False

    def resolutionBegan(self, resolution: Any) -> None:
        """Begin to count the time."""
        self._receiver.resolutionBegan(resolution)
        self._timer = self._resolver.reactor.callLater(self._resolver.seconds, self.resolutionComplete)

    def addressResolved(self, address: IAddress) -> None:
        """Keep an answer till all have come."""
        self._found.append(address)

    def resolutionComplete(self) -> None:
        """Hand on what passed; nothing makes a look-up that failed."""
        if self._complete:
            return
        self._complete = True
        if self._timer.active():
            self._timer.cancel()
        passed = [a for a in self._found if self._passes(a)]
        if self._found and not passed:
            _REFUSED[plain(self._host)] = getattr(self._found[0], "host", "")
        for address in sorted(passed, key=lambda a: isinstance(a, IPv6Address)):
            self._receiver.addressResolved(address)
        self._receiver.resolutionComplete()

    def _passes(self, address: IAddress) -> bool:
        return self._resolver.allowed.permits(self._host, self._port, getattr(address, "host", ""))


def _proxies(settings: BaseSettings) -> Allowed:
    """The proxies a person has named, in settings or environment: they alone are connected to then."""
    system = getproxies()
    named = [p for p in (settings["NEWSSPIDER_PROXY"], system.get("http"), system.get("https")) if p]
    places = (urlsplit(p if "//" in p else f"//{p}").netloc for p in named)
    return Allowed.of(place.rpartition("@")[2] for place in places)


class GuardMiddleware:
    """Refuses a request, a redirect's too, to what is not http(s) or to a private address as such; takes a name and
    password out of the address, which are meant for one host and would stand in the archive."""

    def __init__(self, permitted: Allowed) -> None:
        self._allowed = permitted

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Return the guard of a crawl, and see to it that its reactor has the resolver, however it was started."""
        from twisted.internet import reactor

        permitted = allowed(crawler.settings)
        GuardedResolver.allow(permitted | _proxies(crawler.settings))
        if not isinstance(getattr(reactor, "nameResolver", None), GuardedResolver):
            GuardedResolver.from_crawler(crawler, reactor).install_on_reactor()
        return cls(permitted)

    def process_request(self, request: Request) -> Request | None:
        """Raise Refused, with the cause ``connect``, for what may not be asked."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise Refused(Cause.CONNECT, f"{parts.scheme}: is not http(s)")
        name = parts.hostname
        if not name:
            raise Refused(Cause.CONNECT, "the address names no host")
        address = literal(name)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
        if address and not self._allowed.permits(name, port, address):
            raise Refused(Cause.CONNECT, f"{name} is a private address; {_HOW}")
        if "@" in parts.netloc:
            return request.replace(url=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl())
        return None
