"""The archive of a run: what it writes, when it lasts, and what comes back."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from lines import AT, archive, capture, line, run, wrong

from newsspider.archive.archive import Archive
from newsspider.archive.captures import stored_captures
from newsspider.archive.failures import Cause, Failure, Stage
from newsspider.archive.jsonl import read_jsonl
from newsspider.archive.package import Outcome
from newsspider.archive.schema import schema_bytes
from newsspider.archive.store import open_store
from newsspider.errors import LockedError, OutputError, UsageError
from newsspider.state.frontier import Entry, Frontier

LINES = "courrier/2026/03/11.jsonl.gz"


def test_lines_go_to_the_day_they_were_fetched(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        opened.write(line(1))
        opened.write(line(2, fetched_at="2026-03-12T00:00:00Z"))
    assert [r["headline"] for r in read_jsonl(tmp_path / LINES)] == ["Le pont 1"]
    assert [r["headline"] for r in read_jsonl(tmp_path / "courrier/2026/03/12.jsonl.gz")] == ["Le pont 2"]
    assert wrong(tmp_path) == []


def test_each_batch_is_a_gzip_member_and_ends_with_a_newline(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        for number in range(3):
            opened.write(line(number))
            opened.commit()
    data = (tmp_path / LINES).read_bytes()
    assert data.count(b"\x1f\x8b\x08") == 3
    assert gzip.decompress(data).endswith(b"}\n")


def test_a_record_that_lacks_a_key_is_refused(tmp_path: Path) -> None:
    incomplete = line()
    del incomplete["quotes"]
    with archive(tmp_path) as opened, pytest.raises(KeyError, match="quotes"):
        opened.write(incomplete)


def test_the_line_says_where_its_capture_lies(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        places = [opened.write_capture(capture(), "courrier", {"User-Agent": "x"}) for _ in range(3)]
        opened.write(line(place=places[1]))
    stored = list(stored_captures(tmp_path / places[0].warc_file, tmp_path))
    assert [s.place for s in stored] == places
    assert wrong(tmp_path) == []
    assert next(read_jsonl(tmp_path / LINES))["provenance"]["warc_offset"] == places[1].warc_offset


def test_warc_files_rotate(tmp_path: Path) -> None:
    with archive(tmp_path, warc_bytes=1500) as opened:
        places = [opened.write_capture(capture(), "courrier") for _ in range(4)]
    names = [place.warc_file[-13:] for place in places]
    assert names == ["00000.warc.gz", "00000.warc.gz", "00001.warc.gz", "00001.warc.gz"]
    assert all(list(stored_captures(tmp_path / place.warc_file)) for place in places)


def test_failures_and_runs(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        opened.write_failure(
            Failure("https://a.example/", "a", Stage.FETCH, Cause.DNS, None, "no such\nhost", AT)
        )
    [failure] = read_jsonl(tmp_path / "failures.jsonl")
    [finished] = read_jsonl(tmp_path / "runs.jsonl")
    assert failure == {
        "url": "https://a.example/",
        "site": "a",
        "run_id": finished["run_id"],
        "stage": "fetch",
        "cause": "dns",
        "http_status": None,
        "message": "no such host",
        "attempted_at": "2026-03-11T23:59:30Z",
    }
    assert finished["outcome"] == "finished"
    assert finished["finished_at"] >= finished["started_at"][:19]


def test_the_page_on_the_archive_lists_every_cause() -> None:
    page = (Path(__file__).parents[2] / "docs/archive.md").read_text("utf-8")
    told = page.partition("`cause` is one of ")[2].partition(".\n")[0]
    assert [word.strip("`") for word in told.replace("\n", " ").split(", ")] == [c.value for c in Cause]


def test_the_descriptor_names_every_file_with_its_hash(tmp_path: Path) -> None:
    for number in range(2):  # the second run appends to a file the first one hashed
        with archive(tmp_path) as opened:
            opened.write(line(number))
            opened.write_capture(capture(), "courrier")
    resources = json.loads((tmp_path / "datapackage.json").read_bytes())["resources"]
    assert len(resources) == 4
    for resource in resources:
        data = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
    assert (tmp_path / "article.schema.json").read_bytes() == schema_bytes()


def test_nothing_is_there_before_a_commit_but_captures_to_cut(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path, run())
    frontier = Frontier(opened.ledger, "x")
    frontier.push([Entry("https://a.example/1")])
    opened.write(line(1))
    opened.commit()
    opened.write(line(2))
    opened.write_capture(capture(), "courrier")
    frontier.push([Entry("https://a.example/2")])
    opened.abandon()
    assert [r["headline"] for r in read_jsonl(tmp_path / LINES)] == ["Le pont 1"]
    assert not list(tmp_path.glob("warc/*/*"))
    with archive(tmp_path) as again:
        assert [lease.url[-1] for lease in Frontier(again.ledger, "x").pop(5)] == ["1"]
    assert [r["outcome"] for r in read_jsonl(tmp_path / "runs.jsonl")] == ["killed", "finished"]


def test_an_error_in_the_block_abandons_the_batch(tmp_path: Path) -> None:
    def crawl() -> None:
        with archive(tmp_path) as opened:
            opened.write(line())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        crawl()
    with archive(tmp_path):
        assert not (tmp_path / LINES).exists()


def test_counts_of_the_last_commit_stay_with_a_killed_run(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path, run())
    opened.commit({"articles": 3})
    opened.abandon()
    with archive(tmp_path):
        pass
    assert [r["counts"] for r in read_jsonl(tmp_path / "runs.jsonl")] == [{"articles": 3}, {}]


def test_two_runs_at_once(tmp_path: Path) -> None:
    with archive(tmp_path), pytest.raises(LockedError, match="in use by process"):
        Archive.open(tmp_path, run())


@pytest.mark.parametrize("uri", ["s3://bucket/x", "http://a.example/", "file://host/x"])
def test_a_store_nobody_knows(uri: str) -> None:
    with pytest.raises(UsageError, match="give a directory or a file: address"):
        open_store(uri)


def test_a_file_address(tmp_path: Path) -> None:
    assert open_store(f"file://{tmp_path}/a%20b").root == tmp_path / "a b"


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=r"cannot be written \(File exists\)$"):
        Archive.open(tmp_path / "file", run())


def test_a_file_in_the_way_of_a_site(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path, run())
    (tmp_path / "courrier").touch()
    opened.write(line())
    with pytest.raises(
        OutputError, match=r"cannot be written \(.*\); nothing of the batch is kept$"
    ) as error:
        opened.commit()
    assert "\n" not in str(error.value)
    opened.abandon()
    with archive(tmp_path):
        pass


@pytest.mark.parametrize("name", ["warc", "warc/courrier", "courrier"])
def test_a_file_in_the_way_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str) -> None:
    def crawl() -> None:
        with archive(tmp_path) as opened:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
            opened.write(line())
            opened.write_capture(capture(), "courrier")
            opened.commit()

    with pytest.raises(OutputError, match="cannot be written"):
        crawl()
    assert caplog.text == ""
    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    "name", ["failures.jsonl", "runs.jsonl", "datapackage.json", "article.schema.json", LINES]
)
def test_a_directory_named_as_a_file_of_the_archive_is_refused_at_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    (tmp_path / name).mkdir(parents=True)
    with pytest.raises(OutputError, match="is a directory; move it out of the archive"):
        Archive.open(tmp_path, run())
    assert caplog.text == ""
    (tmp_path / name).rmdir()
    with archive(tmp_path):
        pass


@pytest.mark.parametrize("name", ["state.sqlite", ".lock"])
def test_a_directory_named_as_the_state_is_refused_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(OutputError) as error:
        Archive.open(tmp_path, run())
    assert "\n" not in str(error.value)


def test_files_the_state_does_not_know_are_refused_not_cut(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        opened.write(line())
    data = (tmp_path / LINES).read_bytes()
    (tmp_path / "state.sqlite").unlink()
    with pytest.raises(OutputError, match="bytes its state does not know"):
        Archive.open(tmp_path, run())
    assert (tmp_path / LINES).read_bytes() == data


def test_a_file_that_lost_bytes_is_refused(tmp_path: Path) -> None:
    with archive(tmp_path) as opened:
        opened.write(line())
    (tmp_path / LINES).write_bytes((tmp_path / LINES).read_bytes()[:-9])
    with pytest.raises(OutputError, match="has lost 9 of"):
        Archive.open(tmp_path, run())
    assert any("cut off" in problem for problem in wrong(tmp_path))


def test_a_file_moved_away_is_forgotten(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with archive(tmp_path) as opened:
        opened.write(line())
    (tmp_path / LINES).unlink()
    with archive(tmp_path) as opened:
        opened.write(line())
    assert "no longer there" in caplog.text
    assert len(list(read_jsonl(tmp_path / LINES))) == 1


def test_what_is_not_the_archives_own_is_left_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", "courrier/2026/notes.jsonl", "warc/mine.warc.gz"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("mine")
    Archive.open(tmp_path, run()).abandon()
    with archive(tmp_path):
        pass
    assert {p.name for p in tmp_path.rglob("*") if p.is_file() and p.read_bytes() == b"mine"} == {
        "notes.txt",
        "notes.jsonl",
        "mine.warc.gz",
    }


def test_outcomes(tmp_path: Path) -> None:
    Archive.open(tmp_path, run()).close(Outcome.INTERRUPTED, {"articles": 1})
    [ended] = read_jsonl(tmp_path / "runs.jsonl")
    assert (ended["outcome"], ended["counts"]) == ("interrupted", {"articles": 1})
    assert datetime.fromisoformat(ended["finished_at"]).tzinfo == UTC


def test_a_descriptor_that_cannot_be_written_leaves_the_lines_and_the_lock_free(tmp_path: Path) -> None:
    opened = Archive.open(tmp_path, run())
    opened.write(line())
    (tmp_path / "datapackage.json").mkdir()
    with pytest.raises(OutputError, match=r"datapackage\.json: cannot be written \(.*\)$"):
        opened.close(Outcome.FINISHED, {})
    (tmp_path / "datapackage.json").rmdir()
    with archive(tmp_path):
        pass
    assert len(list(read_jsonl(tmp_path / LINES))) == 1
    assert wrong(tmp_path) == []
