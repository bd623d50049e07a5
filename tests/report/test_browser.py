"""The page in a real browser: nothing fetched, no error, nothing beyond the edge, all in sight in light and in dark."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from hostile import hostile
from made_up import NOW

from newsspider.report.facts import Report
from newsspider.report.gather import gather
from newsspider.report.page import page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt-get install chromium")
LOOK = Path(__file__).with_name("browser.html")


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve *folder* on loopback; give its address, and the paths that were asked for."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder))) as server:
        asked: list[str] = []
        server.asked = asked  # type: ignore[attr-defined]
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def browse(url: str, profile: Path, *options: str, dark: bool = False) -> tuple[str, list[str]]:
    """Open *url*; return the document as it stands after loading, and what the console said."""
    assert CHROMIUM
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--disable-component-update", "--enable-logging=stderr", "--v=0",
        f"--user-data-dir={profile}", f"--blink-settings=preferredColorScheme={0 if dark else 1}", *options,
        "--dump-dom", url,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.fixture(scope="module")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report and the page that looks at it."""
    place = tmp_path_factory.mktemp("served")
    (place / "report.html").write_text(page(report), encoding="utf-8")
    shutil.copy(LOOK, place / "look.html")
    return place


@pytest.fixture(scope="module", params=["light", "dark"])
def seen(
    request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What is seen of the report at each width, and what the console said."""
    dark = request.param == "dark"
    with served(folder) as (address, _):
        document, console = browse(f"{address}/look.html", tmp_path_factory.mktemp("profile"), dark=dark)
    (found,) = re.findall(r'<pre id="found">(.*?)</pre>', document, re.DOTALL)
    return json.loads(unescape(found)) | {"console": console, "scheme": request.param}


@pytest.mark.parametrize("width", ["320", "360", "768", "1280"])
def test_it_fits_and_can_be_read_and_walked_through(seen: dict[str, Any], width: str) -> None:
    view = seen[width]
    assert view["overflow"] <= 0
    assert view["beyond"] == []
    assert view["faint"] == []
    assert view["small"] == []
    assert view["unseen"] == []
    assert view["first"] == "skip"
    assert view["marks"] > 250
    assert seen["console"] == []


def test_wide_tables_scroll_in_their_places_on_a_phone(seen: dict[str, Any]) -> None:
    assert seen["360"]["regions"] >= 5


def test_it_takes_on_the_scheme(seen: dict[str, Any]) -> None:
    bright = sum(map(int, re.findall(r"\d+", seen["1280"]["paper"]))) > 3 * 128
    assert bright == (seen["scheme"] == "light")


def test_hostile_texts_run_nothing_and_fetch_nothing(tmp_path: Path) -> None:
    with served(tmp_path) as (address, asked):
        made = page(gather(hostile(tmp_path / "archive", leak=address), NOW))
        (tmp_path / "report.html").write_text(made, encoding="utf-8")
        document, console = browse(f"{address}/report.html", tmp_path / "profile")
    assert set(asked) <= {"/report.html", "/favicon.ico"}
    assert console == []
    assert document.count("<script") == document.count("<iframe") == document.count("<img") == 0


def test_the_policy_stops_what_would_get_in(tmp_path: Path, folder: Path) -> None:
    """That the test above can fail: the same page with a script and a picture of a stranger's."""
    text = (folder / "report.html").read_text(encoding="utf-8")
    with served(tmp_path) as (address, asked):
        planted = f"<script>document.title = 'run'</script><img src='{address}/leak'></main>"
        (tmp_path / "report.html").write_text(text.replace("</main>", planted), encoding="utf-8")
        document, console = browse(f"{address}/report.html", tmp_path / "profile")
    assert "/leak" not in asked
    assert "<title>run" not in document
    assert len(console) >= 2
