"""Hard rules over the model's verdict, each never or almost never wrong on pages whose body is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsspider.page.blocks import Blocks
from newsspider.regions.features import Features
from newsspider.regions.names import numbers
from newsspider.regions.read_also_lists import listed
from newsspider.regions.text_vetoes import said

_ENOUGH = 300  # characters of body before the first comment, or the "comment" class means something else
_HEADED = 120  # the same where a heading of comments stands before it
_LINE = 200  # characters, CJK twice; a longer block is no line of furniture
_LABEL = 60
_QUOTED = 25  # characters of a pull quote at least
_QUOTES = "\"“”„«»‘’' "
_HALF = 0.5  # share of a line inside links
_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_ENDS = (".", "!", "?", '"', "”", "»", "。")


@dataclass(frozen=True, slots=True)
class _Rule:
    """A block with one of *signs*, shorter than *below* and linked from *linked* on; *open*: only where it
    does not end as a sentence does; *also*: one of these too."""

    name: str
    signs: frozenset[int]
    below: int = 1_000_000
    linked: float = 0.0
    open: bool = False
    also: frozenset[int] = frozenset()


@cache
def _rules() -> tuple[_Rule, ...]:
    return (
        _Rule("veto:headline", numbers("title=is h1")),
        _Rule("veto:nav", numbers("inside=nav")),
        _Rule(
            "veto:caption",
            numbers("tag=figcaption", "parent tag=figcaption", "class=caption", "parent class=caption"),
        ),
        _Rule("veto:credit", numbers("credit=0"), below=_LINE, open=True),
        _Rule("veto:author", numbers("class=author", "class above=author")),
        _Rule("veto:read-also", _openings("read_also", "related"), below=_LINE, linked=_HALF),
        _Rule(
            "veto:heading", _headings("read_also", "related", "popular", "latest", "sponsored", "furniture")
        ),
        _Rule(
            "veto:label",
            numbers("is marker=share", "is marker=ad", "is marker=newsletter", "is marker=comment"),
        ),
        _Rule("veto:ad", numbers("marker=ad", "class=ad", "class above=ad"), below=_LABEL),
        _Rule("veto:related", numbers("class=related", "class above=related"), linked=0.98),
        _Rule("veto:embed", numbers("marker=embed", "is marker=embed"), below=_LINE),
        _Rule("veto:consent", numbers("consent=0")),
        _Rule("veto:prompt", numbers("prompt=0"), below=_LINE, also=_above("newsletter", "paywall")),
        _Rule("veto:newsletter", numbers("class above=newsletter"), below=_LINE),
        _Rule("veto:dateline", numbers("marker=date"), below=_LINE, open=True, also=numbers("time=clock")),
        _Rule("veto:newsletter", numbers("marker=newsletter"), below=_LINE // 2),
    )


@cache
def _all_signs() -> frozenset[int]:
    """The features that some rule looks for; most blocks have none."""
    return frozenset().union(*(rule.signs | rule.also for rule in _rules()))


def _above(*families: str) -> frozenset[int]:
    return numbers(*(f"class above={family}" for family in families))


def _headings(*kinds: str) -> frozenset[int]:
    return numbers(*(f"heading words={kind}" for kind in kinds))


def _openings(*kinds: str) -> frozenset[int]:
    return numbers(*(f"opens with heading words={kind}" for kind in kinds))


def vetoes(blocks: Blocks, found: Features, kept: list[bool], scores: list[float]) -> dict[int, str]:
    """Return the name of the rule for each *kept* block that is no body all the same; *scores*: its log odds."""
    verdicts: dict[int, str] = {}
    for i, keep in enumerate(kept):
        if not keep:
            continue
        mine = _all_signs().intersection(found.of(i, blocks.node[i]))
        rules = _rules() if mine else ()
        broken = (r.name for r in rules if found.weights[i] < r.below and _holds(r, mine, blocks, i))
        if name := next(broken, None) or said(blocks, i, found.weights[i], scores[i]):
            verdicts[i] = name
    verdicts.update(dict.fromkeys(listed(blocks.text, blocks.link_chars, kept), "veto:read-also"))
    verdicts.update(_comments(blocks, found, kept, verdicts))
    verdicts.update(_pull_quotes(blocks, found, kept, verdicts))
    verdicts.update(_last_headings(blocks, kept, verdicts))
    return verdicts


def _holds(rule: _Rule, mine: frozenset[int], blocks: Blocks, i: int) -> bool:
    if rule.signs.isdisjoint(mine) or (rule.also and rule.also.isdisjoint(mine)):
        return False
    text = blocks.text[i]
    return blocks.link_chars[i] >= rule.linked * len(text) and not (rule.open and text.endswith(_ENDS))


def _pull_quotes(
    blocks: Blocks, found: Features, kept: list[bool], others: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the kept blocks set apart by their element whose words stand in a kept block that is not, or before."""
    apart = numbers("inside=aside", "hidden=0", "class=embed", "class above=embed", "inside=blockquote")
    left = [i for i, keep in enumerate(kept) if keep and i not in others]
    boxed = {i for i in left if not apart.isdisjoint(found.markup.get(blocks.node[i], ()))}
    for i in sorted(boxed):
        text = blocks.text[i].strip(_QUOTES)
        if len(text) >= _QUOTED and any(
            text in blocks.text[j] for j in left if j not in boxed or (j < i and len(text) >= _LABEL)
        ):
            yield i, "veto:pull-quote"


def _last_headings(blocks: Blocks, kept: list[bool], others: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the headings that no body follows."""
    for i in range(len(kept) - 1, -1, -1):
        if not kept[i] or i in others:
            continue
        if blocks.tag[i] not in _HEADINGS:
            return
        yield i, "veto:last-heading"


def _comments(
    blocks: Blocks, found: Features, kept: list[bool], others: dict[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the kept blocks under a comment class, where enough body stands before them."""
    under = numbers("class above=comment")
    heading = numbers("marker=comment", "is marker=comment")
    before, enough = 0, _ENOUGH
    for i, keep in enumerate(kept):
        if blocks.tag[i] in _HEADINGS and not heading.isdisjoint(found.words[i]):
            enough = _HEADED
        if not keep or i in others:
            continue
        if under.isdisjoint(found.markup.get(blocks.node[i], ())):
            before += found.weights[i]
        elif before >= enough:
            yield i, "veto:comments"
