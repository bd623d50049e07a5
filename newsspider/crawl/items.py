"""The item: one line of the archive, every key in every item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from newsspider.model import SCHEMA_VERSION

_Object = dict[str, Any]


@dataclass(slots=True)
class ArticleItem:
    """The fields of article.schema.json, in its order; docs/record.md says what each holds."""

    schema_version: str = SCHEMA_VERSION
    id: str | None = None
    revision_id: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    url_key: str | None = None
    site: str | None = None
    domain: str | None = None
    publisher: str | None = None
    kind: str = "unknown"
    headline: str | None = None
    subheadline: str | None = None
    summary: str | None = None
    body: str | None = None
    body_blocks: list[_Object] = field(default_factory=list)
    word_count: int = 0
    language: str | None = None
    language_source: str | None = None
    authors: list[_Object] = field(default_factory=list)
    section: str | None = None
    keywords: list[str] = field(default_factory=list)
    images: list[_Object] = field(default_factory=list)
    published_at: str | None = None
    published_date: str | None = None
    published_raw: str | None = None
    published_tz: str | None = None
    published_tz_source: str | None = None
    published_source: str | None = None
    modified_at: str | None = None
    modified_date: str | None = None
    modified_tz: str | None = None
    modified_raw: str | None = None
    fetched_at: str | None = None
    access: str = "unknown"
    completeness: str = "none"
    quotes: list[_Object] = field(default_factory=list)
    links: list[_Object] = field(default_factory=list)
    related_links: list[_Object] = field(default_factory=list)
    rights: _Object = field(default_factory=dict)
    extraction: _Object = field(default_factory=dict)
    revision: _Object = field(default_factory=dict)
    dedup: _Object = field(default_factory=dict)
    provenance: _Object = field(default_factory=dict)

    @classmethod
    def from_record(cls, line: Mapping[str, Any]) -> ArticleItem:
        """Return the item of a record; a key the record lacks keeps its empty value."""
        return cls(**line)

    def to_record(self) -> dict[str, Any]:
        """Return the line, keys in the schema's order; the values are the item's own, not copies."""
        return {name: getattr(self, name) for name in _NAMES}


_NAMES = tuple(f.name for f in fields(ArticleItem))
