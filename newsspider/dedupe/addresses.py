"""Addresses that may be of one article, before its text is looked at."""

from __future__ import annotations

from urllib.parse import parse_qsl

from newsspider.text.lexicon import words
from newsspider.text.urls import url_key


def same_but_for_parameters(one: str, other: str) -> bool:
    """Return whether two http(s) addresses differ only in parameters, and in none that chooses the article in common
    software (``addresses.toml``, ``article``); what ``url_key`` leaves out does not count."""
    (path, query), (other_path, other_query) = _parts(one), _parts(other)
    naming = words("addresses", "article")
    return path == other_path and not any(name.lower() in naming for name, _ in query ^ other_query)


def _parts(url: str) -> tuple[str, set[tuple[str, str]]]:
    """Host and path of an address, and its parameters."""
    path, _, query = url_key(url).partition("?")
    return path, set(parse_qsl(query, keep_blank_values=True))
