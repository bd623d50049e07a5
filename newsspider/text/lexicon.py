"""Words are data: ``lexicon/*.toml``, a file a topic, a table a language, each read once.

lexicon/speech/fr.toml ...   cue verbs and roles for quotations, a file a language
lexicon/headings.toml        headings of blocks that are no text: related, popular, share …
lexicon/classes.toml         words in class and id names, by family
…
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(topic: str) -> dict[str, Any]:
    """Return the tables of ``lexicon/TOPIC.toml``; *topic* may hold a slash (``speech/fr``)."""
    return tomllib.loads(files(__package__).joinpath(f"lexicon/{topic}.toml").read_text(encoding="utf-8"))


@cache
def words(topic: str, table: str) -> tuple[str, ...]:
    """Return the words of one *table* of *topic* in every language, longest first, without repeats.

    A table is a list of words, or tables of lists by language: ``[read_also]`` / ``fr = ["à lire aussi"]``.
    """
    found = load(topic)[table]
    lists = found.values() if isinstance(found, dict) else [found]
    return tuple(sorted({word for words_ in lists for word in words_}, key=lambda w: (-len(w), w)))
