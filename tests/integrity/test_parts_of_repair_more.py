"""Parts of a check and of a repair, each by what only it sees to."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from lines import archive, capture, crawled, line, run, wrong

from newsspider.archive.archive import Archive
from newsspider.archive.packing import Packing, find_member, member
from newsspider.archive.record import judged
from newsspider.integrity.checked_records import Found, warc_records
from newsspider.integrity.losses import Quarantine
from newsspider.integrity.mend_files import ROOM, mend_captures
from newsspider.integrity.mend_state import remember_all
from newsspider.integrity.met import Lines, chain_flaws
from newsspider.integrity.verify_files import Known
from newsspider.state.ledger import Ledger


def test_originals_are_remembered_before_the_copies_that_name_them(tmp_path: Path) -> None:
    original = line(0, site="zeta")
    copy = line(1, site="alpha")
    copy["dedup"] |= {"duplicate_of": original["id"], "cluster_id": original["id"]}
    with archive(tmp_path) as opened:
        opened.write(copy)
        opened.write(original)
    met: list[str] = []
    with closing(Ledger(tmp_path)) as ledger:
        assert remember_all(tmp_path, ledger, lambda record: met.append(record["id"])) == 2
    assert met == [original["id"], copy["id"]]


@pytest.mark.parametrize("packing", [Packing.GZIP, Packing.ZSTD], ids=["gzip", "zstd"])
def test_what_only_begins_like_a_member_is_none(tmp_path: Path, packing: Packing) -> None:
    before = b"damaged" + packing.magic + b"\0\0no member" + packing.magic
    whole = member([b'{"a":1}\n'], packing)
    file = tmp_path / "x"
    file.write_bytes(before + whole)
    with file.open("rb") as opened:
        assert find_member(opened, packing, 0) == len(before)
        assert find_member(opened, packing, 0, len(before)) is None


def test_damage_too_small_for_a_record_takes_the_next_one_with_it(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        for number in range(2):
            opened.write_capture(capture(f"https://courrier.example/{number}"), "courrier")
    file = next(tmp_path.glob("warc/*/*.warc.gz"))
    sound = [found.offset for found in warc_records(file) if isinstance(found, Found)]
    damage = b"x" * (ROOM // 8)
    file.write_bytes(damage + file.read_bytes())
    size, name = file.stat().st_size, file.relative_to(tmp_path).as_posix()
    assert len(list(mend_captures(tmp_path, name, Quarantine(tmp_path)))) == 1
    found = list(warc_records(file))
    assert all(isinstance(one, Found) and not one.wrong for one in found)
    assert file.stat().st_size == size
    assert [one.offset for one in found if isinstance(one, Found)] == [
        0,
        *(len(damage) + at for at in sound[1:]),
    ]


def test_what_a_run_adds_is_read_only_as_far_as_it_is_committed() -> None:
    sizes, found = {"a.jsonl": 5}, {"a.jsonl": 9, "new.jsonl": 3}
    for known in (Known(sizes, found, killed=True), Known(sizes, found, writing=True)):
        assert (known.stop("a.jsonl"), known.stop("new.jsonl")) == (5, 0)
    assert Known(sizes, found).stop("a.jsonl") == 9
    assert Known(sizes, found, killed=True, wrong="malformed").stop("a.jsonl") is None


def test_what_a_run_has_begun_to_write_is_no_damage(tmp_path: Path) -> None:
    crawled(tmp_path, 5)
    with Archive.open(tmp_path, run()) as opened:
        opened.write(line(7))
        opened.commit()
        with (tmp_path / "courrier/2026/03/11.jsonl.gz").open("ab") as file:
            file.write(member([b'{"half":'])[:-3])
        assert wrong(tmp_path) == []


@pytest.mark.parametrize("rebuilt", [True, False])
def test_revisions_made_anew_may_be_alike(rebuilt: bool) -> None:  # noqa: FBT001
    first, record = line(0), line(0)
    revision = {"number": 2, "change": "updated", "changed_fields": ["headline"]}
    revision |= {"previous_text_sha256": first["dedup"]["text_sha256"]}
    second = judged(record, record["revision"] | revision, record["dedup"])
    with closing(Lines()) as lines:
        for number, record in enumerate((first, second), 1):
            lines.add(record, "courrier/2026/03/11.jsonl.gz", number)
        (met,) = lines.articles()
    flaws = list(chain_flaws(met, None, (), rebuilt=rebuilt))
    assert [flaw.what for flaw in flaws] == (
        [] if rebuilt else [f"changed_fields names 'headline', which is as in {first['revision_id']}"]
    )
