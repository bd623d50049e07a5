"""What a spider is told with ``-a NAME=VALUE``: every argument known, checked before the first request."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from newsspider.errors import UsageError
from newsspider.rules.load import builtin, load
from newsspider.rules.site import Rules
from newsspider.text.urls import absolute, host

COMMON = ("out", "sites", "since", "until", "max", "include", "exclude", "keep")
OWN = {
    "news": ("url",),
    "article": ("url", "urls"),
    "feed": ("url",),
    "sitemap": ("url",),
    "warc": ("path",),
    "demo": (),
}
# For each spider the arguments of which it needs one, and how its help shows them.
_NEEDS = {
    "news": (("url", "sites"), "-a url=HOME or -a sites=FILE"),
    "article": (("url", "urls"), "-a url=ADDRESS or -a urls=FILE"),
    "feed": (("url",), "-a url=FEED"),
    "sitemap": (("url",), "-a url=SITEMAP"),
    "warc": (("path",), "-a path=FILE or -a path=DIRECTORY"),
}
_KEEP = ("warc", "none")


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one run.

    *urls*: absolute http(s), of ``url`` or ``urls``. *path*: what ``warc`` reads, existing. *rules*: of
    ``sites``, or the built-in themes alone. *out*: directory or URI of the archive. *since*, *until*: first
    and last day of publication, both included. *max*: articles a site, at least 1; None for no limit.
    *include*, *exclude*: searched for in addresses of articles. *keep*: ``warc`` or ``none``. *given*: the
    arguments as they were typed.
    """

    urls: tuple[str, ...] = ()
    path: Path | None = None
    rules: Rules = field(default_factory=builtin)
    out: str = "output"
    since: date | None = None
    until: date | None = None
    max: int | None = None
    include: re.Pattern[str] | None = None
    exclude: re.Pattern[str] | None = None
    keep: str = "warc"
    given: Mapping[str, str] = field(default_factory=dict)

    def scope(self, spider: str) -> str:
        """Return the name two starts of the same command share: the second goes on where the first stopped."""
        told = sorted((k, v) for k, v in self.given.items() if k != "out")
        return " ".join((spider, *(f"{name}={value}" for name, value in told)))

    def config_sha256(self) -> str:
        """Return the hash of everything that decides what a run archives: arguments, and rules of sites."""
        told = {k: v for k, v in self.given.items() if k not in {"out", "sites"}}
        told_rules = [asdict(site) for site in self.rules.sites]
        text = json.dumps([told, told_rules], sort_keys=True, default=str, ensure_ascii=False)
        return "sha256:" + hashlib.sha256(text.encode()).hexdigest()

    def named_hosts(self) -> frozenset[str]:
        """Return the hosts the user named, lower case, without port: the guard lets them be private."""
        rules = [u for s in self.rules.sites for u in (s.url, *s.feeds, *s.sitemaps) if u]
        hosts = {urlsplit(u).hostname or "" for u in (*self.urls, *rules)}
        return frozenset(hosts.union(*(s.hosts for s in self.rules.sites)) - {""})


