"""Commands of this project, put over Scrapy's own of the same name."""
