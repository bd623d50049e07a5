"""CSS selectors on a page. The simple ones, which rules mostly are, are answered from an index made in one pass:
a compiled XPath costs a walk over the whole tree each, 0.4 ms on a page of 950 elements, and a theme has dozens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from lxml import etree

from newsspider.rules.theme import compiled

_INDEXED = ("class", "id", "itemprop", "rel")  # attributes whose words are in the index
_NAME = r"[A-Za-z_][\w-]*"
_PART = re.compile(
    rf"(?P<tag>\A{_NAME}|\A\*)|\.(?P<class>{_NAME})|\#(?P<id>{_NAME})"
    rf"|\[(?P<attribute>{_NAME})(?P<test>~?=)[\"']?(?P<value>{_NAME})[\"']?\]"
)


@dataclass(frozen=True, slots=True)
class _Compound:
    """``tag.class#id[rel~=author]``: *words* are (attribute, word) pairs its element has; *exact* are whole
    values; *child*: of what stands before it, not just a descendant."""

    tag: str | None
    words: tuple[tuple[str, str], ...]
    exact: tuple[tuple[str, str], ...]
    child: bool

    def fits(self, element: etree._Element) -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if any(word not in (element.get(name) or "").split() for name, word in self.words):
            return False
        return all(element.get(name) == value for name, value in self.exact)


class ElementIndex:
    """The elements of a tree by the words of their class, id, itemprop and rel.

    *source*: the text the tree was parsed from. A word that does not occur in it selects nothing, which a
    search of the text tells faster than a walk over the tree: the index is made when one does occur.
    """

    def __init__(self, tree: etree._Element, source: str) -> None:
        self._tree = tree
        self._source = source
        self._said: dict[str, frozenset[str]] = {}

    def select(self, css: str) -> list[etree._Element]:
        """Return the elements that *css* selects, each once, in document order."""
        chains = _chains(css)
        if chains is None:
            return list(compiled(css)(self._tree))
        hits = {p: e for chain in chains for p, e in self._candidates(chain) if _matches(e, chain)}
        return [hits[position] for position in sorted(hits)]

    def _candidates(self, chain: tuple[_Compound, ...]) -> Sequence[tuple[int, etree._Element]]:
        if not all(self._occurs(*word) for compound in chain for word in compound.words):
            return ()
        return min((self._found.get(word, ()) for word in chain[-1].words if word[0] in _INDEXED), key=len)

    def _occurs(self, name: str, word: str) -> bool:
        if name in {"class", "id"}:
            return word in self._source
        return word.lower() in self._values(name)

    def _values(self, name: str) -> frozenset[str]:
        """The words of every attribute *name* in the source, in lower case, and perhaps a few more."""
        if name not in self._said:
            values = _value(name).findall(self._source.lower())
            self._said[name] = frozenset(word for value in values for word in value.split())
        return self._said[name]

    @cached_property
    def _found(self) -> dict[tuple[str, str], list[tuple[int, etree._Element]]]:
        found: dict[tuple[str, str], list[tuple[int, etree._Element]]] = {}
        for position, element in enumerate(self._tree.iter(etree.Element)):
            for name in _INDEXED:
                if value := element.get(name):
                    for word in value.split():
                        found.setdefault((name, word), []).append((position, element))
        return found


@cache
def _value(name: str) -> re.Pattern[str]:
    return re.compile(rf"{name}\s*=\s*[\"']?([^\"'<>]*)")


def _matches(element: etree._Element, chain: tuple[_Compound, ...]) -> bool:
    """Whether *element* fits the last compound of *chain*, and its ancestors those before."""
    last, before = chain[-1], chain[:-1]
    if not last.fits(element):
        return False
    if not before:
        return True
    ancestors: Iterator[etree._Element] = element.iterancestors()
    if last.child:
        parent = next(ancestors, None)
        return parent is not None and _matches(parent, before)
    return any(_matches(ancestor, before) for ancestor in ancestors)


@cache
def _chains(css: str) -> tuple[tuple[_Compound, ...], ...] | None:
    """*css* as chains of compounds, one for each of its comma-parted selectors; None where it is not so simple."""
    chains = tuple(_chain(part) for part in css.split(","))
    return None if None in chains else tuple(c for c in chains if c)


def _chain(selector: str) -> tuple[_Compound, ...] | None:
    words = re.sub(r"\s*>\s*", " > ", selector).split()
    compounds: list[_Compound] = []
    for before, word in zip(["", *words], words, strict=False):
        if word == ">":
            continue
        compound = _compound(word, child=before == ">")
        if compound is None:
            return None
        compounds.append(compound)
    indexed = compounds and any(name in _INDEXED for name, _ in compounds[-1].words)
    return tuple(compounds) if indexed and words[-1] != ">" and words[0] != ">" else None


def _compound(text: str, *, child: bool) -> _Compound | None:
    tag, words, exact, at = None, [], [], 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return None
        at = part.end()
        if part["tag"]:
            tag = None if part["tag"] == "*" else part["tag"]
        elif part["attribute"] and part["test"] == "=":
            exact.append((part["attribute"], part["value"]))
        else:
            name = part["attribute"] or ("class" if part["class"] else "id")
            words.append((name, part["value"] or part["class"] or part["id"]))
    return _Compound(tag, tuple(words), tuple(exact), child)
