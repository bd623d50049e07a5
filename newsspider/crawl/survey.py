"""What each site of a sources file offers a crawl: ``python -m newsspider.crawl.survey sources.toml``.

Asks every site for its robots.txt, its home page, and the feeds and sitemaps these and the file name; archives nothing.
``newsspider sources check`` runs it.
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.http import Response
from scrapy.utils.project import get_project_settings

from newsspider.crawl.arguments import parse
from newsspider.crawl.captures import capture, is_html
from newsspider.crawl.causes import why
from newsspider.crawl.guard import refusal
from newsspider.discover.feeds import declared_feeds, read_feed
from newsspider.discover.found import Found
from newsspider.discover.places import FEEDS, SITEMAPS
from newsspider.discover.sitemaps import read_sitemap, robots_sitemaps
from newsspider.discover.wordpress import posts_url
from newsspider.errors import FetchError, NewsspiderError, PartlyFetchedError, UsageError
from newsspider.fields.rights import rights
from newsspider.page.page import Page
from newsspider.rules.site import Rules, SiteRule

_ASKED = 5  # sitemaps, and feeds, of one site that are read
# A survey has no archive: nothing is kept, resumed or asked for conditionally.
_SETTINGS: dict[str, Any] = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "EXTENSIONS": {},
    "ITEM_PIPELINES": {},
    "DOWNLOADER_MIDDLEWARES": {
        "newsspider.crawl.guard.GuardMiddleware": 60,
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
        "newsspider.crawl.robots.RobotsMiddleware": 100,
        "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
        "newsspider.crawl.unpack.UnpackMiddleware": 590,
    },
    "RETRY_TIMES": 0,
    "LOG_LEVEL": "CRITICAL",
}


@dataclass(slots=True)
class Survey:
    """What one site offers. *failed*: why its home page was not had; None where it was. The others are as printed;
    *lists*: of each feed and sitemap read, what it holds, by address; None for one that holds nothing."""

    rule: SiteRule
    failed: str | None = "not asked"
    robots: str = "none"
    language: str | None = None
    theme: str | None = None
    wordpress: bool = False
    tdm: str = "not stated"
    offsets: set[str] = field(default_factory=set)
    feeds: dict[str, str | None] = field(default_factory=dict)
    sitemaps: dict[str, str | None] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Yield the survey, a fact a line, the site's name first; of a site that failed, only why."""
        yield f"{self.rule.name}  {self.rule.url}"
        if self.failed:
            yield f"  FAILED     {self.failed}"
            return
        yield f"  robots     {self.robots}"
        for name, found in (("feeds", self.feeds), ("sitemaps", self.sitemaps)):
            yield f"  {name:10} " + (
                _joined(f"{url} ({held})" for url, held in found.items() if held) or "none"
            )
        yield f"  posts      {'listed by WordPress' if self.wordpress else 'no list'}"
        yield f"  language   {self.rule.language or self.language or 'not stated'}"
        yield f"  theme      {self.rule.theme or self.theme or 'none known'}"
        yield f"  time zone  {self.rule.timezone or _joined(sorted(self.offsets)) or 'not stated'}"
        yield f"  mining     {self.tdm}"


