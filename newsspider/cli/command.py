"""What a command of ``newsspider`` is."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """*what* it does, in a sentence; an *example* to copy; *arguments* adds its own; *run* returns the exit code."""

    name: str
    what: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
