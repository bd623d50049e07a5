"""CSS selectors on a page. The simple ones, which rules mostly are, are answered from an index of attributes:
a compiled XPath costs a walk over the whole tree each, 0.4 ms on a page of 950 elements, and a theme has dozens.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from newsspider.rules.theme import compiled

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
        for name, word in self.words:
            if word not in (element.get(name) or "").split():
                return False
        return not self.exact or all(element.get(name) == value for name, value in self.exact)


class ElementIndex:
    """The elements of a tree, by tag and by attribute: one walk serves all who look for some of them, for a walk
    costs .15 ms on a page of 900 elements, as does an XPath, however few it finds. *all*: in document order.

    An attribute is read once and only when asked for. Most selectors of a theme are for pages unlike this one,
    and one word of them that no element has is enough to know that they select nothing.
    """

    def __init__(self, tree: etree._Element) -> None:
        self._tree = tree
        self.all: list[etree._Element] = list(tree.iter("*"))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, element in enumerate(self.all):
            self._places[element.tag].append(place)
        self._having: dict[str, list[tuple[etree._Element, str]]] = {}
        self._words: dict[str, frozenset[str]] = {}

    def tagged(self, *tags: str) -> list[etree._Element]:
        """Return the elements with one of *tags*, in document order; [] if there is none."""
        places = [place for tag in tags for place in self._places.get(tag, ())]
        return [self.all[place] for place in (sorted(places) if len(tags) > 1 else places)]

    def having(self, name: str) -> list[tuple[etree._Element, str]]:
        """Return the elements with an attribute *name* and its value, in document order; [] if none has it."""
        if name not in self._having:
            self._having[name] = [(e, value) for e in self.all if (value := e.get(name)) is not None]
        return self._having[name]

    def select(self, css: str) -> list[etree._Element]:
        """Return the elements that *css* selects, each once, in document order."""
        chains = _chains(css)
        if chains is None:
            return list(compiled(css)(self._tree))
        several = [hits for chain in chains if (hits := self._hits(chain))]
        if len(several) < 2:
            return several[0] if several else []
        wanted = {e for hits in several for e in hits}
        return [e for e in self.all if e in wanted]

    def _hits(self, chain: tuple[_Compound, ...]) -> list[etree._Element]:
        for compound in chain:
            for name, word in compound.words:
                if word not in self._said(name):
                    return []
        return [e for e in self._candidates(chain) if _matches(e, chain)]

    def _candidates(self, chain: tuple[_Compound, ...]) -> list[etree._Element]:
        """The elements that may fit the end of *chain*: by a word of it, or where it has none, by its tag below
        those that have a word of what stands before it."""
        last, around = chain[-1], chain[-2] if len(chain) > 1 else None
        if last.words:
            return self._with_word(last)
        if around is None or not around.words:
            return self.tagged(last.tag) if last.tag else self.all
        return list(
            dict.fromkeys(e for above in self._with_word(around) for e in above.iter(last.tag or "*"))
        )

    def _with_word(self, compound: _Compound) -> list[etree._Element]:
        name, word = compound.words[0]
        return [e for e, value in self.having(name) if word in value]

    def _said(self, name: str) -> frozenset[str]:
        """The words of every attribute *name*."""
        if name not in self._words:
            values = {value for _, value in self.having(name)}
            self._words[name] = frozenset(" ".join(values).split())
        return self._words[name]


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
    last = compounds[-1] if compounds else None
    indexed = last and (last.words or (last.tag and any(compound.words for compound in compounds)))
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
