"""Settings of every crawl, each with its unit and reason. ``-s NAME=VALUE`` changes one for a run."""

from __future__ import annotations

import os

from newsspider.model import SOFTWARE

BOT_NAME = "newsspider"
SPIDER_MODULES = ["newsspider.crawl.spiders"]
NEWSPIDER_MODULE = "newsspider.crawl.spiders"
COMMANDS_MODULE = "newsspider.crawl.commands"

# Who asks. ``-a contact=`` names whom a publisher may write to before blocking.
USER_AGENT = f"{SOFTWARE} (news archiving; no contact given)"
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "newsspider"  # the name robots.txt is asked for, whatever USER_AGENT says besides

# Politeness, per host. A Crawl-delay in robots.txt that is longer wins.
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # requests in flight: one being answered, one on its way
DOWNLOAD_DELAY = 0.5  # seconds between two requests
DOWNLOAD_DELAY_JITTER = 0  # share of the delay: none, or half of the requests would come sooner than that
CONCURRENT_REQUESTS = 32  # requests in flight in all: 16 hosts at their limit
NEWSSPIDER_MAX_CRAWL_DELAY = 600.0  # seconds; a longer Crawl-delay is taken for this
NEWSSPIDER_MAX_WAIT = (
    60.0  # seconds a run waits in all for one host that asks it to; the rest is for the next run
)
AUTOTHROTTLE_ENABLED = True  # a server slow to answer is asked less often than DOWNLOAD_DELAY allows
AUTOTHROTTLE_START_DELAY = 0.0  # seconds; DOWNLOAD_DELAY is the least in any case
AUTOTHROTTLE_MAX_DELAY = 30.0  # seconds
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0  # requests being answered by one host, on average
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
}  # no language:
# a site that has several would not send its own
COOKIES_ENABLED = False  # every page is asked for as by a first-time reader
REDIRECT_MAX_TIMES = 6  # redirects of one request; browsers allow 20, honest sites need 3
METAREFRESH_MAXDELAY = 5  # seconds; slower refreshes reload a page, they do not move it

# Failing in time.
DOWNLOAD_TIMEOUT = 30  # seconds for one response
NEWSSPIDER_URL_SECONDS = 60.0  # seconds for one address in all, its redirects and tries included
# Request-seconds waited in vain, for one host and for all, after which 5 s must do, or three times a host's slowest answer:
NEWSSPIDER_HOST_STALL_SECONDS = 60.0  # two requests at their limit
NEWSSPIDER_STALL_SECONDS = 300.0  # ten answers that did not come
DNS_TIMEOUT = 10  # seconds for one look-up
DOWNLOAD_MAXSIZE = 60_000_000  # bytes: a sitemap may have 50 MiB; no article comes near
NEWSSPIDER_PAGE_MAXSIZE = 8_000_000  # bytes of a page: the largest of 1,131 measured has 4 MB
NEWSSPIDER_FLIGHT_BYTES = (
    100_000_000  # of all bodies being received, or waiting; beyond it large ones are ended
)
NEWSSPIDER_UNPACKED_BYTES = (
    16_000_000  # of all bodies unpacked and not yet read; beyond it no other is unpacked
)
DOWNLOAD_WARNSIZE = 0  # bytes; 0: never warn, a page too large is a failure told by name
DOWNLOAD_VERIFY_CERTIFICATES = (
    True  # by the system's authorities; -s DOWNLOAD_VERIFY_CERTIFICATES=0 takes any
)
DOWNLOAD_FAIL_ON_DATALOSS = True  # half a page is no page
REACTOR_THREADPOOL_MAXSIZE = (
    32  # look-ups at the same time: a name server that is silent holds up its own hosts only
)
RETRY_TIMES = 2  # after the first try
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]  # not 429: who asks to slow down is not asked again
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # it becomes a line of failures.jsonl

