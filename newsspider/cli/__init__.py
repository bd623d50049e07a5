"""The ``newsspider`` command: read saved pages, look into an archive. Crawling is ``scrapy crawl``."""