class SurveySpider(Spider):
    """Asks each site what it offers. *surveys*: one a site, filled as answers come."""

    name = "survey"

    def __init__(self, rules: Rules, surveys: list[Survey]) -> None:
        super().__init__()
        self.rules = rules
        self.surveys = surveys

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Return the spider for one crawl."""
        return super().from_crawler(crawler, *args, **kwargs)

    async def start(self) -> AsyncIterator[Any]:
        """Ask each site for its robots.txt and its home page."""
        for survey in self.surveys:
            home = survey.rule.url or ""
            yield self._request(
                urljoin(home, "/robots.txt"), self.on_robots, survey, dont_obey_robotstxt=True
            )
            yield self._request(home, self.on_home, survey)

    def on_robots(self, response: Response, survey: Survey) -> Iterator[Request]:
        """Note what robots.txt says, and ask for its sitemaps; for those at habitual places where it names none."""
        text = response.body.decode("utf-8", "replace")
        survey.robots = "found"
        yield from self._sitemaps(robots_sitemaps(text, response.url), survey)

    def on_home(self, response: Response, survey: Survey) -> Iterator[Request]:
        """Note what the home page says of itself, and ask for its feeds."""
        survey.failed = None if is_html(response) else "the home page is no web page"
        taken = capture(response, response.url)
        page = Page(taken.body, taken.url, taken.headers, taken.fetched_at, self.rules)
        survey.language = page.tree.get("lang")
        survey.theme = page.theme.name if page.theme and page.theme.name != "generic" else None
        survey.wordpress = posts_url(page.tree, page.base_url) is not None
        reserved = rights(page).tdm_reserved
        survey.tdm = {True: "reserved", False: "allowed", None: "not stated"}[reserved]
        declared = [*survey.rule.feeds, *declared_feeds(page.tree, page.base_url)]
        for url in (declared or [urljoin(response.url, path) for path in FEEDS])[:_ASKED]:
            yield self._request(url, self.on_feed, survey)

    def on_feed(self, response: Response, survey: Survey) -> None:
        """Count the entries of a feed."""
        _note(survey, survey.feeds, response.url, read_feed(response.body, response.url))

    def on_sitemap(self, response: Response, survey: Survey) -> None:
        """Count the addresses of a sitemap, or the sitemaps of an index."""
        found = read_sitemap(response.body, response.url)
        if found.children:
            survey.sitemaps[response.url] = f"{len(found.children)} sitemaps"
        else:
            _note(survey, survey.sitemaps, response.url, found.pages)

    def _sitemaps(self, named: Sequence[str], survey: Survey) -> Iterator[Request]:
        home = survey.rule.url or ""
        listed = [*survey.rule.sitemaps, *named] or [urljoin(home, path) for path in SITEMAPS]
        for url in listed[:_ASKED]:
            yield self._request(url, self.on_sitemap, survey)

    def _request(self, url: str, callback: Any, survey: Survey, **meta: Any) -> Request:
        given = {"survey": survey}
        return Request(url, callback, errback=self.on_error, cb_kwargs=given, meta={**meta, **given})

    def on_error(self, failure: Any) -> Iterator[Request]:
        """Note why robots.txt or the home page was not had; a feed or sitemap that is not there is no news."""
        request = failure.request
        survey: Survey = request.meta["survey"]
        refused = refusal(request.url)
        told = (
            f"connect: {refused}"
            if refused
            else f"{why(failure.value).cause.value}: {why(failure.value).message}"
        )
        if request.callback == self.on_home:
            survey.failed = told
        elif request.callback == self.on_robots:
            survey.robots = "none" if told.startswith("http-4xx") else told
            yield from self._sitemaps((), survey)


def _note(survey: Survey, lists: dict[str, str | None], url: str, found: Iterable[Found]) -> None:
    """Count what a feed or sitemap holds, with the newest date and the offsets its dates have."""
    entries = list(found)
    dates = [at for entry in entries for at in (entry.published, entry.modified) if at]
    survey.offsets |= {f"{at:%z}"[:3] + ":" + f"{at:%z}"[3:5] for at in dates if at.utcoffset()}
    newest = f", newest {max(dates):%Y-%m-%d}" if dates else ""
    lists[url] = f"{len(entries)} addresses{newest}" if entries else None


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words)


def survey(path: Path) -> list[Survey]:
    """Return what each site of the sources file at *path* offers. Starts and ends Twisted's reactor: once a process."""
    arguments = parse("news", {"sites": str(path)})
    surveys = [Survey(rule) for rule in arguments.rules.sites if rule.url]
    settings = get_project_settings()
    settings.setdict(_SETTINGS, "cmdline")
    process = CrawlerProcess(settings)
    process.crawl(SurveySpider, rules=arguments.rules, surveys=surveys)
    process.start()
    return surveys


def main(words: Sequence[str]) -> int:
    """Print the survey of the sources file *words* name; returns the exit code of docs/crawl.md."""
    try:
        if len(words) != 1:
            raise UsageError("name one sources file")
        found = survey(Path(words[0]))
        sys.stdout.write("\n".join(line for one in found for line in (*one.lines(), "")) + "\n")
        failed = [one.rule.name for one in found if one.failed]
        if failed:
            kind = FetchError if len(failed) == len(found) else PartlyFetchedError
            raise kind(f"nothing of {len(failed)} of {len(found)} sites: {_joined(failed)}")
    except NewsspiderError as error:
        sys.stderr.write(f"newsspider: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
