"""Addresses: which of them name the same article.

``url_key`` decides identity. It folds what publishers vary without meaning (scheme, ``www.``, ``m.``,
``amp.``, a closing slash, tracking parameters, fragments) and keeps what can name another article
(``?id= ?p= ?ref= ?sid= story_fbid``).
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

# Parameters that follow a reader around and never choose the article; names as the services document them.
_TRACKING = re.compile(
    r"(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|mc_cid|mc_eid|igshid|igsh|xtor"
    r"|at_(medium|campaign|custom\d|link_\w+)|ref_src|ref_url|cmpid|icid|ito|intcmp|int_source|int_medium"
    r"|int_campaign|(pk|piwik|mtm|matomo)_\w+|ns_\w+|_ga|_gl|wt_\w+|wt\.\w+|ocid|smid|smtyp|spm|guccounter"
    r"|guce_\w+|_hsenc|_hsmi|hsctatracking|mkt_tok|vero_\w+|oly_\w+|s_cid|sr_share|__twitter_impression|amp)",
    re.IGNORECASE,
)
_HOST_VARIANT = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_REDIRECTED = frozenset(("url", "u", "q", "to", "target", "dest", "destination", "redirect", "redirect_url",
                         "redirecturl", "r", "goto", "link", "href", "rurl", "murl", "out", "ved_url"))  # fmt: skip
_SPACE = re.compile(r"[\x00-\x20\x7f]+")


def absolute(base: str, href: str | None) -> str | None:
    """Return *href* against *base* as an http(s) address without fragment, or None where it is no such thing."""
    if not href:
        return None
    try:
        joined = urljoin(base, _SPACE.sub(lambda m: "%20" if m.group() == " " else "", href.strip()))
        parts = urlsplit(joined)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or port == 0:
        return None
    return joined.partition("#")[0].encode("utf-8", "ignore").decode()


def unwrapped(url: str) -> str:
    """Return the address a redirector leads to where *url* carries it as a parameter; else *url*.

    ``https://go.example/?url=https%3A%2F%2Fnews.example%2Fa`` gives ``https://news.example/a``. Only a
    parameter named as redirectors name theirs, whose value is an absolute http(s) address of another host.
    """
    parts = urlsplit(url)
    if "http" not in parts.query.lower():
        return url
    for name, value in parse_qsl(parts.query):
        if name.lower() in _REDIRECTED and value.lower().startswith(("http://", "https://")):
            inner = absolute(url, value)
            if inner and host(inner) != host(url):
                return inner
    return url


def without_tracking(url: str) -> str:
    """Return *url* without tracking parameters; the rest, and its order, stays as it is."""
    address, mark, query = url.partition("?")
    if not mark:
        return url
    kept = "&".join(p for p in query.split("&") if p and not _TRACKING.fullmatch(p.partition("=")[0]))
    return f"{address}?{kept}" if kept else address


def url_key(url: str) -> str:
    """Return the key under which two addresses of one article are the same; *url* is absolute http(s).

    Host in lower case without ``www.``, ``m.``, ``amp.`` or default port; path unquoted and quoted again,
    without closing slash; parameters without tracking, sorted. No scheme, no fragment.
    """
    parts = urlsplit(url)
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=~-._").rstrip("/")
    pairs = sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(p[0]))
    key = _host(parts) + path
    return f"{key}?{urlencode(pairs)}" if pairs else key


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
    return found or name


@cache
def _suffixes() -> Any:
    import tldextract

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def _host(parts: SplitResult) -> str:
    name = _HOST_VARIANT.sub("", (parts.hostname or "").lower())
    return name if parts.port in {None, 80, 443} else f"{name}:{parts.port}"
