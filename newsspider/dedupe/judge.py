"""The judge: is this article new, unchanged, updated, a copy, or the same once more?

A record comes in as ``archive.record`` makes it; what goes out are the record's ``revision`` and ``dedup``.
Nothing is remembered until ``keep`` or ``seen`` is called, in the transaction that archives the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from newsspider.dedupe.addresses import same_but_for_parameters
from newsspider.dedupe.containment import overlap
from newsspider.dedupe.index import Match, TextIndex, relation
from newsspider.dedupe.reading import Reading, article_bytes, changed, is_older, read
from newsspider.dedupe.verdict import Kind, Revision, Verdict
from newsspider.state.ledger import Ledger
from newsspider.state.pages import Pages, PageState
from newsspider.text.urls import article_id, url_key

# An address whose canonical one names an archived article is that article where half of the text is the
# same: some sites give every page the canonical address of their home page.
SAME_STORY: Final = 0.5


class Judge:
    """Judges records against all that the ledger's runs have archived."""

    def __init__(self, ledger: Ledger) -> None:
        self._pages = Pages(ledger)
        self._texts = TextIndex(ledger)

    def judge(self, record: Mapping[str, Any]) -> Verdict:
        """Return the verdict on a whole record; remembers nothing."""
        reading = read(record)
        own = self._pages.by_id(record["id"])
        if own and not own.same_as:
            return self._known(record, own, reading)
        match = self._texts.find(reading.text) if reading.text else None
        other = self._other_address(record, own, reading) or self._same_page(record, reading, match)
        if other:
            return Verdict(Kind.DUPLICATE, {}, {}, other, reading)
        return self._archived(record, reading, Revision(1, "new", record["fetched_at"]), match)

    def keep(self, record: Mapping[str, Any], verdict: Verdict) -> None:
        """Remember an archived *record*, with its *verdict*: its page, and its text for later copies."""
        self._pages.put(_page_state(record, verdict))
        text, duplicate_of = verdict.reading.text, verdict.dedup["duplicate_of"]
        if text:
            self._texts.keep(text, self._texts.get(article_bytes(duplicate_of)) if duplicate_of else None)
        canonical = _canonical_id(record)
        if canonical and canonical != record["id"] and self._pages.by_id(canonical) is None:
            self._pages.alias(canonical, record["canonical_url"], _page_state(record, verdict))

    def seen(self, record: Mapping[str, Any], verdict: Verdict) -> None:
        """Remember that a dropped *record* was looked at: validators, time, and which article it is."""
        if verdict.same_as == record["id"]:
            provenance = record["provenance"]
            validators = provenance["etag"], provenance["last_modified"]
            self._pages.touched_id(record["id"], record["fetched_at"], *validators)
            file, *rest = (provenance[f"warc_{name}"] for name in ("file", "offset", "record_id"))
            self._pages.captured(record["id"], provenance["html_sha256"], (file, *rest) if file else None)
            if verdict.kind is Kind.UNCHANGED:
                self._upgrade(record["id"], verdict.reading)
        else:
            self._pages.put(_page_state(record, verdict))

    def _upgrade(self, article: str, reading: Reading) -> None:
        """Have a page whose text is the same know it by the hash of today, so that its next change is seen."""
        own = self._pages.by_id(article)
        if own and is_older(own.fields):
            fields = {**own.fields, "body": reading.fields["body"]}
            self._pages.reread(article, own.revision, fields, own.text_sha256)

    def gone(self, record: Mapping[str, Any]) -> Verdict | None:
        """Return the verdict on a page that answered 404 or 410; None where there is nothing to say.

        *record*: of that answer, body null. A page archived before and not yet gone gets a last revision.
        """
        own = self._pages.by_id(record["id"])
        if own is None or own.same_as or own.gone:
            return None
        reading = read(record)
        return self._next(record, reading, own, _changed(own, reading), gone=True)

    def _known(self, record: Mapping[str, Any], own: PageState, reading: Reading) -> Verdict:
        if own.run_id == record["provenance"]["run_id"] and not _later(record, own):
            return Verdict(Kind.DUPLICATE, {}, {}, own.id, reading)
        names = _changed(own, reading)
        if not names:
            return Verdict(Kind.UNCHANGED, {}, {}, own.id, reading)
        emptied = bool(own.text_sha256 and not reading.sha256)
        return self._next(record, reading, own, names, gone=emptied)

    def _next(
        self,
        record: Mapping[str, Any],
        reading: Reading,
        own: PageState,
        names: tuple[str, ...],
        *,
        gone: bool,
    ) -> Verdict:
        change = "gone" if gone else "updated"
        previous = self._texts.get(article_bytes(own.id))
        similarity = overlap(previous.sample, reading.text.sample).dice if previous and reading.text else None
        revision = Revision(own.revision + 1, change, own.first_seen_at, own.text_sha256, names, similarity)
        match = self._texts.find(reading.text) if reading.text else None
        verdict = self._archived(record, reading, revision, match)
        return replace(verdict, kind=Kind.UPDATED, same_as=own.id)

    def _archived(
        self, record: Mapping[str, Any], reading: Reading, revision: Revision, match: Match | None
    ) -> Verdict:
        dedup = {
            "text_sha256": reading.sha256,
            "fingerprint": reading.fingerprint,
            "cluster_id": self._cluster(record, reading, match),
            "duplicate_of": "art_" + match.text.id.hex() if match else None,
            "similarity": round(match.similarity, 3) if match else None,
            "relation": relation(match, record["domain"]) if match else None,
            "agency": record["dedup"]["agency"],
        }
        return Verdict(Kind.COPY if match else Kind.NEW, revision.to_record(), dedup, None, reading)

    def _cluster(self, record: Mapping[str, Any], reading: Reading, match: Match | None) -> str | None:
        if match:
            return "art_" + self._texts.earliest(match.text).id.hex()
        return record["id"] if reading.sha256 else None

    def _other_address(
        self, record: Mapping[str, Any], own: PageState | None, reading: Reading
    ) -> str | None:
        """The id of the article that *record* is another address of: seen so before, or its canonical one."""
        named = own.same_as if own else _canonical_id(record)
        state = self._pages.by_id(named) if named else None
        if state and state.same_as:
            state = self._pages.by_id(state.same_as)
        if state is None or state.id == record["id"]:
            return None
        return state.id if self._same_story(state, record, reading) else None

    def _same_page(self, record: Mapping[str, Any], reading: Reading, match: Match | None) -> str | None:
        """The id of an article with the same headline and text, whose address differs in parameters that name none."""
        state = self._pages.by_id("art_" + match.text.id.hex()) if match and match.exact else None
        if state is None or state.same_as or state.gone:
            return None
        same = state.fields.get("headline") == reading.fields["headline"]
        return state.id if same and same_but_for_parameters(state.url, record["url"]) else None

    def _same_story(self, state: PageState, record: Mapping[str, Any], reading: Reading) -> bool:
        """Whether half of the text is the same; where one has too little of it, whether the headline is."""
        if state.text_sha256 == reading.sha256 and reading.sha256:
            return True
        kept = self._texts.get(article_bytes(state.id))
        if kept is None or reading.text is None:
            return bool(record["headline"]) and state.fields.get("headline") == reading.fields["headline"]
        return overlap(kept.sample, reading.text.sample).containment >= SAME_STORY


