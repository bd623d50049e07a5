"""``scrapy crawl``: mistakes are told before the first request, and the exit code says how the run ended."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn, cast

from scrapy.commands.crawl import Command as ScrapyCrawl
from scrapy.crawler import CrawlerProcessBase

from newsspider.crawl.arguments import COMMON, NEEDS, parse
from newsspider.crawl.guard import allowed
from newsspider.crawl.numbers import check_names, check_numbers
from newsspider.crawl.session import Session
from newsspider.crawl.values import suggestion
from newsspider.errors import NewsspiderError, UsageError
from newsspider.model import SOFTWARE

_OPTIONS = ("--quiet", "--logfile", "--loglevel", "--nolog", "--output", "--set")


class Command(ScrapyCrawl):
    """Exit codes: 0 done, 2 misuse, 3 nothing could be fetched, 4 nothing of some sites, 5 output failed, 75 output
    in use."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add ``--quiet`` to Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--quiet", action="store_true", help="print trouble only, for cron")

    def long_desc(self) -> str:
        """Return what ``scrapy crawl -h`` says: spiders, arguments, exit codes."""
        own = "; ".join(f"{name}: {shown}" for name, (_, shown) in NEEDS.items())
        return (
            f"Archive news. Spiders and what they need: {own}; demo: nothing. All take -a {'= '.join(COMMON)}=."
            " Exit codes: 0 done, 2 misuse, 3 nothing fetched, 4 nothing of some sites, 5 output failed, 75 output in use. More in docs/crawl.md."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Refuse an argument without a value, or given twice, which Scrapy would settle in silence."""
        for pair in opts.spargs:
            if "=" not in pair:
                _exit(UsageError(f"-a {pair}: no value; write it as -a {pair}=VALUE"))
        names = [pair.partition("=")[0] for pair in opts.spargs]
        for name in names:
            if names.count(name) > 1:
                _exit(UsageError(f"argument {name!r} is given {names.count(name)} times; give it once"))
        try:
            check_names(pair.partition("=")[0] for pair in opts.set)
        except UsageError as error:
            _exit(error)
        super().process_options(args, opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Check, open the archive, crawl, and leave the exit code in ``self.exitcode``."""
        try:
            self.exitcode = self._crawl(self._spider_name(args), opts.spargs, quiet=opts.quiet)
        except NewsspiderError as error:
            self.exitcode = _told(error)

    def _crawl(self, name: str, given: dict[str, str], *, quiet: bool) -> int:
        arguments = parse(name, given)
        process = self._process()
        check_numbers(process.settings)
        allowed(process.settings)
        if arguments.contact:
            process.settings.set("USER_AGENT", f"{SOFTWARE} (+{arguments.contact})", "spider")
        if quiet:
            process.settings.set("NEWSSPIDER_QUIET", "1", "cmdline")
        crawler = self._create_crawler(name)
        session = Session.open(crawler, arguments)
        process.crawl(crawler, **given)
        process.start()
        session.close("failed")  # does nothing where the spider closed it
        if session.error:
            raise session.error
        return 1 if process.bootstrap_failed else 0

    def _process(self) -> CrawlerProcessBase:
        """The process Scrapy has made for this command."""
        return cast("CrawlerProcessBase", self.crawler_process)

    def _spider_name(self, args: list[str]) -> str:
        """The one spider asked for; UsageError for none, several, an unknown one or a stray word."""
        known = tuple(self._process().spider_loader.list())
        if not args:
            raise UsageError(
                f"no spider named; write scrapy crawl NAME, with NAME one of {', '.join(sorted(known))}"
            )
        stray = next((a for a in args if a.startswith("-")), None) or next(iter(args[1:]), None)
        if stray and stray.startswith("--"):
            raise UsageError(
                f"unknown option {stray!r}{suggestion(stray, _OPTIONS)}; scrapy crawl -h lists all"
            )
        if stray:
            name, _, value = stray.lstrip("-").partition("=")
            raise UsageError(f"unexpected {stray!r}; arguments are given as -a {name}={value or 'VALUE'}")
        if args[0] not in known:
            raise UsageError(f"unknown spider {args[0]!r}{suggestion(args[0], known)}")
        return args[0]


def _told(error: NewsspiderError) -> int:
    """Print the error's line on standard error and return its exit code."""
    sys.stderr.write(f"{error}\n")
    return error.exit_code


def _exit(error: NewsspiderError) -> NoReturn:
    sys.exit(_told(error))
