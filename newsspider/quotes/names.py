"""Names: their words, and how far two spellings of one name lie apart."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby

from newsspider.text.normalize import unaccented

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_LATIN = "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch _ iu ia y e e _"
_CYRILLIC = str.maketrans(
    {
        letter: latin.replace("_", "")
        for letter, latin in zip("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ", _LATIN.split(" "), strict=True)
    }
)
# Spellings that transliterations into Latin letters exchange: Lytvynenko, Litvinenko; Zelensky, Selenskyj.
_SOUNDS = (("shch", "s"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("kh", "h"), ("ts", "c"),
           ("tz", "c"), ("ph", "f"), ("ou", "u"), ("yy", "i"), ("ij", "i"), ("iy", "i"), ("yj", "i"), ("y", "i"),
           ("j", "i"), ("w", "v"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("g", "h"))  # fmt: skip
_NEAR = 0.2  # edits a letter; Lytvynenko and Litvinenko are 0 apart by sound, Müller and Miller 0.17


def name_words(name: str) -> list[str]:
    """Return the words of *name* in lower case, without accents; [] where it has none."""
    return [plain(w) for w in _WORD.findall(name)]


@lru_cache(maxsize=4096)
def plain(word: str) -> str:
    """Return *word* in lower case, without accents, apostrophes straight."""
    if word.isascii():
        return word.lower()
    return unaccented(word.casefold().replace("’", "'").replace("ʼ", "'"))


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """Return how *word* sounds, roughly: one letter a sound, the same for each way to write it in Latin."""
    text = plain(word)
    if not text.isascii():
        text = text.translate(_CYRILLIC)
    for spelling, letter in _SOUNDS:
        text = text.replace(spelling, letter)
    return "".join([letter for letter, _ in groupby(text)])


def same_name(one: str, other: str) -> bool:
    """Whether two family names are spellings of one: equal, or within 0.2 edits a letter by sound.

    Names of fewer than five letters must be equal, and so must the first sound.
    """
    if plain(one) == plain(other):
        return True
    a, b = sound(one), sound(other)
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    most = int(_NEAR * min(len(a), len(b)) - 0.5)
    if most == 0 or abs(len(a) - len(b)) > most:
        return a == b
    return distance(a, b) <= most


def is_called(wanted: str, name: str) -> bool:
    """Whether somebody printed as *name* can be the person *wanted*: by full or family name, in any spelling.

    "Lytvynenko" and "Oleksandr Lytvynenko" are both found in "Litvinenko", "O. Lytvynenko" and "Олександр
    Литвиненко"; "Anna Lytvynenko" is not found in "Oleksandr Lytvynenko". A title before a name does not count.
    """
    asked, printed = name_words(wanted), name_words(name)
    if not asked or not printed or not same_name(asked[-1], printed[-1]):
        return False
    if len(asked) == 1 or len(printed) == 1:
        return True
    family = len(asked) > 2 and asked[-2] == printed[-2]
    given = {sound(word) for word in printed[:-1]}
    return family or any(_given(sound(word), given) for word in asked[:-1])


def _given(word: str, names: set[str]) -> bool:
    """Whether a given name, by its sound, is one of *names*, or the initial of one, or one of them its initial."""
    return any(word.startswith(name) or name.startswith(word) for name in names if name and word)


def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance of two words: letters put in, left out or replaced.

    Beginnings and ends that agree cost nothing; the rest is O(len x len).
    """
    head = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if head is None:
        return abs(len(one) - len(other))
    one, other = one[head:], other[head:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        corner, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return row[-1]
