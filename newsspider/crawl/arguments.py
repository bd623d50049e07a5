"""What a spider is told with ``-a NAME=VALUE``: every argument known, checked before the first request."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from newsspider.crawl.values import (
    addresses,
    contact,
    count,
    day,
    existing_file,
    existing_path,
    filled,
    keep,
    pattern,
    suggestion,
)
from newsspider.errors import UsageError
from newsspider.rules.load import builtin, load
from newsspider.rules.site import Rules

COMMON = ("out", "sites", "since", "until", "max", "include", "exclude", "keep", "contact")
_OF_NO_MATTER = frozenset({"out", "contact"})  # to what a run archives
OWN = {
    "news": ("url",),
    "article": ("url", "urls"),
    "feed": ("url",),
    "sitemap": ("url",),
    "warc": ("path",),
    "demo": (),
}
# For each spider the arguments of which it needs one, and how its help shows them.
NEEDS = {
    "news": (("url", "sites"), "-a url=HOME or -a sites=FILE"),
    "article": (("url", "urls"), "-a url=ADDRESS or -a urls=FILE"),
    "feed": (("url",), "-a url=FEED"),
    "sitemap": (("url",), "-a url=SITEMAP"),
    "warc": (("path",), "-a path=FILE or -a path=DIRECTORY"),
}


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one run.

    *urls*: absolute http(s), of ``url`` or ``urls``. *path*: what ``warc`` reads, existing. *rules*: of
    ``sites``, or the built-in themes alone; *sources*: that file. *out*: directory or URI of the archive. *since*, *until*: first
    and last day of publication, both included. *max*: articles a site, at least 1; None for no limit.
    *include*, *exclude*: searched for in addresses of articles. *keep*: ``warc`` or ``none``. *contact*: what the
    User-Agent names, None where the run names nobody. *given*: the arguments as they were typed.
    """

    urls: tuple[str, ...] = ()
    path: Path | None = None
    rules: Rules = field(default_factory=builtin)
    sources: Path | None = None
    out: str = "output"
    since: date | None = None
    until: date | None = None
    max: int | None = None
    include: re.Pattern[str] | None = None
    exclude: re.Pattern[str] | None = None
    keep: str = "warc"
    contact: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)

    def scope(self, spider: str) -> str:
        """Return the name two starts of the same command share: the second goes on where the first stopped."""
        told = sorted((k, v) for k, v in self.given.items() if k not in _OF_NO_MATTER)
        return " ".join((spider, *(f"{name}={value}" for name, value in told)))

    def choice(self) -> str:
        """Return which articles of a site are wanted, whatever their day."""
        patterns = (("include", self.include), ("exclude", self.exclude))
        return " ".join(f"{name}={pattern.pattern}" for name, pattern in patterns if pattern)

    def config_sha256(self) -> str:
        """Return the hash of everything that decides what a run archives: arguments, and rules of sites."""
        told = {k: v for k, v in self.given.items() if k not in {*_OF_NO_MATTER, "sites"}}
        told_rules = [asdict(site) for site in self.rules.sites]
        text = json.dumps([told, told_rules], sort_keys=True, default=str, ensure_ascii=False)
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def parse(spider: str, given: Mapping[str, str]) -> Arguments:
    """Return the checked arguments of *spider*; the first mistake raises UsageError with one line."""
    allowed = (*OWN.get(spider, ("url", "urls")), *COMMON)
    for name in given:
        if name not in allowed:
            raise UsageError(_unknown(name, allowed, spider))
    _check_presence(spider, given)
    told = dict(given) if spider != "demo" else {"sites": str(_fixtures() / "sources.toml"), **given}
    since, until = day(given, "since"), day(given, "until")
    if since and until and since > until:
        raise UsageError(f"since={since} is after until={until}; swap them")
    sources = existing_file(told, "sites") if "sites" in told else None
    return Arguments(
        urls=addresses(given),
        path=_fixtures() if spider == "demo" else existing_path(given),
        rules=load(sources) if sources else builtin(),
        sources=sources,
        out=filled(given, "out") or "output",
        since=since,
        until=until,
        max=count(given, "max"),
        include=pattern(given, "include"),
        exclude=pattern(given, "exclude"),
        keep=keep(given),
        contact=contact(given),
        given=dict(given),
    )


def _unknown(name: str, allowed: tuple[str, ...], spider: str) -> str:
    owners = [s for s, names in OWN.items() if name in names]
    if owners:
        return f"{spider} takes no argument {name!r}; {' and '.join(owners)} do{'es' * (len(owners) == 1)}"
    return f"unknown argument {name!r}{suggestion(name, allowed)}"


def _check_presence(spider: str, given: Mapping[str, str]) -> None:
    needs, shown = NEEDS.get(spider, ((), ""))
    found = [name for name in needs if name in given]
    if needs and not found:
        raise UsageError(f"{spider} needs {shown}")
    if spider == "article" and len(found) > 1:
        raise UsageError("url and urls exclude each other; give one of them")


def _fixtures() -> Path:
    """The folder of the demo's sites: of this project, or of the directory one is in."""
    places = (Path("fixtures"), Path(__file__).parents[2] / "fixtures")
    found = next((p for p in places if (p / "sources.toml").is_file()), None)
    if found is None:
        raise UsageError("no fixtures/ folder here; the demo runs in a checkout of newsspider")
    return found
