"""Titles as pages declare them: cutting the site's own name from them, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from newsspider.text.normalize import latin

# What publishers put between headline and name. Hyphen and colon count only with a space at the side shown,
# so that compound words stay whole.
_SEPARATOR = re.compile(r"\s+[-–—|·•‧∙:»›>/«~]+\s+|\s*[|｜]\s*|(?<=\S):\s+|\s+::\s+|\s*_\s*|--+")
_LONGEST = 400  # characters; what is longer is a page whose title was never closed
_LONGEST_NAME = 60  # characters that no host spells
_NAME_WORDS = (
    5  # a name that only begins with the host's word is no longer than this: "ZEIT ONLINE", "BBC News"
)


def drop_site_name(title: str, names: Iterable[str], host: str = "") -> str:
    """Return *title* without the site's name at its end or beginning, and without what stands behind the name.

    *names*: what the site calls itself (og:site_name, publisher). *host*: of the page, without ``www.``; a part
    that spells its words is the name too. A title that is only the name stays as it is.
    """
    if len(title) > _LONGEST:
        return title
    known, words = _known(tuple(names)), _host_words(host)
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        if any(_is_name(part, known, words) for part in _parts(title[cut.end() :])):
            return _kept(title, title[: cut.start()])
    for cut in reversed(cuts):
        if _is_name(title[: cut.start()], known, words):
            return _kept(title, title[cut.end() :])
    return title


def parts(title: str) -> list[str]:
    """Return *title* cut at its separators; [title] where it has none."""
    return [part for part in (p.strip() for p in _SEPARATOR.split(title)) if part]


def is_site_name(text: str, names: Iterable[str], host: str = "") -> bool:
    """Return whether *text* is what the site calls itself, or spells its host."""
    return _is_name(text, _known(tuple(names)), _host_words(host))


def _parts(tail: str) -> Iterator[str]:
    """The tail as a whole and its first piece: "Panorama – Tageblatt" ends in a name only if it begins with one."""
    yield tail
    first = _SEPARATOR.split(tail, maxsplit=1)[0]
    if first != tail:
        yield first


def _kept(title: str, rest: str) -> str:
    return rest.strip() or title


@lru_cache(maxsize=64)
def _host_words(host: str) -> tuple[str, str]:
    """Return (the longest label of *host* but the last, all of it), letters and digits only."""
    labels = [label for label in host.lower().removeprefix("www.").split(".") if label]
    longest = max(labels[:-1], key=len, default="")
    return latin(longest), latin(host.removeprefix("www."))


@lru_cache(maxsize=64)
def _known(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(latin(name) for name in names) - {""}


def _is_name(part: str, known: frozenset[str], words: tuple[str, str]) -> bool:
    if len(part) > _LONGEST_NAME and not known:
        return False
    plain = latin(part)
    if not plain:
        return False
    if plain in known:
        return True
    label, whole = words
    if plain in {label, whole} or (len(plain) >= 4 and (whole.endswith(plain) or label == f"{plain}online")):
        return True
    pieces = part.split()
    if len(pieces) > _NAME_WORDS or len(label) < 4:
        return False
    bare = latin("".join(piece for piece in pieces if len(piece) > 3))  # without articles: "The", "de"
    return bare == label or (plain.startswith(label) and part[:1].isupper())
