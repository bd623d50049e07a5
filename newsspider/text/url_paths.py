"""The path of an address in one spelling, whatever form of the page it asks for."""

from __future__ import annotations

import re
from unicodedata import normalize
from urllib.parse import quote, unquote, urljoin, urlsplit

# What may make a path another spelling or another form of its page; it costs a closer look, no more.
_MARKS = (
    "/amp",
    ".amp",
    "_amp",
    "-amp.",
    "//",
    "/.",
    "/(",
    "print",
    "druck",
    "imprimir",
    "/index.",
    "/default.",
    "/comment-page-",
    "turbopages",
)
_ESCAPED = re.compile(r"[^\w/:@!$&'()*+,=~.-]", re.ASCII)
_SAFE = "/:@!$&'()*+,;=~-._"
_SLASHES = re.compile(r"/{2,}")
_DOTS = re.compile(r"/\.{1,2}(?:/|\Z)")
_ESCAPED_SLASH = re.compile(r"(%2f)", re.IGNORECASE)
# Of Java servers, and of ASP.NET without cookies: /(S(x1y2))/a.aspx.
_SESSION = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/?#]*|/\([A-Z]\([a-z0-9]{16,}\)\)(?=/)", re.IGNORECASE
)
_AMP = re.compile(r"/amp(?:html|\.html?)?(?=/|\Z)|[._]amp(?=\.html?\Z)|\.amp\Z|(?<=/)amp_(?=articleshow/)")
_AMP_ENDING = re.compile(r"\.amphtml\Z")
_DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:x?html?|shtml|php|aspx?|jsp|cfm)\Z")
_FRONT = re.compile(r"\A/index\.php(?=/.)")
_COMMENTS = re.compile(r"/comment-page-\d+/?\Z")
# story.print.html, story,print.html, story_print.html, 12345-druck.html; but fine-print.html is a story.
_PRINT_FILE = re.compile(r"(?:[.,_](?:print|druck)|(?<=\d)-(?:print|druck))(?=\.[a-z]{3,5}\Z)")
_PRINT_NODE = re.compile(r"\A/print(?:able|pdf)?(?=/node/\d)")
_PRINT = frozenset({"print", "printable", "printpage", "printview", "imprimir", "drucken"})
_SLUG = re.compile(r"[-_.\d]")


def is_marked(text: str) -> bool:
    """Return whether *text*, a path or what begins with its host, has letters that may mark another form of a page."""
    return any(mark in text for mark in _MARKS)


def path_spelling(path: str) -> str:
    """Return *path* (escaped or not, "" for none) without marks of AMP, print, sessions and pages of comments, without
    default page and closing slash, each character in its one escape; an escaped slash stays so, since it parts no
    folders."""
    if not is_marked(path) and not _ESCAPED.search(path):
        return path.rstrip("/")
    path = _SLASHES.sub("/", _SESSION.sub("", path))
    if _DOTS.search(path):
        path = urlsplit(urljoin("http://host/", path)).path
    path = _AMP_ENDING.sub(".html", _AMP.sub("", _COMMENTS.sub("", path)))
    path = _without_print(_DEFAULT_PAGE.sub("/", _FRONT.sub("", path)).rstrip("/"))
    pieces = _ESCAPED_SLASH.split(path)
    return "".join(p.upper() if p.lower() == "%2f" else one_spelling(p) for p in pieces)


def _without_print(path: str) -> str:
    """*path* without what asks for the copy for printers: a last folder ``print`` below a story's slug, or a suffix."""
    above, _, last = path.rpartition("/")
    if last in _PRINT and _SLUG.search(above.rpartition("/")[2]):
        return above
    return _PRINT_NODE.sub("", _PRINT_FILE.sub("", path))


def one_spelling(text: str) -> str:
    """Return part of a path, NFC, with the same escapes however it was escaped; bytes that are no UTF-8 stay bytes."""
    plain = normalize("NFC", unquote(text, errors="surrogateescape"))
    return quote(plain, safe=_SAFE, errors="surrogateescape")
