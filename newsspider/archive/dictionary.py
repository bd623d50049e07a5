"""The data dictionary: the schema as a page for people, Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsspider.archive.schema import schema


def markdown() -> str:
    """Return a table of every field of a record, nested ones too: name, type, whether null, what it holds.

    `list[].name` is a field of a list's items, `object.name` one of an object.
    """
    rows = "\n".join(_rows("", schema()["properties"]))
    return f"| field | type | null | what it holds |\n|---|---|---|---|\n{rows}\n"


def _rows(prefix: str, properties: Mapping[str, Any]) -> Iterator[str]:
    for name, part in properties.items():
        types = [part["type"]] if isinstance(part["type"], str) else part["type"]
        kind = next(t for t in types if t != "null")
        nullable = "yes" if "null" in types else "no"
        yield f"| `{prefix}{name}` | {_type(kind, part)} | {nullable} | {_meaning(part)} |"
        inner = part.get("items", part)
        if "properties" in inner:
            yield from _rows(f"{prefix}{name}{'[]' if kind == 'array' else ''}.", inner["properties"])


def _type(kind: str, part: Mapping[str, Any]) -> str:
    return f"list of {part['items']['type']}" if kind == "array" else kind


def _meaning(part: Mapping[str, Any]) -> str:
    values = [f"`{value}`" for value in part.get("enum", ()) if value is not None]
    meaning = part["description"].replace("|", "\\|")
    return f"{meaning} One of {', '.join(values)}." if values else meaning
