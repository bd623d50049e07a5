"""Lines made anew from their captures."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pytest
from lines import wrong
from rebuilding import OURS, add, extracted, newer, page, raw, rebuilt

from newsspider.archive import staging
from newsspider.archive.files import article_files
from newsspider.archive.jsonl import encode
from newsspider.archive.local import LocalStore
from newsspider.archive.packing import Packing
from newsspider.archive.rebuild import Change, Rebuilder, Result
from newsspider.archive.rebuild_files import rebuild
from newsspider.archive.staging import staged
from newsspider.cli.main import main
from newsspider.dedupe.fingerprint import plain, text_sha256
from newsspider.dedupe.reading import read
from newsspider.errors import OutputError
from newsspider.state.ledger import Ledger
from newsspider.state.pages import Pages


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """An archive of two articles, one of them with a second revision on the next day."""
    root = tmp_path / "kept"
    add(root, (1, page(1)), (2, page(2)))
    add(root, (1, page(1, " And more.")), day=1)
    return root


def test_the_same_extraction_gives_the_same_bytes(kept: Path) -> None:
    counts, told = rebuilt(kept)
    assert counts.lines == {Result.SAME: 3}
    assert [encode(found.line) for found in told] == [line + b"\n" for line in raw(kept)]
    lines = [orjson.loads(line) for line in raw(kept)]
    assert [line["revision"]["number"] for line in lines] == [1, 1, 2]


def test_the_same_extraction_writes_nothing(kept: Path) -> None:
    before = {file: file.read_bytes() for file in article_files(kept)}
    assert rebuilt(kept, write=True)[0].written == 0
    assert {file: file.read_bytes() for file in article_files(kept)} == before
    assert wrong(kept) == []


def test_a_newer_extraction_changes_the_fields_it_reads_otherwise(kept: Path) -> None:
    before = raw(kept)
    counts, told = rebuilt(kept, newer)
    assert raw(kept) == before
    assert counts.lines == {Result.CHANGED: 3}
    assert counts.fields["headline"] == counts.fields["body"] == counts.fields["dedup.text_sha256"] == 3
    assert counts.fields["revision.previous_text_sha256"] == 1
    assert Change("headline", "Bridge 1 stays", "BRIDGE 1 STAYS") in told[0].changes


def test_new_lines_keep_who_they_are_and_how_they_came(kept: Path) -> None:
    before = [orjson.loads(line) for line in raw(kept)]
    counts, _ = rebuilt(kept, newer, write=True)
    after = [orjson.loads(line) for line in raw(kept)]
    assert counts.written == 2
    assert wrong(kept) == []
    for old, new in zip(before, after, strict=True):
        for name in ("id", "revision_id", "url", "url_key", "site", "fetched_at", "provenance"):
            assert new[name] == old[name]
        assert new["dedup"]["cluster_id"] == old["dedup"]["cluster_id"]
        assert new["dedup"]["text_sha256"] == text_sha256(plain(new["body"]))
        assert {**new["revision"], "previous_text_sha256": 0} == {
            **old["revision"],
            "previous_text_sha256": 0,
        }
    assert after[2]["revision"]["previous_text_sha256"] == after[0]["dedup"]["text_sha256"]
    assert rebuilt(kept, newer)[0].lines == {Result.SAME: 3}


def test_the_state_and_the_descriptor_know_the_new_lines(kept: Path) -> None:
    rebuilt(kept, newer, write=True)
    last = orjson.loads(raw(kept)[2])
    ledger = Ledger(kept)
    state = Pages(ledger).by_id(last["id"])
    sizes = dict(ledger.execute("SELECT path, size FROM files WHERE path LIKE '%.jsonl.gz'").fetchall())
    ledger.close()
    assert state is not None
    assert (state.revision, state.text_sha256) == (2, last["dedup"]["text_sha256"])
    assert sizes == {f.relative_to(kept).as_posix(): f.stat().st_size for f in article_files(kept)}
    described = orjson.loads((kept / "datapackage.json").read_bytes())["resources"]
    assert sizes.items() <= {r["path"]: r["bytes"] for r in described}.items()
    add(kept, (1, page(1, " And more yet.")), day=2)
    assert orjson.loads(raw(kept)[3])["revision"]["previous_text_sha256"] == last["dedup"]["text_sha256"]


def test_a_vanished_page_stays_vanished(kept: Path) -> None:
    add(kept, (2, b"<p>no such page"), day=2, status=404)
    counts, _ = rebuilt(kept)
    assert counts.lines == {Result.SAME: 4}


def test_lines_that_cannot_be_read_again_are_kept_as_they_are(kept: Path) -> None:
    add(kept, (3, page(3)), spider="mine")
    add(kept, (4, page(4)), keep=False)
    before = raw(kept)
    counts, _ = rebuilt(kept)
    assert counts.lines == {Result.SAME: 3, Result.REFINED: 1, Result.UNKEPT: 1}
    assert rebuilt(kept, lambda *_: None)[0].lines[Result.NO_RULES] == 3
    assert rebuilt(kept, ours=None)[0].lines == {Result.SAME: 4, Result.UNKEPT: 1}
    first = orjson.loads(before[0])["provenance"]["warc_file"]
    (kept / first).rename(kept / "elsewhere")
    assert rebuilt(kept)[0].lines[Result.MISSING] == 2


def test_a_capture_with_other_bytes_is_not_believed(kept: Path) -> None:
    line = orjson.loads(raw(kept)[0])
    line["provenance"]["html_sha256"] = "sha256:" + "0" * 64
    file = article_files(kept)[0]
    file.unlink()
    file.with_suffix("").write_bytes(encode(line))
    assert rebuilt(kept)[0].lines[Result.MISSING] == 1


def test_a_record_that_breaks_the_schema_is_not_taken(kept: Path) -> None:
    from dataclasses import replace

    def worse(capture: Any, provenance: Any) -> Any:
        return replace(extracted(capture, provenance), kind="poem")

    assert rebuilt(kept, worse)[0].lines == {Result.INVALID: 3}


def test_a_damaged_file_is_left_as_it_is(kept: Path) -> None:
    file = article_files(kept)[1]
    file.write_bytes(file.read_bytes()[:-9])
    counts, _ = rebuilt(kept, newer)
    assert counts.damaged == [file.relative_to(kept).as_posix()]
    assert counts.lines == {Result.CHANGED: 2}


def test_a_disk_that_refuses_leaves_all_as_it_was(kept: Path) -> None:
    before = raw(kept)
    staged(article_files(kept)[1]).mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        rebuilt(kept, newer, write=True)
    assert raw(kept) == before


_EVENTS = frozenset({"open", "os.rename", "os.remove"})


def _dying(after: int, work: Callable[[], object], events: frozenset[str] = _EVENTS) -> int:
    """Run *work* in a process that is killed at its *after*-th file opened, renamed or removed; how it ended."""
    child = os.fork()
    if child == 0:
        left = after

        def hook(event: str, _: object) -> None:
            nonlocal left
            if event in events:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitpid(child, 0)[1]


def test_killed_at_any_moment_all_lines_are_new_or_none(kept: Path) -> None:
    old = raw(kept)
    rebuilt(kept)  # what is imported late is by now
    moment, seen = 1, set()
    while _dying(moment, lambda: rebuilt(kept, newer, write=True)) == signal.SIGKILL:
        for line in raw(kept):
            orjson.loads(line)
        add(kept)  # the next start does the rest
        now = raw(kept)
        assert wrong(kept) == []
        assert list(kept.rglob(".*.staged")) == []
        seen.add(now == old)
        changed = rebuilt(kept, newer)[0].lines
        assert changed in ({Result.SAME: 3}, {Result.CHANGED: 3})
        if now != old:
            break
        moment += 3
    assert seen == {True, False}


@pytest.mark.parametrize("renamed", [1, 2])
def test_killed_between_two_files_the_next_start_does_the_rest(kept: Path, renamed: int) -> None:
    old = raw(kept)
    work = partial(rebuilt, kept, newer, write=True)
    assert _dying(renamed, work, frozenset({"os.rename"})) == signal.SIGKILL
    assert [line in old for line in raw(kept)] == [renamed == 1, renamed == 1, True]
    add(kept)
    assert rebuilt(kept, newer)[0].lines == {Result.SAME: 3}
    assert wrong(kept) == []


def test_killed_between_two_files_a_repair_does_the_rest(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = partial(rebuilt, kept, newer, write=True)
    assert _dying(1, work, frozenset({"os.rename"})) == signal.SIGKILL
    main(["verify", "--repair", str(kept)])
    assert capsys.readouterr().err == ""
    assert not (kept / "quarantine").exists()
    assert rebuilt(kept, newer)[0].lines == {Result.SAME: 3}
    assert wrong(kept) == []


@pytest.mark.parametrize(("packing", "count"), [(Packing.ZSTD, 51), (Packing.NONE, 2)])
def test_files_packed_otherwise_stay_so(tmp_path: Path, packing: Packing, count: int) -> None:
    add(tmp_path, *((number, page(number)) for number in range(count)), packing=packing)
    before = [file.name for file in article_files(tmp_path)]
    assert rebuilt(tmp_path, newer, write=True)[0].lines == {Result.CHANGED: count}
    assert [file.name for file in article_files(tmp_path)] == before
    assert rebuilt(tmp_path, newer)[0].lines == {Result.SAME: count}
    assert wrong(tmp_path) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, OutputError])
@pytest.mark.parametrize("moved", [0, 1])
def test_stopped_once_the_new_lines_count_the_next_start_does_the_rest(
    kept: Path, error: type[BaseException], moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[Path] = []

    def move(new: Path) -> None:
        if len(done) == moved:
            raise error
        done.append(new)
        _move(new)

    _move = staging._move
    monkeypatch.setattr(staging, "_move", move)
    with pytest.raises(error):
        rebuilt(kept, newer, write=True)
    monkeypatch.undo()
    add(kept)
    assert rebuilt(kept, newer)[0].lines == {Result.SAME: 3}
    assert wrong(kept) == []
    assert list(kept.rglob(".*.staged")) == []


def test_where_the_commit_fails_nothing_is_left_of_the_new_lines(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = raw(kept)
    monkeypatch.setattr(LocalStore, "commit", _refusing)
    with pytest.raises(OutputError, match="full"):
        rebuilt(kept, newer, write=True)
    monkeypatch.undo()
    assert list(kept.rglob(".*.staged")) == []
    assert raw(kept) == before
    add(kept)
    assert wrong(kept) == []


def _refusing(store: LocalStore) -> None:
    if list(store.root.rglob(".*.staged")):
        raise OutputError("full")


@pytest.mark.parametrize("reverse", [False, True])
def test_a_revision_knows_the_new_text_before_it_wherever_that_stands(
    tmp_path: Path, *, reverse: bool
) -> None:
    packings = [Packing.GZIP, Packing.NONE]  # by name the plain file comes first
    for packing, more in zip(packings[:: -1 if reverse else 1], ("", " And more."), strict=True):
        add(tmp_path, (1, page(1, more)), packing=packing)
    assert rebuilt(tmp_path, newer, write=True)[0].lines == {Result.CHANGED: 2}
    assert wrong(tmp_path) == []
    assert len(raw(tmp_path)) == 2
    assert rebuilt(tmp_path, newer)[0].lines == {Result.SAME: 2}


def test_texts_are_remembered_of_followed_revisions_only(kept: Path) -> None:
    rebuilder = Rebuilder(kept, newer, read, OURS)
    assert rebuild(kept, rebuilder, lambda _: None).lines == {Result.CHANGED: 3}
    assert [number for _, number in rebuilder._texts] == [1]


def test_the_next_start_removes_what_was_never_written_to_its_end(kept: Path) -> None:
    day = article_files(kept)[0]
    (kept / "sources").mkdir()
    left = [
        day.with_name(f".{day.name}.new"),
        kept / ".runs.jsonl.new",
        kept / "sources/.0123456789abcdef.toml.new",
    ]
    own = [day.with_name(".notes.new"), kept / ".report.html.new"]
    for file in (*left, *own):
        file.write_bytes(b"half")
    add(kept)
    assert [file.exists() for file in left] == [False] * 3
    assert [file.exists() for file in own] == [True] * 2


def test_the_name_of_a_new_version_lasts_before_it_counts(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    commit = LocalStore.commit

    def noted(what: str, work: Callable[..., None]) -> Callable[..., None]:
        def both(*given: object) -> None:
            done.append(what)
            work(*given)

        return both

    monkeypatch.setattr(staging, "_sync_folder", noted("folder", staging._sync_folder))
    monkeypatch.setattr(LocalStore, "commit", noted("commit", commit))
    monkeypatch.setattr(staging, "_move", noted("move", staging._move))
    rebuilt(kept, newer, write=True)
    first = done.index("move")
    assert done[first - 2 : first] == ["folder", "commit"]