# Nothing listens, nothing reads: no console, no remote control, no resolving of private addresses.
DOWNLOAD_HANDLERS = {
    "http": "newsspider.crawl.handler.LimitedHandler",
    "https": "newsspider.crawl.handler.LimitedHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # none
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
TWISTED_DNS_RESOLVER = "newsspider.crawl.guard.GuardedResolver"
# host, host:port or network, with commas between: what is no public address and may be connected to all the same;
# from the environment, too, for commands that take no -s
ALLOW_PRIVATE_HOSTS = os.environ.get("ALLOW_PRIVATE_HOSTS", "")
NEWSSPIDER_PROXY = ""  # address of an HTTP proxy that every request goes through; the demo's own server

# How far a crawl of a site goes.
NEWSSPIDER_SECTION_DEPTH = 2  # steps from the home page to a list of articles
NEWSSPIDER_LIST_PAGES = (
    500  # parts of one list: its first, and those behind "next", while they bring what is new
)
NEWSSPIDER_MAX_SECTIONS = 100  # lists of one site in a run
NEWSSPIDER_MAX_SITEMAPS = 100  # sitemaps of one site in a run, newest first; the protocol allows 50,000
NEWSSPIDER_SITE_PAGES = 100_000  # responses of one site in a run; what is left then is for the next run
NEWSSPIDER_SITE_BYTES = 10_000_000_000  # likewise, of their bodies, unpacked
NEWSSPIDER_SITE_SECONDS = 86_400.0  # likewise, since the site's first request
NEWSSPIDER_MAX_RECHECKS = (
    200  # archived articles of one site, listed nowhere any more, looked at again in a run
)

NEWSSPIDER_COMPRESSION = "gzip"  # of article lines: gzip, which everything reads; zstd, faster to read; none

# How much a power cut may cost: what is not committed is fetched again.
NEWSSPIDER_COMMIT_PAGES = 5  # a kill costs these, and those in flight; five lines fill the window of gzip
NEWSSPIDER_COMMIT_SECONDS = 2.0

NEWSSPIDER_WARC_BYTES = (
    1 << 30
)  # of a file of captures, then the next is begun: a gigabyte, as the IIPC recommends

SCHEDULER = "newsspider.crawl.scheduler.FrontierScheduler"
LOG_FORMATTER = "newsspider.crawl.report.QuietFormatter"
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "newsspider.crawl.details.Details": 300,
    "newsspider.crawl.flight.Flight": 350,
    "newsspider.crawl.leases.Leases": 400,
    "newsspider.crawl.progress.Progress": 450,  # before the report: it wipes what it drew
    "newsspider.crawl.report.Report": 500,
}
# The order is that of Scrapy's own: lower sees a request earlier and its response later.
DOWNLOADER_MIDDLEWARES = {
    "newsspider.crawl.guard.GuardMiddleware": 60,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # what is pushed is filtered before
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # ours is stricter
    "newsspider.crawl.robots.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,  # ours knows what is left
    "newsspider.crawl.middlewares.ConditionalMiddleware": 450,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # ours is stricter
    "newsspider.crawl.unpack.UnpackMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "newsspider.crawl.redirects.Refreshes": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "newsspider.crawl.redirects.Redirects": 600,
    "newsspider.crawl.middlewares.ProxyMiddleware": 740,
    "newsspider.crawl.cut.CutMiddleware": 790,
    "newsspider.crawl.middlewares.PauseMiddleware": 860,
}
# Of Scrapy's own only HttpErrorMiddleware: what is fetched comes from the frontier, which knows depth and length of an
# address; no request says which page led to it, since a site need not know.
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
}
ITEM_PIPELINES = {
    "newsspider.crawl.pipelines.ValidatePipeline": 100,
    "newsspider.crawl.pipelines.DedupePipeline": 200,
    "newsspider.crawl.pipelines.ArchivePipeline": 300,
}
CONCURRENT_ITEMS = 1  # of one response: a copy is judged after the page it waited for
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier knows what was pushed

NEWSSPIDER_QUIET = False  # --quiet: no progress, no closing table; trouble is told in any case
NEWSSPIDER_PROGRESS_SECONDS = (
    30.0  # between two lines of progress where standard error is no terminal; 0: none at all
)
NEWSSPIDER_LOGS = 100  # logs of runs kept under the output, the newest; 0: none is written
LOG_LEVEL = "WARNING"  # the closing table and the log of the run say the rest
LOG_SHORT_NAMES = True
STATS_DUMP = False
DOWNLOADER_STATS = False  # our own counts are in runs.jsonl
WARN_ON_GENERATOR_RETURN_VALUE = False  # it reads the source of a callback again for every page
MEMUSAGE_ENABLED = False  # it only sends mail
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
