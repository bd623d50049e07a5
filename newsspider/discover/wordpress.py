"""The posts of a WordPress site by its REST interface, which reaches back to the first one.

https://developer.wordpress.org/rest-api/reference/posts/
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import orjson
from lxml import etree

from newsspider.discover.found import Found, hint
from newsspider.text.urls import absolute

POSTS = 100  # of one answer; the interface gives no more
_REL = "https://api.w.org/"
_ROUTE = "wp/v2/posts"


def posts_url(root: etree._Element, base_url: str) -> str | None:
    """Return where the interface that a page declares lists its newest posts; None where it declares none."""
    for link in root.iter("link"):
        api = absolute(base_url, link.get("href"))
        if api and _REL in (link.get("rel") or "").split():
            return _asking(api)
    return None


def _asking(api: str) -> str:
    """The address of the newest posts: below the interface's own, or in its parameter where addresses are plain."""
    parts = urlsplit(api)
    query = dict(parse_qsl(parts.query))
    path = parts.path
    if "rest_route" in query:
        query["rest_route"] = query["rest_route"].rstrip("/") + f"/{_ROUTE}"
    else:
        path = path.rstrip("/") + f"/{_ROUTE}"
    query |= {"per_page": str(POSTS), "_fields": "link,date_gmt,modified_gmt"}
    return parts._replace(path=path, query=urlencode(query)).geturl()


def page_of(posts: str, number: int) -> str:
    """Return the address of page *number*, from 1, of a list of posts."""
    parts = urlsplit(posts)
    query = dict(parse_qsl(parts.query)) | {"page": str(number)}
    return parts._replace(query=urlencode(query)).geturl()


def read_posts(body: bytes, url: str) -> tuple[Found, ...]:
    """Return the posts that an answer of the interface lists, newest first; () where *body* is none."""
    try:
        posts = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ()
    found = (_post(post, url) for post in posts if isinstance(post, dict)) if isinstance(posts, list) else ()
    return tuple({post.url: post for post in found if post}.values())


def _post(post: dict[str, object], url: str) -> Found | None:
    link, *dates = (post.get(name) for name in ("link", "date_gmt", "modified_gmt"))
    address = absolute(url, link) if isinstance(link, str) else None
    if not address:
        return None
    published, modified = (hint(date) if isinstance(date, str) else None for date in dates)
    return Found(address, "feed", url, published, modified, exhaustive=True)