def parse(spider: str, given: Mapping[str, str]) -> Arguments:
    """Return the checked arguments of *spider*; the first mistake raises UsageError with one line."""
    allowed = (*OWN.get(spider, ("url",)), *COMMON)
    for name in given:
        if name not in allowed:
            raise UsageError(_unknown(name, allowed, spider))
    _check_presence(spider, given)
    told = dict(given) if spider != "demo" else {"sites": str(_fixtures() / "sources.toml"), **given}
    since, until = _day(given, "since"), _day(given, "until")
    if since and until and since > until:
        raise UsageError(f"since={since} is after until={until}; swap them")
    return Arguments(
        urls=_urls(given),
        path=_fixtures() if spider == "demo" else _path(given),
        rules=load(_file(told, "sites")) if "sites" in told else builtin(),
        out=_filled(given, "out") or "output",
        since=since,
        until=until,
        max=_count(given, "max"),
        include=_pattern(given, "include"),
        exclude=_pattern(given, "exclude"),
        keep=_keep(given),
        given=dict(given),
    )


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """Return ``; did you mean 'sites'?`` for a name close to a known one, else ``; known: …``."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(known))}"


def _unknown(name: str, allowed: tuple[str, ...], spider: str) -> str:
    owners = [s for s, names in OWN.items() if name in names]
    if owners:
        return f"{spider} takes no argument {name!r}; {' and '.join(owners)} do{'es' * (len(owners) == 1)}"
    return f"unknown argument {name!r}{suggestion(name, allowed)}"


def _check_presence(spider: str, given: Mapping[str, str]) -> None:
    needs, shown = _NEEDS.get(spider, ((), ""))
    found = [name for name in needs if name in given]
    if needs and not found:
        raise UsageError(f"{spider} needs {shown}")
    if spider == "article" and len(found) > 1:
        raise UsageError("url and urls exclude each other; give one of them")


def _filled(given: Mapping[str, str], name: str) -> str | None:
    """The value of *name* without outer white space; None where it is not given, UsageError where empty."""
    if name not in given:
        return None
    value = given[name].strip()
    if not value:
        raise UsageError(f"{name}= is empty; give a value or leave it out")
    return value


def _urls(given: Mapping[str, str]) -> tuple[str, ...]:
    if "urls" in given:
        return _listed(_file(given, "urls"))
    url = _filled(given, "url")
    return (_address(url, "url="),) if url else ()


def _address(text: str, where: str) -> str:
    """*text* as an absolute http(s) address; UsageError naming *where* it stands otherwise."""
    found = absolute(text, text) if text.lower().startswith(("http://", "https://")) else None
    if not found or not host(found):
        hint = f"; did you mean 'https://{text}'?" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text) else ""
        raise UsageError(f"{where}{text}: not an http(s) address{hint}")
    return found


def _listed(path: Path) -> tuple[str, ...]:
    """The addresses of a file, one a line; empty lines and lines that begin with # are skipped."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the file as UTF-8") from None
    numbered = ((n, line.strip()) for n, line in enumerate(lines, 1))
    found = [_address(text, f"{path}:{n}: ") for n, text in numbered if text and not text.startswith("#")]
    if not found:
        raise UsageError(f"{path}: no address in it; write one a line")
    return tuple(dict.fromkeys(found))


def _file(given: Mapping[str, str], name: str) -> Path:
    path = Path(_filled(given, name) or "")
    if not path.is_file():
        why = "is a directory" if path.is_dir() else "no such file"
        raise UsageError(f"{name}={path}: {why}")
    return path


def _path(given: Mapping[str, str]) -> Path | None:
    value = _filled(given, "path")
    if value is None:
        return None
    if not Path(value).exists():
        raise UsageError(f"path={value}: no such file or directory")
    return Path(value)


def _fixtures() -> Path:
    """The folder of the demo's sites: of this project, or of the directory one is in."""
    places = (Path("fixtures"), Path(__file__).parents[2] / "fixtures")
    found = next((p for p in places if (p / "sources.toml").is_file()), None)
    if found is None:
        raise UsageError("no fixtures/ folder here; the demo runs in a checkout of newsspider")
    return found


def _day(given: Mapping[str, str], name: str) -> date | None:
    value = _filled(given, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name}={value}: not a date; write it as 2026-03-11") from None


def _count(given: Mapping[str, str], name: str) -> int | None:
    value = _filled(given, name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise UsageError(f"{name}={value}: not a number above 0")
    return int(value)


def _pattern(given: Mapping[str, str], name: str) -> re.Pattern[str] | None:
    value = _filled(given, name)
    if value is None:
        return None
    try:
        return re.compile(value)
    except re.error as error:
        raise UsageError(f"{name}={value}: not a regular expression: {error}") from None


def _keep(given: Mapping[str, str]) -> str:
    value = _filled(given, "keep") or "warc"
    if value not in _KEEP:
        raise UsageError(f"keep={value}: not one of {', '.join(_KEEP)}{suggestion(value, _KEEP)}")
    return value
