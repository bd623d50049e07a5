from __future__ import annotations

from pathlib import Path

import pytest
from scrapy import Request
from site_server import Answer, Site, crawl, failures

from newsspider.crawl.causes import Refused
from newsspider.crawl.guard import GuardMiddleware, is_private


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "224.0.0.1", "::1", "[::1]", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "2130706433",
     "127.1", "0x7f.1", "0x7f000001"],
)  # fmt: skip
def test_private_addresses_are_known(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f::1", "courrier.example", "localhost", "a.fr", ""]
)
def test_public_addresses_and_names_are_not_private(address: str) -> None:
    assert not is_private(address)


def test_a_host_the_user_named_may_be_private() -> None:
    guard = GuardMiddleware(frozenset({"127.0.0.1"}))
    guard.process_request(Request("http://127.0.0.1:8000/"))
    with pytest.raises(Refused, match=r"127\.0\.0\.2 is a private address"):
        guard.process_request(Request("http://127.0.0.2/"))
    with pytest.raises(Refused, match="not http"):
        guard.process_request(Request("file:///etc/passwd"))


def test_neither_a_name_nor_a_redirect_leads_inside(site: Site, tmp_path: Path) -> None:
    """localhost is a name: it is refused by what it resolves to."""
    port = site.url.rpartition(":")[2]
    site.pages["/2026/03/10/by-name/"] = Answer(
        status=302, headers={"Location": f"http://localhost:{port}/inside"}
    )
    site.pages["/2026/03/10/by-number/"] = Answer(
        status=302, headers={"Location": f"http://127.0.0.2:{port}/inside"}
    )
    site.article("/inside", 7)
    site.article("/2026/03/10/outside/", 8)
    urls = tmp_path / "urls.txt"
    urls.write_text("\n".join(site.url + path for path in site.pages if path.startswith("/2026")))
    ran = crawl("article", "-a", f"urls={urls}", "-a", f"out={tmp_path / 'o'}")
    assert ran.code == 0, ran.err
    assert failures(tmp_path / "o") == {
        "/2026/03/10/by-name/": "connect",
        "/2026/03/10/by-number/": "connect",
    }
    assert "/inside" not in site.paths()
    assert "private address" in (tmp_path / "o" / "failures.jsonl").read_text()
