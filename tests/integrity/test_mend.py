"""Archives that were cut, spoiled or have lost files: verified, mended, verified again, and crawled again."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from lines import capture, crawled, repaired, run, wrong

from newsspider.archive.archive import Archive
from newsspider.archive.captures import stored_captures
from newsspider.archive.files import article_files, read_articles
from newsspider.archive.jsonl import read_jsonl
from newsspider.archive.packing import Packing
from newsspider.cli.verify import remembering, text_hash
from newsspider.errors import LockedError
from newsspider.integrity.mend import mend
from newsspider.state.ledger import Ledger

COUNT = 8
LINES = "courrier/2026/03/11.jsonl.gz"
KINDS = (
    *("courrier/2026/03/11.jsonl.*", "warc/*/*.warc.gz", "failures.jsonl", "runs.jsonl"),
    *("article.schema.json", "datapackage.json", "state.sqlite"),
)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of eight articles, as a run left it."""
    root = tmp_path_factory.mktemp("whole") / "out"
    assert crawled(root, COUNT) == COUNT
    assert wrong(root) == []
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    return Path(shutil.copytree(whole, tmp_path / "out"))


def revisions(root: Path) -> Counter[str]:
    return Counter(line["revision_id"] for file in article_files(root) for line in read_articles(file))


def again(root: Path) -> None:
    """A repair and the next run: what was lost is there once more, nothing twice."""
    assert repaired(root)
    assert wrong(root) == []
    assert repaired(root) == []
    kept = len(revisions(root))
    assert crawled(root, COUNT) == COUNT - kept
    found = revisions(root)
    assert (len(found), set(found.values())) == (COUNT, {1})
    assert wrong(root) == []
    captured = {stored.capture.url for file in root.glob("warc/*/*") for stored in stored_captures(file)}
    assert len(captured) == COUNT


def one(root: Path, pattern: str) -> Path:
    return next(iter(sorted(root.glob(pattern))))


def named(problems: list[str], file: Path, root: Path) -> bool:
    """Whether the file is named, by itself or as the capture of a line."""
    return any(file.relative_to(root).as_posix() in problem for problem in problems)


def spoil(root: Path, file: Path, data: bytes) -> Path:
    """A copy of the archive in which *file* has other bytes."""
    copy = Path(shutil.copytree(root, root.parent / "spoiled", dirs_exist_ok=False))
    (copy / file.relative_to(root)).write_bytes(data)
    return copy


