"""Made-up news texts with planted copies, and follow-up stories that are none.

Words are drawn by Zipf's law from made-up vocabularies, one in plain Latin letters, one with accents, one in
Cyrillic. A copy is cut, edited, spliced with paragraphs of its own, an excerpt, or wrapped in its outlet's
standing lines; a follow-up (a hard negative) tells news of its own and repeats a fifth to a third of it from
an earlier story as background. Stories are written again when they are copied, not kept: any number of texts
takes the same memory.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

LETTERS = (("bdfgklmnprstvz", "aeiou"), ("bdfgklmnprstvz", "aéèioôu"), ("бвгдклмнпрст", "аеиоуя"))
COPIES = ("exact", "edited", "cut", "wrapped", "spliced", "syndicated", "excerpt")
AT_HOME = {"edited", "cut"}
OUTLETS = 30
VOCABULARY = 20_000


@dataclass(frozen=True)
class MadeUp:
    """A text. *story*: the number of the text it tells, its own for an original; *how*: it was made."""

    number: int
    story: int
    how: str
    domain: str
    body: str


class Writer:
    """Writes *count* texts, the same for the same *seed*."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self.count, self.seed = count, seed
        self.rng = random.Random(seed)
        self.vocabularies = [self.vocabulary(*letters) for letters in LETTERS]
        self.words = self.vocabularies[0]
        self.weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self.furniture = []
        for outlet in range(OUTLETS):
            self.words = self.vocabularies[outlet % len(LETTERS)]
            self.furniture.append([self.paragraph(25) for _ in range(3)])
        self.stories: list[int] = []

    def vocabulary(self, consonants: str, vowels: str) -> list[str]:
        """Words of one to four syllables, the frequent ones first."""
        syllables = [c + v for c in consonants for v in vowels]
        return ["".join(self.rng.choices(syllables, k=self.rng.randint(1, 4))) for _ in range(VOCABULARY)]

    def texts(self) -> Iterator[MadeUp]:
        """Originals, a quarter copies of earlier ones, 8 % follow-ups, mixed."""
        for number in range(self.count):
            dice = self.rng.random()
            if self.stories and dice < 0.25:
                yield self.copy(number, self.rng.choice(self.stories))
            elif self.stories and dice < 0.33:
                yield self.follow_up(number, self.rng.choice(self.stories))
            else:
                self.stories.append(number)
                yield self.original(number)

    def original(self, number: int) -> MadeUp:
        """The story of this number, the same whenever it is asked for."""
        kept, self.rng = self.rng, random.Random(self.seed << 32 | number)
        outlet = self.rng.randrange(OUTLETS)
        self.words = self.vocabularies[outlet % len(LETTERS)]
        body = self.story()
        self.rng = kept
        return MadeUp(number, number, "original", domain(outlet), body)

    def copy(self, number: int, story: int) -> MadeUp:
        """A copy of a story, at its own outlet or another one of its language."""
        source, how = self.original(story), self.rng.choice(COPIES)
        outlet = self.rng.randrange(OUTLETS // len(LETTERS)) * len(LETTERS) + self.language
        body = self.wrapped(source.body, outlet) if how == "wrapped" else getattr(self, how)(source.body)
        if how == "syndicated":
            body = self.wrapped(body, outlet)
        return MadeUp(number, story, how, source.domain if how in AT_HOME else domain(outlet), body)

    def follow_up(self, number: int, story: int) -> MadeUp:
        """News of its own, and a fifth to a third of it background from an earlier story."""
        source = self.original(story)
        paragraphs = source.body.split("\n\n")
        background = self.rng.sample(paragraphs, max(1, len(paragraphs) // 4))
        own = self.story(len(background) * self.rng.randint(2, 4)).split("\n\n")
        return MadeUp(number, number, "follow-up", source.domain, "\n\n".join([*own, *background]))

    @property
    def language(self) -> int:
        """Which vocabulary is in use."""
        return next(i for i, words in enumerate(self.vocabularies) if words is self.words)

    def exact(self, body: str) -> str:
        """The same words, other white space and marks."""
        return body.replace(". ", " .  ").upper()

    def edited(self, body: str) -> str:
        """Two to eight words in a hundred are others."""
        share = self.rng.uniform(0.02, 0.08)
        return "\n\n".join(
            " ".join(self.word() if self.rng.random() < share else word for word in part.split())
            for part in body.split("\n\n")
        )

    def cut(self, body: str) -> str:
        """The first half or more."""
        parts = body.split("\n\n")
        return "\n\n".join(parts[: max(2, round(len(parts) * self.rng.uniform(0.5, 0.9)))])

    def excerpt(self, body: str) -> str:
        """A fifth to four tenths of it, from anywhere, two paragraphs at least."""
        parts = body.split("\n\n")
        count = max(2, round(len(parts) * self.rng.uniform(0.2, 0.4)))
        first = self.rng.randint(0, max(0, len(parts) - count))
        return "\n\n".join(parts[first : first + count])

    def wrapped(self, body: str, outlet: int) -> str:
        """Between the standing lines of an outlet."""
        first, *rest = self.furniture[outlet]
        return "\n\n".join([first, body, *rest])

    def spliced(self, body: str) -> str:
        """With up to a third of paragraphs of the outlet's own."""
        parts = body.split("\n\n")
        for _ in range(max(1, len(parts) // 3)):
            parts.insert(self.rng.randint(0, len(parts)), self.paragraph(50))
        return "\n\n".join(parts)

    def syndicated(self, body: str) -> str:
        """Cut and edited, to be wrapped: as outlets treat agency text."""
        return self.edited(self.cut(body))

    def story(self, paragraphs: int | None = None) -> str:
        """3 to 14 paragraphs of 30 to 80 words."""
        count = paragraphs or self.rng.randint(3, 14)
        return "\n\n".join(self.paragraph(self.rng.randint(30, 80)) for _ in range(count))

    def paragraph(self, words: int) -> str:
        """So many words, in sentences of 15."""
        drawn = self.rng.choices(self.words, cum_weights=self.weights, k=words)
        return " ".join(" ".join(drawn[i : i + 15]).capitalize() + "." for i in range(0, words, 15))

    def word(self) -> str:
        """One word, by Zipf's law."""
        return self.rng.choices(self.words, cum_weights=self.weights)[0]


def domain(outlet: int) -> str:
    """The registrable domain of an outlet."""
    return f"outlet{outlet}.example"
