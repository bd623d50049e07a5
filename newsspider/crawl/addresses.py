"""Which addresses are public, and which others a person has allowed.

The tables are IANA's registries of special-purpose addresses (RFC 6890 and what amends it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from newsspider.errors import UsageError

_NOT_PUBLIC_4 = tuple(
    IPv4Network(net)
    for net in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
_PUBLIC_6 = IPv6Network("2000::/3")  # all that is given out; loopback, ULA, link-local, multicast lie outside
# Of it: protocols with Teredo, documentation, 6to4, documentation. A tunnel may end anywhere.
_NOT_PUBLIC_6 = tuple(IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
_NAT64 = IPv6Network(
    "64:ff9b::/96"
)  # what networks without IPv4 reach it by: an IPv4 address in the last 32 bits


def is_public(address: str) -> bool:
    """Return whether *address*, an IPv4 or IPv6 address as it is connected to, is one of the public Internet.

    False for loopback, private, link-local, multicast, reserved, documentation and tunnel addresses, and for what is no
    address. An IPv4 address inside an IPv6 one (``::ffff:10.0.0.1``, NAT64) counts as itself.
    """
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or (IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is None:
            return ip in _PUBLIC_6 and not any(ip in net for net in _NOT_PUBLIC_6)
        ip = inner
    return not any(ip in net for net in _NOT_PUBLIC_4)


def literal(host: str) -> str | None:
    """Return the address that a URL's host is in itself; None for a name.

    ``localhost`` is loopback (RFC 6761, 6.3). What the system would read as IPv4 though no site is named so (``127.1``,
    ``2130706433``, ``0x7f.1``, ``0177.0.0.1``) comes back as it stands: ``is_public`` is false of it.
    """
    name = plain(host)
    if name == "localhost" or name.endswith(".localhost"):
        return "127.0.0.1"
    try:
        return str(ip_address(name.partition("%")[0]))
    except ValueError:
        last = name.rpartition(".")[2]
        hexadecimal = last.startswith("0x") and all(c in "0123456789abcdef" for c in last[2:])
        return name if last.isdigit() or hexadecimal else None


def plain(host: str) -> str:
    """Return *host* in small letters, without brackets and closing dot."""
    return host.lower().strip("[]").removesuffix(".")


@dataclass(frozen=True, slots=True)
class Allowed:
    """*hosts*: as an address names them, each with a port, or None for all its ports. *networks*: addresses that may be
    connected to whatever name leads there."""

    hosts: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[str]) -> Allowed:
        """Return the list of ALLOW_PRIVATE_HOSTS: ``wiki.corp``, ``127.0.0.1:8000``, ``[::1]``, ``10.0.0.0/8``.

        Raises UsageError for an entry that is none of these.
        """
        found = [entry.strip().lower() for entry in entries if entry.strip()]
        hosts = frozenset(_host(entry) for entry in found if "/" not in entry)
        return cls(hosts, tuple(_network(entry) for entry in found if "/" in entry))

    def __or__(self, other: Allowed) -> Allowed:
        """Return what either allows."""
        return Allowed(self.hosts | other.hosts, (*self.networks, *other.networks))

    def permits(self, host: str, port: int | None, address: str) -> bool:
        """Return whether *address* may be connected to under the name *host*: it is public, or allowed."""
        if is_public(address) or {(plain(host), None), (plain(host), port)} & self.hosts:
            return True
        try:
            return any(ip_address(address.partition("%")[0]) in net for net in self.networks)
        except ValueError:
            return False


def _host(entry: str) -> tuple[str, int | None]:
    head, bracket, rest = entry.rpartition("]")
    if not bracket and entry.count(":") != 1:  # a name, or IPv6 as it stands
        return plain(entry), None
    name, colon, port = (head, *rest.partition(":")[1:]) if bracket else entry.partition(":")
    if colon and not (port.isdecimal() and int(port) < 2**16):
        raise _wrong(entry)
    return plain(name), int(port) if colon else None


def _network(entry: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(entry, strict=False)
    except ValueError:
        raise _wrong(entry) from None


def _wrong(entry: str) -> UsageError:
    return UsageError(f"ALLOW_PRIVATE_HOSTS={entry}: write host, host:port, or a network such as 10.0.0.0/8")