def _changed(own: PageState, reading: Reading) -> tuple[str, ...]:
    """The names of the fields that are not as they were, () where none of them tells."""
    return changed(own.fields, reading.fields, same_text=own.text_sha256 == reading.sha256)


def _later(record: Mapping[str, Any], own: PageState) -> bool:
    """Whether a capture read again was made after the one known: a run reads all that several runs have kept."""
    made, known = (datetime.fromisoformat(at) for at in (record["fetched_at"], own.fetched_at))
    return record["provenance"]["capture"] == "warc" and made > known


def _canonical_id(record: Mapping[str, Any]) -> str | None:
    return article_id(url_key(record["canonical_url"])) if record["canonical_url"] else None


def _page_state(record: Mapping[str, Any], verdict: Verdict) -> PageState:
    """What is known of a page after its record: of one archived all, of another address where it leads."""
    archived = not verdict.kind.dropped
    revision, provenance = verdict.revision, record["provenance"]
    return PageState(
        id=record["id"],
        url=record["url"],
        site=record["site"],
        same_as=None if archived else verdict.same_as,
        revision=revision["number"] if archived else 0,
        etag=provenance["etag"],
        last_modified=provenance["last_modified"],
        html_sha256=provenance["html_sha256"],
        text_sha256=verdict.reading.sha256,
        fields=verdict.reading.fields if archived else {},
        first_seen_at=revision["first_seen_at"] if archived else record["fetched_at"],
        fetched_at=record["fetched_at"],
        changed_at=record["fetched_at"],
        gone=archived and revision["change"] == "gone",
        run_id=provenance["run_id"],
        warc_file=provenance["warc_file"],
        warc_offset=provenance["warc_offset"],
        warc_record_id=provenance["warc_record_id"],
    )
