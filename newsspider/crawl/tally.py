"""What a run counted, by site, and the table it prints at its end."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class SiteTally:
    """Counts of one site. *found*: addresses to fetch; *addresses*: those asked for, each of which is one of the
    following: *lists*: lists of articles, feeds, sitemaps; *guesses*: habitual places of these, with nothing there;
    *unwanted*: articles of other days, or not of the addresses asked for; *articles*: lines written for the first version of an article, copies among them;
    *bytes*: of the bodies of its responses, unpacked; *deferred*: addresses left to the next run;
    *read*: article pages looked at, whatever became of them; *gone*: of *updated*, last revisions of pages
    that are gone; *dated*, *signed*: of the other lines written, those with a day of publication and those
    with an author."""

    found: int = 0
    addresses: int = 0
    lists: int = 0
    guesses: int = 0
    unwanted: int = 0
    pages: int = 0
    bytes: int = 0
    deferred: int = 0
    read: int = 0
    articles: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicates: int = 0
    copies: int = 0
    gone: int = 0
    dated: int = 0
    signed: int = 0
    failures: Counter[str] = field(default_factory=Counter)


_COLUMNS = (
    "site",
    "pages",
    "articles",
    "updated",
    "unchanged",
    "duplicates",
    "failures",
    "dated",
    "signed",
    "seconds",
)
_TOLD = (
    *("addresses", "lists", "guesses", "articles", "updated", "unchanged", "duplicates", "unwanted"),
    *("pages", "copies", "deferred"),
)
_VERDICTS = {"unchanged": "unchanged", "duplicate": "duplicates", "updated": "updated"}


class Tally:
    """Counts of one run, by site."""

    def __init__(self) -> None:
        self.sites: dict[str, SiteTally] = {}
        self.fetched = 0
        self.last_failure = ""
        self.misled = ""  # why the one list that was asked for is none
        self._left_out: set[int] = set()  # hashes of addresses, while no article has come
        self._judged = False
        self._started = time.monotonic()

    def site(self, name: str) -> SiteTally:
        """Return the counts of a site, all zero at first."""
        return self.sites.setdefault(name, SiteTally())

    def arrived(self, site: str, size: int) -> None:
        """Count a response below 400, whose body has *size* bytes."""
        self.fetched += 1
        counts = self.site(site)
        counts.pages += 1
        counts.bytes += size

    def found(self, site: str, count: int) -> None:
        """Count addresses of *site* that are to be fetched."""
        self.site(site).found += count

    def deferred(self, site: str, count: int) -> None:
        """Count addresses of *site* that are left to the next run."""
        self.site(site).deferred += count

    def left_out(self, url: str) -> None:
        """Count an address that the run's days or patterns leave out; no more than once, and only until an article has
        come, since it is told only where none does."""
        if not self._judged:
            self._left_out.add(hash(url))

    def failed(self, site: str, cause: str, message: str) -> None:
        """Count a failure by its cause; *message* names its address."""
        self.site(site).failures[cause] += 1
        self.last_failure = message

    def judged(self, site: str, verdict: str) -> None:
        """Count an article page by its verdict; one that is archived is counted by ``written`` as well."""
        self._judged = True
        self._left_out.clear()
        counts = self.site(site)
        counts.read += 1
        name = _VERDICTS.get(verdict)
        if name:
            setattr(counts, name, getattr(counts, name) + 1)
        else:
            counts.articles += 1
            counts.copies += verdict == "copy"

    def written(self, site: str, *, dated: bool, signed: bool, gone: bool = False) -> None:
        """Count a line of the archive, and which of the two fields it fills; of a page that is *gone*, none."""
        counts = self.site(site)
        counts.gone += gone
        counts.dated += dated and not gone
        counts.signed += signed and not gone

    def seconds(self) -> float:
        """Return the seconds since the run began."""
        return time.monotonic() - self._started

    def totals(self) -> dict[str, int]:
        """Return the counts of all sites as the run's line has them; failures as ``failures`` and by cause."""
        every = self.total()
        found = {name: int(getattr(every, name)) for name in _TOLD}
        found["failures"] = every.failures.total()
        return found | {f"failures/{cause}": n for cause, n in sorted(every.failures.items())}

    def total(self) -> SiteTally:
        """Return the counts of all sites together."""
        every = SiteTally()
        for counts in self.sites.values():
            for name in SiteTally.__dataclass_fields__:
                setattr(every, name, getattr(every, name) + getattr(counts, name))
        return every

    def nothing_fetched(self) -> bool:
        """Whether pages were asked for and none came, or the list of them was none; what tells that a page is gone came,
        too."""
        return bool(self.misled) or (not self.fetched and not self.total().gone)

    def why_nothing(self) -> str:
        """Return the line of a run that fetched nothing: the commonest cause, and what was said last."""
        causes = self.total().failures
        if self.misled:
            return self.misled
        if deferred := self.total().deferred:
            return f"nothing was fetched: {deferred} addresses are left to the next run, as their hosts ask"
        if not causes:
            return "nothing was fetched: nothing to fetch was found"
        cause, _ = causes.most_common(1)[0]
        return f"nothing could be fetched ({cause}): {self.last_failure}"

    def failed_sites(self) -> str:
        """Return the line that names the sites of which no page came, with the commonest cause; "" for none."""
        failed = [(name, counts.failures) for name, counts in sorted(self.sites.items())]
        named = [
            f"{name} ({causes.most_common(1)[0][0]})"
            for name, causes in failed
            if causes and not self.sites[name].pages and not self.sites[name].gone
        ]
        return f"nothing of {len(named)} of {len(failed)} sites: {', '.join(named)}" if named else ""

    def table(self) -> str:
        """Return the closing table, a line a site and one for all; below it the failures by cause, what is left to the
        next run, and where there is no article, how many addresses and articles were not wanted."""
        rows = [_row(name, counts) for name, counts in sorted(self.sites.items())]
        if len(rows) != 1:
            rows.append(_row("all", self.total()))
        rows = [(*row, "") for row in rows]
        rows[-1] = (*rows[-1][:-1], f"{self.seconds():.1f}")
        widths = [max(len(row[i]) for row in (_COLUMNS, *rows)) for i in range(len(_COLUMNS))]
        lines = [_line(row, widths) for row in (_COLUMNS, *rows)]
        causes = ", ".join(f"{cause} {n}" for cause, n in self.total().failures.most_common())
        deferred = self.total().deferred
        lines += [f"failures: {causes}"] * bool(causes)
        lines += [f"left to the next run: {deferred}"] * bool(deferred)
        left_out = 0 if self._judged else len(self._left_out) + self.total().unwanted
        lines += [f"no article: include, exclude, since, until left out {left_out}"] * bool(left_out)
        return "\n".join(lines)


def _row(name: str, counts: SiteTally) -> tuple[str, ...]:
    numbers = (counts.pages, counts.articles, counts.updated, counts.unchanged, counts.duplicates)
    lines = counts.articles + counts.updated - counts.gone
    shares = (
        f"{counts.dated / lines:.0%}" if lines else "-",
        f"{counts.signed / lines:.0%}" if lines else "-",
    )
    return (name, *map(str, numbers), str(counts.failures.total()), *shares)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    first = row[0].ljust(widths[0])
    return "  ".join(
        (first, *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)))
    ).rstrip()
