"""The only room that imports Scrapy."""
