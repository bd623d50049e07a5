"""TOML into rules; a mistake is told as ``FILE:LINE: KEY: why``."""

from __future__ import annotations

from functools import cache

from newsspider.rules.site import Rules


@cache
def builtin() -> Rules:
    """Return the rules that come with newsspider: its themes, and no site."""
    return Rules()
