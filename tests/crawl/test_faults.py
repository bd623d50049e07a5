"""Whatever a server does wrong: it ends, it is told by its cause, and every good article is archived once."""

from __future__ import annotations

import json
import os
import random
import subprocess
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from fault_server import FaultServer, page, serving
from page_faults import ARCHIVED, ENDS, PAGE_FAULTS, Fault
from site_faults import SITE_FAULTS, STORIES, SiteFault
from site_server import ROOT, article, command, lines, title

FAST = {"DOWNLOAD_TIMEOUT": 12, "NEWSSPIDER_URL_SECONDS": 30, "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "DOWNLOAD_MAXSIZE": 12_000_000, "RETRY_TIMES": 0,
        "NEWSSPIDER_HOST_STALL_SECONDS": 999}  # fmt: skip
GOOD = 20
MEGABYTES = 512


@dataclass
class Faulty:
    """*causes*: by the name of the fault; *archived*: how often each headline is."""

    code: int
    err: str
    seconds: float
    megabytes: float
    causes: dict[str, str]
    archived: Counter[str]
    out: Path
    asked: list[str]


def ran(words: list[str], out: Path, asked: list[str], **environment: str) -> Faulty:
    """Run the crawl of *words* and read what it left."""
    began = time.monotonic()
    with (out.parent / "err.txt").open("w+") as err:
        process = subprocess.Popen(
            words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=err, env={**os.environ, **environment}
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        told = err.read()
    failed = [json.loads(line) for line in (out / "failures.jsonl").read_bytes().splitlines()]
    causes = {line["url"].rstrip("/").rpartition("/")[2]: line["cause"] for line in failed}
    archived = Counter(line["headline"] for line in lines(out))
    took = time.monotonic() - began
    return Faulty(process.returncode, told, took, used.ru_maxrss / 1024, causes, archived, out, asked)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Faulty:
    """One crawl of all faults, with good articles between them, one in ten."""
    place = tmp_path_factory.mktemp("faults")
    answers = {f"/2026/03/10/{fault.name}/": fault.bound(n) for n, fault in enumerate(PAGE_FAULTS)}
    good = {f"/2026/03/10/good-{n}/": n + 1000 for n in range(GOOD)}
    answers |= {
        path: (lambda peer, seed=seed: peer.write(page(article(seed)))) for path, seed in good.items()
    }
    out = place / "out"
    with serving(FaultServer(answers)) as (server,):
        order = random.Random(1).sample(list(answers), len(answers))
        (place / "urls.txt").write_text("".join(f"{server.url}{path}\n" for path in order))
        settings = [word for name, value in FAST.items() for word in ("-s", f"{name}={value}")]
        words = command(
            "article", "-a", f"urls={place / 'urls.txt'}", "-a", f"out={out}", *settings, "--quiet"
        )
        return ran(words, out, server.asked)


@pytest.mark.parametrize(("number", "fault"), list(enumerate(PAGE_FAULTS)), ids=[f.name for f in PAGE_FAULTS])
def test_a_fault_of_a_page(faulty: Faulty, number: int, fault: Fault) -> None:
    archived = faulty.archived[title(number)]
    became = ARCHIVED if archived else faulty.causes.get(fault.name, "nothing")
    assert archived <= 1
    assert became in fault.then or (fault.then == (ENDS,) and became != "nothing")


def test_every_good_article_is_archived_once(faulty: Faulty) -> None:
    assert {faulty.archived[title(n + 1000)] for n in range(GOOD)} == {1}


def test_the_run_ends_in_time_and_memory_and_says_nothing_of_itself(faulty: Faulty) -> None:
    assert faulty.code == 0, faulty.err
    assert faulty.megabytes < MEGABYTES
    assert faulty.seconds < 60
    assert "Traceback" not in faulty.err
    assert faulty.err == ""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Faulty, list[dict[str, str]], FaultServer]:
    """One crawl of all faulty sites, each at a loopback address of its own; another address is none of them."""
    place = tmp_path_factory.mktemp("sites")
    secret = FaultServer({"/": lambda peer: peer.write(page(b"secret"))}, "127.0.0.1")
    servers = [secret]
    for number, fault in enumerate(SITE_FAULTS):
        server = FaultServer({}, f"127.0.1.{number + 1}", secret.port)
        server.answers = fault.answers(number, server.url)
        servers.append(server)
    tables = [f'[site.s{n}]\nurl = "{server.url}/"\n' for n, server in enumerate(servers[1:])]
    (place / "sources.toml").write_text("".join(tables))
    settings = {**FAST, "ALLOW_PRIVATE_HOSTS": "127.0.1.0/24"}
    with serving(*servers):
        words = [word for name, value in settings.items() for word in ("-s", f"{name}={value}")]
        out = place / "out"
        found = ran(
            command("news", "-a", f"sites={place / 'sources.toml'}", "-a", f"out={out}", *words), out, []
        )
        failed = [json.loads(line) for line in (out / "failures.jsonl").read_bytes().splitlines()]
        asked = [path for server in servers for path in server.asked if "secret" in path] + secret.asked
    found.asked.extend(asked)
    return found, failed, secret


@pytest.mark.parametrize(("number", "fault"), list(enumerate(SITE_FAULTS)), ids=[f.name for f in SITE_FAULTS])
def test_a_fault_of_a_site(
    sites: tuple[Faulty, list[dict[str, str]], FaultServer], number: int, fault: SiteFault
) -> None:
    found, failed, _ = sites
    causes = {
        f["cause"]
        for f in failed
        if f["site"] == f"s{number}" and "/" + f["url"].split("/", 3)[3] == fault.path
    }
    assert (causes or {None}) <= set(fault.causes)
    archived = [found.archived[title(number * 10 + n)] for n in range(STORIES)]
    assert archived == [1 if fault.archived else 0] * STORIES


def test_faulty_sites_end_in_time_and_memory_and_are_asked_for_nothing_inside(
    sites: tuple[Faulty, list[dict[str, str]], FaultServer],
) -> None:
    found, _, _ = sites
    assert found.code in {0, 4}, found.err
    assert found.megabytes < MEGABYTES
    assert found.seconds < 60
    assert "Traceback" not in found.err
    assert found.asked == []
