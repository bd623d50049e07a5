"""Random records, made from the schema file."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from newsspider.archive.schema import schema

TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


def values(part: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Values that follow one part of the schema."""
    if "const" in part:
        return st.just(part["const"])
    if "enum" in part:
        return st.sampled_from(part["enum"])
    types = [part["type"]] if isinstance(part["type"], str) else part["type"]
    return st.one_of([_of_type(name, part) for name in types])


def _of_type(name: str, part: dict[str, Any]) -> st.SearchStrategy[Any]:
    if name == "object":
        return st.fixed_dictionaries({key: values(inner) for key, inner in part["properties"].items()})
    if name == "array":
        unique = repr if part.get("uniqueItems") else None
        return st.lists(values(part["items"]), max_size=2, unique_by=unique)
    if name == "string" and "pattern" in part:
        pattern = part["pattern"].replace("$", r"\Z").replace(r"^\d{4}-", "^[12][0-9]{3}-")  # no year 0
        return st.from_regex(pattern.replace(r"\d", "[0-9]"), alphabet=_ASCII)
    plain = {
        "null": st.none(),
        "boolean": st.booleans(),
        "string": TEXT.filter(lambda text: len(text) >= part.get("minLength", 0)),
        "integer": st.integers(part.get("minimum", 0), part.get("maximum", 2**31)),
        "number": st.floats(part.get("minimum", 0), part.get("maximum", 1), allow_subnormal=False),
    }
    return plain[name]


_ASCII = st.characters(min_codepoint=32, max_codepoint=126)
RECORDS = values(dict(schema()))
