"""Scrapy commands with arguments checked before the first request."""
