"""``new-site``: what it proposes from the pages of a site reads them as they were read without it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from newsspider import extract
from newsspider.archive.archive import Archive
from newsspider.archive.package import Outcome, Run, new_run_id
from newsspider.cli.main import main
from newsspider.cli.site_drops import with_drops
from newsspider.cli.site_proposal import propose, table
from newsspider.cli.site_samples import Saved, reads_same, with_selectors
from newsspider.cli.site_selectors import is_stable, selectors
from newsspider.model import Capture
from newsspider.rules.load import load
from newsspider.rules.site import SiteRule

FIXTURES = Path(__file__).parents[2] / "fixtures"
SITES = {
    "courrier-verlac.example": ("pont-nord", "barrage-sirval", "port-greve", "home"),
    "flussbote.example": ("bruecke", "baeckerei", "hochwasser", "home"),
    "meridian-dispatch.example": ("treaty-vote", "lake-feature", "home"),
    "penrick-ledger.example": ("bus-shelter", "copper-thefts", "school-roof", "home"),
    "visnyk-zarichchia.example": ("voda", "mist", "teatr", "home"),
}


def capture(site: str, page: str) -> Capture:
    folder = FIXTURES / site / page
    taken = json.loads((folder / "capture.json").read_bytes())
    at = datetime.fromisoformat(taken["fetched_at"])
    return Capture(taken["url"], (folder / "page.html").read_bytes(), taken["headers"], 200, at, taken["url"])


def saved(site: str) -> list[Saved]:
    taken = [capture(site, page) for page in SITES[site]]
    return [Saved(c.url, c.body, c.headers, c.fetched_at) for c in taken]


def warc(folder: Path, *sites: str) -> Path:
    """An archive of the pages of *sites*."""
    taken = [capture(site, page) for site in sites for page in SITES[site]]
    archive = Archive.open(str(folder), Run(new_run_id(taken[0].fetched_at), "article", taken[0].fetched_at))
    for one in taken:
        archive.write_capture(one, "site")
    archive.close(Outcome.FINISHED)
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([str(word) for word in words])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("site", SITES)
def test_the_proposed_rule_is_accepted_and_reads_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], site: str
) -> None:
    proposal = propose(saved(site))
    file = tmp_path / "sources.toml"
    file.write_text(table(proposal), encoding="utf-8")
    assert run(capsys, "verify", file)[0] == 0
    rules = load(file)
    assert proposal.rule.layouts[0].body
    assert proposal.rule.layouts[0].headline
    assert len(proposal.samples) == len(SITES[site]) - 1
    for sample in proposal.samples:
        page = sample.saved
        ruled = extract(page.body, page.url, page.headers, fetched_at=page.fetched_at, rules=rules)
        plain = sample.article
        assert ruled.method == "site-rule"
        assert (ruled.headline, ruled.body) == (plain.headline, plain.body)
        assert [a.name for a in ruled.authors] == [a.name for a in plain.authors]
        assert ruled.published is not None
        assert plain.published is not None
        assert (ruled.published.date, ruled.published.at) == (plain.published.date, plain.published.at)


def test_selectors_are_words_and_select_one_element() -> None:
    for site in SITES:
        proposal = propose(saved(site))
        layout = proposal.rule.layouts[0]
        for css in (*layout.body, *layout.headline, *layout.published):
            assert not any(character.isdigit() for character in css.replace("h1", "").replace("h2", ""))
            assert [len(sample.page.select([css])) for sample in proposal.samples] == [1] * len(
                proposal.samples
            )


def test_one_saved_page_is_enough(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = FIXTURES / "visnyk-zarichchia.example" / "voda" / "page.html"
    code, out, err = run(capsys, "new-site", page, "--url", "http://visnyk-zarichchia.example/voda")
    assert (code, err) == (0, "")
    assert out.startswith("# From 1 page;")
    assert '[site.visnyk-zarichchia]\nurl = "http://visnyk-zarichchia.example/"' in out
    file = tmp_path / "sources.toml"
    file.write_text(out, encoding="utf-8")
    assert load(file).sites[0].language == "uk"


def test_the_kept_test_passes_and_can_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = warc(tmp_path / "out", "flussbote.example", "meridian-dispatch.example")
    code, out, err = run(
        capsys, "new-site", archive, "--host", "flussbote.example", "--save", tmp_path / "rules"
    )
    assert (code, err) == (0, "")
    names = [
        "flussbote.toml",
        "flussbote-1.html",
        "flussbote-2.html",
        "flussbote-3.html",
        "test_flussbote.py",
    ]
    assert [Path(line).name for line in out.splitlines()] == names
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path / "rules")]
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    rule = tmp_path / "rules" / "flussbote.toml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace('body = "div.text"', 'body = "p.dachzeile"'), encoding="utf-8")
    assert subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_of_several_sites_the_one_with_most_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = warc(tmp_path / "out", "meridian-dispatch.example", "flussbote.example")
    (file,) = archive.rglob("*.warc.gz")
    assert "[site.flussbote]" in run(capsys, "new-site", file)[1]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["missing.html"], "missing.html: no such file"),
        (["EMPTY"], "no WARC file in this folder"),
        (["BARE"], "give it with --url"),
        (["BARE", "--url", "ftp://a.example/"], "not an http(s) address"),
        (["BARE", "--url", "https://a.example/1"], "no article among these pages"),
        (["BARE", "BARE", "--url", "https://a.example/1"], "--url goes with one saved page"),
        ([], "see 'newsspider new-site --help'"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    bare, empty = tmp_path / "bare.html", tmp_path / "empty"
    bare.write_text("<p>Nothing.</p>")
    empty.mkdir()
    told = {"BARE": bare, "EMPTY": empty}
    code, out, err = run(capsys, "new-site", *(told.get(word, word) for word in words))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert says in err


NAMES = ("first", "second", "third", "fourth")
STORY = "".join(
    f"<p>The harbour of Penrick opened its {n} bridge after a long winter, said the mayor of the town.</p>"
    for n in NAMES
)


@pytest.mark.parametrize(
    ("tail", "dropped"),
    [
        ("<p class='plea'>Support the paper with a coin</p>", ("p.plea",)),
        ("<div class='plea x1'><p>Support the paper with a coin</p></div>", ("div.plea",)),
        ("<p class='plea x1'><b>Support</b> the paper with a coin</p>", ("p.plea",)),
    ],
)
def test_what_the_container_holds_besides_is_dropped(tail: str, dropped: tuple[str, ...]) -> None:
    html = f"<html lang='en'><title>The bridge opens</title><h1>The bridge opens</h1><div class='story'>{STORY}{tail}"
    (sample,) = propose([Saved("https://quay.example/1", html.encode(), {}, None)]).samples
    bare = with_selectors(SiteRule("quay", hosts=("quay.example",)), "body", ("div.story",))
    assert not reads_same(bare, [sample])
    found = with_drops(bare, [sample])
    assert (found and found.layouts[0].drop) == dropped


@pytest.mark.parametrize(
    "name",
    ["text", "article-body", "entry__content", "articleBody", "btn-content", "newsName", "o-article-text"],
)
def test_words_are_stable(name: str) -> None:
    assert is_stable(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "a",
        "post-512",
        "tdi_20",
        "css-abcdef",
        "sc-bdVaJa",
        "xkrtzq",
        "is-open",
        "h_1f2",
        "vMjA",
        "ZRif",
        "xvlf",
        "slide-active",
    ],
)
def test_hashes_and_numbers_are_not(name: str) -> None:
    assert not is_stable(name)


def test_selectors_of_an_element_without_a_name_come_from_those_around_it() -> None:
    tree = etree.fromstring('<html><body><div class="story x1"><p><b/></p></div></body></html>')
    found = list(selectors(tree.find(".//p")))
    assert found == ["p", "div.story p"]


def test_a_full_disk_is_told_with_the_file_and_leaves_no_half_one(tmp_path: Path) -> None:
    page, rules = FIXTURES / "flussbote.example" / "bruecke" / "page.html", tmp_path / "rules"
    words = ["new-site", str(page), "--url", "https://flussbote.example/bruecke", "--save", str(rules)]
    code = (
        "import resource, signal, sys; from newsspider.cli.main import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); sys.exit(main(sys.argv[1:]))"
    )
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 5
    told = r"newsspider: .*/rules/flussbote-1\.html: cannot be written: File too large; .*\n"
    assert re.fullmatch(told, ran.stderr)
    assert list(rules.iterdir()) == []
