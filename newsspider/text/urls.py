"""Addresses: which of them name the same article.

``url_key`` decides identity. It folds what publishers vary without meaning (scheme, ``www.``, ``m.``, ``amp.``,
AMP and print copies, a closing slash, escapes, sessions, tracking parameters, fragments) and keeps what can name another
article (``?id= ?p= ?ref= ?sid= story_fbid``).
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_plus, urlencode, urljoin, urlsplit

from newsspider.errors import UsageError
from newsspider.text.tracking import is_tracking, is_variant, names
from newsspider.text.url_paths import is_marked, path_spelling

# In front of a host, or of its last name but one (en.m.example.org); never in front of a mere co.uk.
_HOST_VARIANT = re.compile(
    r"(?:^(?:(?:www\d{0,2}|m|mobile|mobil|mobi|mob|amp|wap|touch|pda)\.)+|(?<=[a-z]\.)m\.)"
    r"(?!(?:ac|co|com|edu|gob|gov|net|ne|or|org)\.[a-z]{2}\Z)(?=[^.]+\.)"
)
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?:/[!-~]*)?\Z")
_ROOTED = re.compile(r"/(?!/)[!-~]*\Z")
_DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
# Where AMP caches keep the address of the page they copied.
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.(?:cdn\.ampproject\.org|bing-amp\.com)/\w(?:/s)?|www\.google\.[a-z.]+/amp(?:/s)?)"
    r"/(?=[\w-]+(?:\.[\w-]+)+(?:[/?#]|\Z))",
    re.ASCII,
)
# Yandex keeps them so: /news.example/s/2026/a.
_TURBO = re.compile(r"https?://[\w.-]+\.turbopages\.org/([\w-]+(?:\.[\w-]+)+)/[a-z]/", re.ASCII)
_BROKEN_JOIN = re.compile(r"\?(?=[\w.]+=)")
# An address whose key is its host and path as they stand, unless one of the marks below is in it.
_SIMPLE = re.compile(r"https?://([a-z0-9][a-z0-9.-]*)(/[\w/:@!$&'()*+,=~.-]*)?\Z", re.ASCII)


def absolute(base: str, href: str | None) -> str | None:
    """Return *href* against *base* as an http(s) address without fragment, user name and password, or None where it is
    no such thing."""
    if not href:
        return None
    if ("/." not in href or not _DOTS.search(href)) and (plain := _plain(base, href)):
        return plain.partition("#")[0]
    try:
        joined = urljoin(base, _SPACE.sub(lambda m: "%20" if m.group() == " " else "", href.strip()))
        parts = urlsplit(joined)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or port == 0:
        return None
    if "@" in parts.netloc:  # a name and a password, which are nobody else's business
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        joined = parts.geturl()
    if _DOTS.search(parts.path):
        joined = urljoin(joined, parts._replace(scheme="", netloc="").geturl())
    return joined.partition("#")[0].encode("utf-8", "ignore").decode()


def _plain(base: str, href: str) -> str | None:
    """Return *href* against *base* where both are so plain that they need no more than be joined, else None."""
    if _ROOTED.match(href):
        origin = _origin(base)
        return origin + href if origin else None
    if href.startswith("//"):
        href = base.partition("//")[0] + href
    return href if _PLAIN.match(href) else None


@lru_cache(maxsize=64)
def _origin(base: str) -> str | None:
    """Scheme and authority of an absolute http(s) address, as written; None where *base* is none."""
    try:
        parts = urlsplit(base)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if good else None


def carried(url: str) -> str | None:
    """Return the address that *url* carries in a parameter named as redirectors and share buttons name theirs."""
    if "?" not in url or "http" not in url.partition("?")[2].lower():
        return None
    carriers = names("redirector")
    for pair in url.partition("?")[2].split("&"):
        name, _, escaped = pair.partition("=")
        if name.lower() in carriers and escaped[:4].lower() == "http":
            value = unquote_plus(escaped)
            if value.lower().startswith(("http://", "https://")):
                return absolute(url, value)
    return None


def unwrapped(url: str) -> str:
    """Return the address of another host that *url* leads to as a redirector, else *url*.

    ``https://go.example/?url=https%3A%2F%2Fnews.example%2Fa`` gives ``https://news.example/a``.
    """
    inner = carried(url)
    return inner if inner and host(inner) != host(url) else url


def without_tracking(url: str) -> str:
    """Return *url* without tracking parameters; the rest, and its order, stays as it is."""
    address, mark, query = url.partition("?")
    if not mark:
        return url
    name = host(address)
    kept = "&".join(p for p in query.split("&") if p and not is_tracking(p.partition("=")[0], name))
    return f"{address}?{kept}" if kept else address


@lru_cache(maxsize=1024)
def url_key(url: str) -> str:
    """Return the key under which two addresses of one article are the same; *url* is absolute http(s).

    ``news.example/2026/bridge?id=5``: host in lower case and ASCII, without ``www.``, ``m.``, ``amp.`` or default port;
    path in one spelling, without marks of AMP, print and sessions, ``index.html`` and closing slash; parameters without
    those of ``lexicon/tracking.toml``, sorted. No scheme, no fragment. Raises UsageError where *url* is no text, has no
    host or one with a blank in it, or is no http(s) address.
    """
    try:
        simple = _SIMPLE.match(url)
    except TypeError:
        raise _no_address(url) from None
    if simple and not is_marked(url[8:]):
        return _host(simple[1]) + (simple[2] or "").rstrip("/")
    whole = url.strip().encode("utf-8", "ignore").decode()
    try:
        parts = urlsplit(_TURBO.sub(r"https://\1/", _AMP_CACHE.sub("https://", whole, count=1), count=1))
        name = "" if " " in (parts.hostname or "") else _host(parts.netloc)
    except ValueError:
        name = ""
    if not name or parts.scheme.lower() not in {"http", "https"}:
        raise _no_address(url)
    return name + path_spelling(parts.path) + (_query(parts.query, name) if parts.query else "")


def _no_address(url: object) -> UsageError:
    return UsageError(f"{url!r} is not an http(s) address; give one such as 'https://news.example/a'")


def _query(query: str, name: str) -> str:
    """The parameters that choose the article on the host *name*, with a question mark; "" where none does."""
    joined = _BROKEN_JOIN.sub("&", query.replace("&amp;", "&"))
    pairs = parse_qsl(joined, keep_blank_values=True, errors="surrogateescape")
    kept = sorted((n, v) for n, v in pairs if not is_tracking(n, name) and not is_variant(n, v, name))
    return "?" + urlencode(kept, errors="surrogateescape") if kept else ""


def article_id(key: str) -> str:
    """Return the record's identifier for a ``url_key``: ``art_`` and 32 hex digits of its SHA-256."""
    return "art_" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


