from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsspider.archive.archive import Archive, Outcome, Run
from newsspider.archive.package import new_run_id
from newsspider.cli.main import main
from newsspider.model import Capture

PAGE = """<html lang="fr"><head><title>Le pont ferme - Le Courrier</title>
<link rel="canonical" href="https://courrier.example/pont"></head><body><h1>Le pont du Nord ferme lundi</h1><article>
<p>La ville de Verlac ferme le pont du Nord pour trois mois à partir de lundi matin, dit la mairie.</p>
<p>« Nous n’avons pas le choix », a déclaré Jeanne Morvane, maire de la ville.</p></article></body></html>"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def run(capsysbinary: pytest.CaptureFixture[bytes], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def test_extract_prints_one_whole_record(capsysbinary: pytest.CaptureFixture[bytes], page: Path) -> None:
    code, out, err = run(capsysbinary, "extract", page)
    record = json.loads(out)
    assert (code, err, len(record)) == (0, "", 43)
    assert record["headline"] == "Le pont du Nord ferme lundi"
    assert record["url"] == "https://courrier.example/pont"
    assert record["provenance"]["capture"] == "file"


def test_a_given_address_wins(capsysbinary: pytest.CaptureFixture[bytes], page: Path) -> None:
    _, out, _ = run(capsysbinary, "extract", page, "--url", "https://courrier.example/pont?x=1")
    assert json.loads(out)["url"] == "https://courrier.example/pont?x=1"


def test_a_header_names_the_charset(capsysbinary: pytest.CaptureFixture[bytes], page: Path) -> None:
    page.write_bytes(PAGE.encode("windows-1252"))
    _, out, _ = run(
        capsysbinary, "extract", page, "--header", "Content-Type: text/html; charset=windows-1252"
    )
    assert json.loads(out)["provenance"]["charset_source"] == "header"


def test_fetched_at_is_in_the_record(capsysbinary: pytest.CaptureFixture[bytes], page: Path) -> None:
    _, out, _ = run(capsysbinary, "extract", page, "--fetched-at", "2026-03-11T14:05:00+01:00")
    assert json.loads(out)["fetched_at"] == "2026-03-11T13:05:00Z"


def test_text_gives_the_same_keys(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text("Le pont ferme\n\nLa ville ferme le pont lundi.\n\nspot_img\n", encoding="utf-8")
    code, out, _ = run(capsysbinary, "extract", "--text", path)
    record = json.loads(out)
    assert (code, len(record), record["body"]) == (0, 43, "La ville ferme le pont lundi.")


def test_captures_of_a_warc_file_give_a_line_each(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    archive = Archive.open(str(tmp_path / "out"), Run(new_run_id(now), "article", now))
    url = "https://courrier.example/pont"
    headers = {"Content-Type": "text/html; charset=utf-8"}
    archive.write_capture(Capture(url, PAGE.encode(), headers, 200, now, url), "courrier.example")
    archive.close(Outcome.FINISHED)
    (warc,) = (tmp_path / "out" / "warc").rglob("*.warc.gz")
    code, out, _ = run(capsysbinary, "extract", warc)
    assert (code, [json.loads(line)["headline"] for line in out.splitlines()]) == (
        0,
        ["Le pont du Nord ferme lundi"],
    )


def test_captures_without_a_body_are_told(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    now = datetime.now(UTC)
    url = "https://courrier.example/pont"
    page = Capture(url, PAGE.encode(), {}, 200, now, url)
    first, again = (Run(new_run_id(now), "article", now) for _ in range(2))
    archive = Archive.open(str(tmp_path), first)
    place = archive.write_capture(page, "courrier.example")
    archive.close(Outcome.FINISHED)
    archive = Archive.open(str(tmp_path), again)
    archive.write_revisit(page, "courrier.example", place)
    archive.close(Outcome.FINISHED)
    (revisits,) = (tmp_path / "warc").rglob(f"{again.run_id}*.warc.gz")
    told = "no response with a body; 1 revisit, whose bodies lie in other files"
    assert run(capsysbinary, "extract", revisits) == (0, "", f"newsspider: {revisits}: {told}\n")


def test_explain_shows_candidates_sources_and_the_winner(
    capsysbinary: pytest.CaptureFixture[bytes], page: Path
) -> None:
    code, out, _ = run(capsysbinary, "explain", page)
    assert code == 0
    assert any(line.startswith("  = visible-text") and "Le pont du Nord" in line for line in out.splitlines())
    assert any(line.split()[:1] == ["body"] and "La ville" in line for line in out.splitlines())


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe", b"\x1f\x8b\x08", b"%PDF-1.7", b"<" * 5000, b"\xff" * 9000]
)
def test_any_bytes_give_a_record_of_nulls_with_a_warning(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    code, out, _ = run(capsysbinary, "extract", path, "--url", "https://courrier.example/1")
    record = json.loads(out)
    assert (code, record["headline"], record["published_at"], record["kind"]) == (0, None, None, "unknown")
    assert record["extraction"]["warnings"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["extract", "missing.html"], "missing.html: no such file"),
        (["extract", "https://courrier.example/1"], "scrapy crawl article -a url="),
        (["extract", "."], "give a file that can be read"),
        (["extract", "PAGE", "--url", "ftp://courrier.example/1"], "not an http(s) address"),
        (["extract", "PAGE", "--header", "charset"], "write it as 'NAME: VALUE'"),
        (["extract", "PAGE", "--fetched-at", "yesterday"], "write it as 2026-03-11T13:05:00Z"),
        (["extract", "PAGE", "--language", "fr"], "--language goes with --text"),
        (["extract", "--text", "PAGE", "--language", "zzzz"], "no BCP 47 language tag"),
        (["extract", "PAGE", "--rules", "missing.toml"], "missing.toml"),
        (["extract", "BARE"], "give it with --url"),
        (["extract"], "see 'newsspider extract --help'"),
        (["extrac", "PAGE"], "extrac"),
        ([], "COMMAND"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    capsysbinary: pytest.CaptureFixture[bytes], page: Path, words: list[str], says: str
) -> None:
    bare = page.with_name("bare.html")
    bare.write_text("<p>Sans adresse.</p>")
    code, out, err = run(capsysbinary, *({"PAGE": page, "BARE": bare}.get(word, word) for word in words))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


def test_a_full_device_is_one_line_and_exit_code_5(page: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "newsspider.cli", "extract", str(page)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (5, 1)
