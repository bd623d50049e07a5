"""Made-up news texts with planted copies, and follow-up stories that are none.

Words are drawn by Zipf's law from a made-up vocabulary. A copy is cut, edited, spliced with paragraphs of its
own, or wrapped in its outlet's standing lines; a follow-up (a hard negative) tells news of its own and
repeats a fifth to a third of an earlier story as background.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


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
        self.rng = random.Random(seed)
        self.count = count
        self.words = ["".join(self.rng.choices(SYLLABLES, k=self.rng.randint(1, 4))) for _ in range(20_000)]
        self.weights = list(accumulate(1 / rank for rank in range(1, 20_001)))
        self.furniture = [[self.paragraph(25) for _ in range(3)] for _ in range(30)]
        self.stories: list[MadeUp] = []

    def texts(self) -> Iterator[MadeUp]:
        """Originals, a quarter copies of earlier ones, 8 % follow-ups, mixed."""
        for number in range(self.count):
            dice = self.rng.random()
            if self.stories and dice < 0.25:
                yield self.copy(number)
            elif self.stories and dice < 0.33:
                yield self.follow_up(number)
            else:
                story = MadeUp(number, number, "original", self.domain(), self.story())
                self.stories.append(story)
                yield story

    def copy(self, number: int) -> MadeUp:
        """A copy of a random earlier story."""
        story = self.rng.choice(self.stories)
        how = self.rng.choice(["exact", "edited", "cut", "wrapped", "spliced", "syndicated"])
        domain = story.domain if how in {"edited", "cut"} else self.domain()
        return MadeUp(number, story.story, how, domain, getattr(self, how)(story.body))

    def follow_up(self, number: int) -> MadeUp:
        """News of its own, and a fifth to a third of it background from an earlier story."""
        paragraphs = self.rng.choice(self.stories).body.split("\n\n")
        background = self.rng.sample(paragraphs, max(1, len(paragraphs) // 4))
        own = self.story(len(background) * self.rng.randint(2, 4)).split("\n\n")
        return MadeUp(number, number, "follow-up", self.domain(), "\n\n".join([*own, *background]))

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

    def wrapped(self, body: str) -> str:
        """Between the standing lines of an outlet."""
        first, *rest = self.rng.choice(self.furniture)
        return "\n\n".join([first, body, *rest])

    def spliced(self, body: str) -> str:
        """With up to a third of paragraphs of the outlet's own."""
        parts = body.split("\n\n")
        for _ in range(max(1, len(parts) // 3)):
            parts.insert(self.rng.randint(0, len(parts)), self.paragraph(50))
        return "\n\n".join(parts)

    def syndicated(self, body: str) -> str:
        """Cut, edited and wrapped, as outlets treat agency text."""
        return self.wrapped(self.edited(self.cut(body)))

    def story(self, paragraphs: int | None = None) -> str:
        """3 to 14 paragraphs of 30 to 80 words."""
        count = paragraphs or self.rng.randint(3, 14)
        return "\n\n".join(self.paragraph(self.rng.randint(30, 80)) for _ in range(count))

    def paragraph(self, words: int) -> str:
        """So many words."""
        return " ".join(self.rng.choices(self.words, cum_weights=self.weights, k=words)) + "."

    def word(self) -> str:
        """One word, by Zipf's law."""
        return self.rng.choices(self.words, cum_weights=self.weights)[0]

    def domain(self) -> str:
        """One of thirty outlets."""
        return f"outlet{self.rng.randrange(30)}.example"
