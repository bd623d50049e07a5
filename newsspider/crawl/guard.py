"""Which addresses may be connected to: public ones, and hosts the user named.

A page may link to ``http://169.254.169.254/`` or redirect to ``http://localhost:6379/``; an archive must not
be the way in. What a name resolves to is looked at where it is resolved, so there is no second look-up that
could answer differently.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from newsspider.archive.failures import Cause
from newsspider.crawl.causes import Refused


def is_private(address: str) -> bool:
    """Return whether an IP address is no public one: loopback, private, link-local, multicast, reserved.

    False for what is no IP address. An IPv4 address inside an IPv6 one counts as itself.
    """
    try:
        ip = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return _odd_ipv4(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return not (mapped or ip).is_global or ip.is_multicast


def _odd_ipv4(host: str) -> bool:
    """``127.1``, ``2130706433`` or ``0x7f.1``: numbers the system reads as IPv4, which no site is named."""
    last = host.rpartition(".")[2].lower()
    return last.isdigit() or (last.startswith("0x") and all(c in "0123456789abcdef" for c in last[2:]))


def named_hosts(settings: BaseSettings) -> frozenset[str]:
    """Return the hosts that may be private: those of the arguments and of ALLOW_PRIVATE_HOSTS."""
    names = (*settings.getlist("NEWSSPIDER_NAMED_HOSTS"), *settings.getlist("ALLOW_PRIVATE_HOSTS"))
    return frozenset(name.lower() for name in names)


_REFUSED: dict[str, str] = {}  # private addresses by name: Twisted keeps no reason of a look-up that failed


def refusal(url: str) -> str | None:
    """Return why the host of *url* was refused after its name was resolved; None where it was not."""
    name = (urlsplit(url).hostname or "").lower()
    found = _REFUSED.get(name)
    return (
        f"{name} is at {found}, a private address; name it in url= or sites= to allow it" if found else None
    )


class GuardedResolver(CachingThreadedResolver):
    """Resolves a name as Scrapy does, and refuses a private answer for a host that was not named.

    An address that stands for itself is the middleware's to judge, or the user's own proxy.
    """

    named: Collection[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Return Scrapy's resolver with the hosts that were named."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.named = named_hosts(crawler.settings)
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """Return the address of *name*; fails as a look-up does where that is private and *name* was not named."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(self._checked, name)

    def _checked(self, address: str, name: str) -> str:
        if address != name and name.lower() not in self.named and is_private(address):
            _REFUSED[name.lower()] = address
            raise DNSLookupError(f"{name} resolves to {address}, a private address")
        return address


class GuardMiddleware:
    """Refuses a request, a redirect's too, to what is not http(s) or to a private address as such."""

    def __init__(self, named: frozenset[str]) -> None:
        self._named = named

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Return the guard with the hosts of the command, or of a spider run from a script."""
        named: frozenset[str] = getattr(crawler.spider, "named_hosts", frozenset())
        return cls(named_hosts(crawler.settings) | named)

    def process_request(self, request: Request) -> None:
        """Raise Refused, with the cause ``connect``, for what may not be asked."""
        parts = urlsplit(request.url)
        if parts.scheme not in {"http", "https"}:
            raise Refused(Cause.CONNECT, f"{parts.scheme}: is not http(s)")
        name = (parts.hostname or "").lower()
        if name not in self._named and is_private(name):
            raise Refused(
                Cause.CONNECT, f"{name} is a private address; name it in url= or sites= to allow it"
            )
