"""Bytes to text, and what decided the encoding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """*charset*: WHATWG name. *source*: ``bom``, ``header``, ``meta``, ``detected`` or ``default``.
    *warnings*: stable codes (``charset-mislabelled``, ``undecodable-bytes`` …)."""

    text: str
    charset: str
    source: str
    warnings: tuple[str, ...] = ()


def decode(html: bytes, content_type: str | None) -> Decoded:
    """Return the text of a page."""
    return Decoded(html.decode("utf-8", "replace"), "utf-8", "default")