@pytest.mark.parametrize("pattern", KINDS)
def test_cut_anywhere(root: Path, pattern: str) -> None:
    file = one(root, pattern)
    data = file.read_bytes()
    for keep in sorted({0, len(data) // 3, len(data) - 9, len(data) - 1}):
        copy = spoil(root, file, data[:keep])
        assert named(wrong(copy), copy / file.relative_to(root), copy)
        again(copy)
        shutil.rmtree(copy)


@pytest.mark.parametrize("pattern", KINDS[:2])
def test_cut_at_many_bytes(root: Path, pattern: str) -> None:
    file = one(root, pattern)
    data = file.read_bytes()
    lines = len(revisions(root))
    for keep in range(1, len(data), len(data) // 25):
        file.write_bytes(data[:keep])
        told = wrong(root)
        assert named(told, file, root)
        assert len(revisions(root)) <= lines
        file.write_bytes(data)
    assert wrong(root) == []


@pytest.mark.parametrize("pattern", KINDS)
def test_flipped_bits(root: Path, pattern: str) -> None:
    file = one(root, pattern)
    data = file.read_bytes()
    dice = random.Random(7)
    for _ in range(3):
        changed = bytearray(data)
        changed[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        copy = spoil(root, file, changed)
        told = wrong(copy)
        if told:
            assert named(told, copy / file.relative_to(root), copy)
            again(copy)
        else:
            assert pattern == "state.sqlite"  # a byte SQLite has no use for
        shutil.rmtree(copy)


@pytest.mark.parametrize("packing", [Packing.ZSTD, Packing.NONE], ids=["zstd", "none"])
def test_other_packings(tmp_path: Path, packing: Packing) -> None:
    crawled(tmp_path, COUNT, packing)
    file = one(tmp_path, f"courrier/2026/03/11.jsonl{packing.suffix}")
    data = bytearray(file.read_bytes())
    data[len(data) // 3] ^= 0x80
    file.write_bytes(data[:-20])
    assert named(wrong(tmp_path), file, tmp_path)
    again(tmp_path)


@pytest.mark.parametrize("pattern", KINDS)
def test_gone(root: Path, pattern: str) -> None:
    file = one(root, pattern)
    file.unlink()
    assert named(wrong(root), file, root)
    repaired(root)
    assert wrong(root) == []
    assert crawled(root, COUNT) == 0  # a day that was moved away is not fetched again
    assert wrong(root) == []


def test_nothing_is_deleted_and_the_rest_stays_in_its_place(root: Path) -> None:
    file = one(root, "warc/*/*.warc.gz")
    data = bytearray(file.read_bytes())
    places = [stored.place for stored in stored_captures(file, root)]
    begin, end = places[2].warc_offset, places[3].warc_offset
    data[begin + 60] ^= 1
    file.write_bytes(data)
    assert f"{file.relative_to(root)}:byte {begin}: damaged" in "".join(wrong(root))
    done = repaired(root)
    [kept] = (root / "quarantine").rglob("*.byte-*")
    assert data[begin:end].startswith(kept.read_bytes())
    assert kept.relative_to(root).as_posix() in done[0]
    left = [stored.place for stored in stored_captures(file, root)]
    assert left == [*places[:2], *places[3:]]
    assert len(list(ArchiveIterator(str(file), record_types=WarcRecordType.response))) == COUNT - 1
    bare = [line for line in read_articles(article_files(root)[0]) if not line["provenance"]["warc_file"]]
    assert [line["headline"] for line in bare] == ["Le pont 2, 1"]


@pytest.mark.parametrize("number", [1, 2])
def test_a_lost_revision(root: Path, number: int) -> None:
    """A first one can not be had again, and stays known as lost; of a last one the page is fetched again."""
    crawled(root, COUNT, edition=2)
    before = revisions(root)
    assert len(before) == 2 * COUNT
    file = root / f"courrier/2026/03/1{number}.jsonl.gz"
    file.write_bytes(b"\x00" + file.read_bytes()[1:])
    assert named(wrong(root), file, root)
    repaired(root)
    assert wrong(root) == []
    lost = before - revisions(root)
    noted = {line["revision_id"] for line in read_jsonl(root / "quarantine/lost.jsonl")}
    assert set(lost) == noted
    assert crawled(root, COUNT, edition=2) == (len(lost) if number == 2 else 0)
    assert set(revisions(root).values()) == {1}
    assert wrong(root) == []
    assert crawled(root, COUNT, edition=2) == 0


def test_a_state_from_before(root: Path) -> None:
    """What it has missed it is told; nothing is archived twice."""
    older = (root / "state.sqlite").read_bytes()
    crawled(root, COUNT + 3)
    (root / "state.sqlite").write_bytes(older)
    assert named(wrong(root), root / LINES, root)
    repaired(root)
    assert wrong(root) == []
    assert crawled(root, COUNT + 3) == 0


def test_a_state_made_anew_knows_copies(root: Path) -> None:
    with closing(Ledger(root)) as ledger:
        before = ledger.execute("SELECT id, url, revision, text_sha256, fields FROM pages").fetchall()
        texts = ledger.execute("SELECT id, sha256 FROM texts ORDER BY id").fetchall()
        ran = ledger.execute("SELECT * FROM runs").fetchall()
    (root / "state.sqlite").unlink()
    assert repaired(root)
    with closing(Ledger(root)) as ledger:
        assert ledger.execute("SELECT id, url, revision, text_sha256, fields FROM pages").fetchall() == before
        assert ledger.execute("SELECT id, sha256 FROM texts ORDER BY id").fetchall() == texts
        assert ledger.execute("SELECT * FROM runs").fetchall() == ran


def test_a_run_that_writes_is_left_alone(root: Path) -> None:
    opened = Archive.open(root, run())
    opened.write_capture(capture(), "courrier")
    assert wrong(root) == []
    with pytest.raises(LockedError, match="in use by process"):
        repaired(root)
    opened.abandon()


def test_a_killed_run(root: Path) -> None:
    opened = Archive.open(root, run())
    opened.write_capture(capture(), "courrier")
    opened.ledger.close()  # as a kill leaves it
    [told] = wrong(root)
    assert "is of a killed run; the next one cuts it off" in told
    again(root)


def test_no_run_comes_between_what_the_state_says_and_the_repair(root: Path) -> None:
    """The lock is held from first to last, whatever is told on the way."""
    (root / "state.sqlite").write_bytes(b"")
    mending = mend(root, text_hash, remembering)
    assert "state.sqlite" in next(mending)
    with pytest.raises(LockedError, match="in use by process"):
        Archive.open(root, run())
    list(mending)
    assert crawled(root, COUNT) == 0
