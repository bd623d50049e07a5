"""A crawl that runs by itself: what is printed for cron and systemd."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from newsspider.cli.main import main

SITES = '[site.verlac]\nurl = "https://verlac.example/"\n'


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "scrapy.cfg").touch()
    (tmp_path / "my 100% sites.toml").write_text(SITES)
    (tmp_path / "broken.toml").write_text("[site.a]\nurl = 5\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "my 100% sites.toml"


def test_a_line_for_cron_is_whole(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", "--print", "cron", "--every", "15", "--mail", "a@b.example", str(sources)]) == 0
    first, mail, line = capsys.readouterr().out.splitlines()
    assert first.startswith("#")
    assert mail == "MAILTO=a@b.example"
    assert line.startswith("*/15 * * * *  cd ")
    assert "%" not in line.replace(r"\%", "")
    words = shlex.split(line.replace(r"\%", "%"))
    assert words[words.index("-a") + 1] == f"sites={sources}"
    assert Path(words[words.index("&&") + 1]).name == "scrapy"


def test_whom_publishers_may_write_to(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["schedule", "--print", "systemd", "--contact", "https://you.example/bot", str(sources)]
    assert main(words) == 0
    assert "-a contact=https://you.example/bot" in capsys.readouterr().out
    assert main([*words[:4], "me", str(sources)]) == 2
    assert "give an http(s) address or a mail address" in capsys.readouterr().err


def test_units_for_systemd(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", "--print", "systemd", str(sources)]) == 0
    told = capsys.readouterr().out
    assert f"WorkingDirectory={sources.parent}\n" in told
    assert "OnCalendar=hourly" in told
    assert "100%% sites.toml" in told


def test_a_dollar_is_no_variable(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", "--print", "systemd", str(sources), "--out", "a$HOME"]) == 0
    assert "/a$$HOME'" in capsys.readouterr().out
    assert main(["schedule", "--print", "cron", str(sources), "--out", "a$HOME"]) == 0
    assert "/a$HOME'" in capsys.readouterr().out  # its quotes suffice for a shell


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--print", "cron", "--every", "7", "my 100% sites.toml"], "give a divisor of 60"),
        (["--print", "cron", "none.toml"], "no such file"),
        (["--print", "at", "none.toml"], "invalid choice"),
        (["--print", "cron", "broken.toml"], "broken.toml:2: site.a.url: must be a text"),
        (
            ["--print", "cron", "my 100% sites.toml", "--out", "scrapy.cfg"],
            "--out scrapy.cfg: is no directory",
        ),
        (
            ["--print", "cron", "my 100% sites.toml", "--mail", "a@b.example\n* * * * * x"],
            "control character",
        ),
    ],
)
def test_mistakes(sources: Path, words: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schedule", *words]) == 2
    assert why in capsys.readouterr().err


def test_outside_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.toml").write_text(SITES)
    monkeypatch.chdir(tmp_path)
    assert main(["schedule", "--print", "cron", "s.toml"]) == 2
    assert "no scrapy.cfg" in capsys.readouterr().err