@lru_cache(maxsize=1024)
def host(url: str) -> str:
    """Return the host of an absolute address in lower case, without ``www.``; "" where it has none."""
    try:
        return _HOST_VARIANT.sub("", (urlsplit(url).hostname or "").lower())
    except ValueError:
        return ""


def registrable_domain(url: str) -> str:
    """Return the registrable domain of an absolute address, ``example.co.uk``; the host itself where there
    is none (an IP address, ``localhost``), "" where there is no host. Uses the bundled public suffix list.
    """
    try:
        name = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
    return _registrable(name)


@cache
def _registrable(name: str) -> str:
    found: str = _suffixes()(name).top_domain_under_public_suffix
    if found or ":" in name or name.replace(".", "").isdigit():
        return found or name
    return ".".join(name.split(".")[-2:])  # the list's own rule for a top-level domain it does not know


@cache
def _suffixes() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=1024)
def _host(authority: str) -> str:
    """The host of ``user@host:port`` in its one spelling, with a port that is not the usual one."""
    parts = SplitResult("http", authority, "", "", "")
    name = (parts.hostname or "").lower()
    name = name.rstrip(".") or name
    if not name.isascii() or "%" in name:
        name = unquote(name).lower()
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            name = quote(name)
    name = _HOST_VARIANT.sub("", name)
    return name if parts.port in {None, 80, 443} else f"{name}:{parts.port}"
