"""``newsspider rebuild`` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from lines import run, wrong
from rebuilding import add, page, raw

from newsspider.archive.archive import Archive
from newsspider.archive.files import article_files
from newsspider.archive.package import Outcome
from newsspider.cli.main import main
from newsspider.cli.rebuild import SPIDERS
from newsspider.crawl.arguments import OWN

SOURCES = """
[site.courrier]
url = "https://courrier.example/"
publisher = "The Courier"
subheadline = "h2.kick"
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    root = tmp_path / "kept"
    add(root, (1, page(1)), (2, page(2)))
    return root


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    code = main(["rebuild", *words])
    out, err = capsys.readouterr()
    return code, out.splitlines(), err


def test_nothing_to_change(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ran(capsys, str(kept)) == (0, [f"{kept}: 2 lines, 2 the same, 0 changed"], "")


def test_other_rules_are_shown_and_then_written(
    kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules, before = tmp_path / "sources.toml", raw(kept)
    rules.write_text(SOURCES)
    code, out, _ = ran(capsys, str(kept), "--sources", str(rules), "--diff")
    first = orjson.loads(before[0])["revision_id"]
    assert code == 0
    assert f"{first} publisher: None -> 'The Courier'" in out
    assert f"{kept}: 2 lines, 0 the same, 2 changed" in out
    assert out[-1] == "nothing written; --write puts the new lines in place"
    assert raw(kept) == before
    code, out, _ = ran(capsys, str(kept), "--sources", str(rules), "--write")
    assert (code, out[-1]) == (0, "1 file written")
    assert {orjson.loads(line)["publisher"] for line in raw(kept)} == {"The Courier"}
    assert wrong(kept) == []
    last = orjson.loads((kept / "runs.jsonl").read_bytes().splitlines()[-1])
    assert (last["spider"], last["outcome"]) == ("rebuild", "finished")
    assert last["counts"] == {"lines": 2, "rebuilt": 2}
    assert last["arguments"] == {"sources": str(rules)}


def test_the_rules_a_run_kept_are_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = "sha256:" + "ab" * 32
    add(tmp_path, (1, page(1)), config=config)
    assert ran(capsys, str(tmp_path))[1][0].endswith("1 lines, 1 the same, 0 changed")
    with Archive.open(tmp_path, run()) as opened:
        opened.keep_sources(config, SOURCES.encode())
        opened.close(Outcome.FINISHED, {})
    assert "  publisher" in "\n".join(ran(capsys, str(tmp_path))[1])


def test_what_is_kept_as_it_is_is_counted(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(kept, (3, page(3)), spider="mine")
    add(kept, (4, page(4)), keep=False)
    code, out, _ = ran(capsys, str(kept))
    assert code == 0
    assert out[1:] == [
        "kept as they are: 1 without capture",
        "kept as they are: 1 of a spider of your own, which may have changed them",
    ]
    assert ran(capsys, str(kept), "--refined")[1][0].endswith("4 lines, 3 the same, 0 changed")


def test_damage_is_told_and_ends_with_1(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(kept, (3, page(3)), day=1)
    [one, other] = article_files(kept)
    other.write_bytes(other.read_bytes()[:-9])
    (kept / orjson.loads(raw(kept)[0])["provenance"]["warc_file"]).unlink()
    code, out, _ = ran(capsys, str(kept))
    assert code == 1
    assert out[1:] == [
        "kept as they are: 2 whose capture is not there, or damaged",
        f"{other.relative_to(kept)}: is damaged and left as it is; 'newsspider verify' tells where",
    ]
    assert one.exists()


def test_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ran(capsys, str(tmp_path / "none"))
    assert (code, err.count("\n")) == (2, 1)
    (tmp_path / "x.jsonl").touch()
    assert ran(capsys, str(tmp_path / "x.jsonl"))[0] == 2
    assert ran(capsys, str(tmp_path))[0] == 2
    assert ran(capsys, str(tmp_path), "--sources", str(tmp_path / "none.toml"))[0] == 2


def test_a_folder_is_not_made_an_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = ran(capsys, str(tmp_path), "--write")
    assert (code, out) == (2, [])
    assert err == f"newsspider: {tmp_path}: is no archive; give the output directory of a crawl\n"
    assert list(tmp_path.iterdir()) == []


def test_every_spider_of_newsspider_is_known() -> None:
    assert set(OWN) == SPIDERS


def test_an_archive_that_is_written_to_is_read_but_not_replaced(
    kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Archive.open(kept, run()) as opened:
        assert ran(capsys, str(kept))[0] == 0
        code, _, err = ran(capsys, str(kept), "--write")
        opened.abandon()
    assert (code, err.count("\n")) == (75, 1)
