"""Addresses: which of them name the same article.

``url_key`` decides identity. It folds what publishers vary without meaning (scheme, ``www.``, ``m.``, ``amp.``,
AMP copies, a closing slash, escapes, tracking parameters, fragments) and keeps what can name another article
(``?id= ?p= ?ref= ?sid= story_fbid``).
"""

from __future__ import annotations

import hashlib
import re
from functools import cache, lru_cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, unquote_plus, urlencode, urljoin, urlsplit

from newsspider.text.lexicon import words

_HOST_VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_SPACE = re.compile(r"[\x00-\x20\x7f]+")
_PLAIN = re.compile(r"https?://[a-z0-9.-]+(?:/[!-~]*)?\Z")
_ROOTED = re.compile(r"/(?!/)[!-~]*\Z")
_DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
# Where AMP caches keep the address of the page they copied.
_AMP_CACHE = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/\w(?:/s)?|www\.google\.[a-z.]+/amp(?:/s)?)/(?=[^/]+\.)"
)
_AMP_PATH = re.compile(r"/amp(?=/|\Z)|\.amp(?=\.html?\Z|\Z)")
_DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)\Z")
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/?#]*", re.IGNORECASE)
_SAFE = "/:@!$&'()*+,;=~-._"
# A path without any of these is in its one spelling but for a closing slash.
_ODD = re.compile(r"//|;|/amp|\.amp|/(?:index|default)\.|[^\w/:@!$&'()*+,=~.-]", re.ASCII)
# An address whose key is its host and path as they stand, unless one of the marks below is in it.
_SIMPLE = re.compile(r"https?://([a-z0-9.-]+)(/[\w/:@!$&'()*+,=~.-]*)?\Z", re.ASCII)
_SPECIAL = ("//", "/amp", ".amp", "/index.", "/default.")
_SLASHES = re.compile(r"/{2,}")
_ESCAPED_SLASH = re.compile(r"(%2f)", re.IGNORECASE)


def absolute(base: str, href: str | None) -> str | None:
    """Return *href* against *base* as an http(s) address without fragment, or None where it is no such thing."""
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
    return f"{parts.scheme}://{parts.netloc}" if good else None


def carried(url: str) -> str | None:
    """Return the address that *url* carries in a parameter named as redirectors and share buttons name theirs."""
    if "?" not in url or "http" not in url.partition("?")[2].lower():
        return None
    names = _names("redirector")
    for pair in url.partition("?")[2].split("&"):
        name, _, escaped = pair.partition("=")
        if name.lower() in names and escaped[:4].lower() == "http":
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
    kept = "&".join(p for p in query.split("&") if p and not _is_tracking(p.partition("=")[0]))
    return f"{address}?{kept}" if kept else address


@lru_cache(maxsize=1024)
def url_key(url: str) -> str:
    """Return the key under which two addresses of one article are the same; *url* is absolute http(s).

    Host in lower case and ASCII, without ``www.``, ``m.``, ``amp.`` or default port; path unquoted and quoted
    again, without AMP marks, ``index.html``, session and closing slash; parameters without tracking, sorted.
    No scheme, no fragment.
    """
    simple, rest = _SIMPLE.match(url), url[8:]
    if simple and not any(mark in rest for mark in _SPECIAL):
        return _host(simple[1]) + (simple[2] or "").rstrip("/")
    parts = urlsplit(_AMP_CACHE.sub("https://", url, count=1))
    key = _host(parts.netloc) + _path(parts.path)
    if not parts.query:
        return key
    pairs = parse_qsl(parts.query.replace("&amp;", "&"), keep_blank_values=True)
    kept = sorted(
        (name, value) for name, value in pairs if not _is_tracking(name) and not _is_amp(name, value)
    )
    return f"{key}?{urlencode(kept)}" if kept else key


def article_id(key: str) -> str:
    """Return the record's identifier for a ``url_key``: ``art_`` and 32 hex digits of its SHA-256."""
    return "art_" + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]


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
    name = (parts.hostname or "").lower().rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            name = quote(name)
    name = _HOST_VARIANT.sub("", name)
    return name if parts.port in {None, 80, 443} else f"{name}:{parts.port}"


def _path(path: str) -> str:
    """The path in one spelling; an escaped slash stays escaped, since it parts no folders."""
    if not _ODD.search(path):
        return path.rstrip("/")
    path = _DEFAULT_PAGE.sub("/", _AMP_PATH.sub("", _SESSION.sub("", path)))
    path = _SLASHES.sub("/", path).rstrip("/")
    pieces = _ESCAPED_SLASH.split(path)
    return "".join(p.upper() if p.lower() == "%2f" else quote(unquote(p), safe=_SAFE) for p in pieces)


def _is_tracking(name: str) -> bool:
    low = name.lower()
    return low in _names("exact") or low.startswith(words("tracking", "prefix"))


def _is_amp(name: str, value: str) -> bool:
    low = name.lower()
    return low in _names("amp") or f"{low}={value.lower()}" in _names("amp")


@cache
def _names(table: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words("tracking", table))
