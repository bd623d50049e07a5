"""The words of the made-up news site: headlines, names and stories, the same for the same number at any time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache

_NOUNS = tuple(
    """harbour council bridge winter market school river ferry budget mayor storm library engineer harvest railway
    museum doctor teacher festival factory orchard election tower valley village court judge minister union strike
    season visitor ticket garden theatre orchestra captain quarry timber station platform signal cyclist lantern
    archive survey reservoir tenant landlord bakery clinic nurse pilot runway warehouse canal dyke meadow forest mill
    print workshop""".split()  # noqa: SIM905 - a line a word would be long
)
_ADJECTIVES = tuple(
    """old new small northern southern eastern western wooden empty crowded silent narrow wide early late municipal
    regional private public former famous humble costly modern ancient broken bright dusty frozen hidden hollow lonely
    muddy nearby painted patient popular quiet rapid restless rural rusty sandy secret shaded sheltered slender sloping
    stony sturdy summer sunken tidy timid unfinished upper vacant vivid weathered windy yearly""".split()  # noqa: SIM905
)
_VERBS = tuple(
    """opened closed repaired delayed promised refused counted measured visited praised doubted rebuilt sold bought
    moved painted inspected insured cancelled restored""".split()  # noqa: SIM905
)
_WHEN = ("on Monday", "last week", "in the autumn", "before the vote", "after long talks", "since the flood")
_FIRST = ("Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Henri", "Irene", "Jonas")
_LAST = ("Arvand", "Belkor", "Corvanne", "Delmas", "Estrin", "Farrow", "Grandval", "Holtz", "Imbert")


@cache
def title(number: int) -> str:
    """Return the headline of an article."""
    dice = random.Random(number)
    return (
        f"The {dice.choice(_NOUNS)} of the {dice.choice(_NOUNS)} {dice.choice(_VERBS)} {dice.choice(_NOUNS)}s"
    )


@cache
def teaser(number: int) -> str:
    """Return the sentence that a list has below an article's headline."""
    return sentence(random.Random(number))


def person(dice: random.Random) -> str:
    """Return a first name and a last name."""
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)}"


def sentence(dice: random.Random) -> str:
    """Return a sentence of some twenty words; as in real texts, hardly any four words stand in two of them."""
    return (
        f"The {_thing(dice)} of the {_thing(dice)} {dice.choice(_VERBS)} {dice.randrange(2, 900)} {_thing(dice)}s "
        f"{dice.choice(_WHEN)}, and the {_thing(dice)} {dice.choice(_VERBS)} it."
    )


def _thing(dice: random.Random) -> str:
    return f"{dice.choice(_ADJECTIVES)} {dice.choice(_NOUNS)}"


def story(dice: random.Random) -> Iterator[str]:
    """Yield ten to sixteen paragraphs, two of them with a quotation."""
    for number in range(dice.randint(10, 16)):
        if number in {3, 7}:
            speaker = person(dice)
            yield f"“{sentence(dice)}” said {speaker}, of the {dice.choice(_NOUNS)} {dice.choice(_NOUNS)}."
        else:
            yield " ".join(sentence(dice) for _ in range(dice.randint(2, 4)))
