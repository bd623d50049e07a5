from __future__ import annotations

from typing import Any

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import MemoryStatsCollector

from newsspider.archive.record import Facts, record
from newsspider.crawl.items import ArticleItem
from newsspider.crawl.pipelines import InvalidItem, ValidatePipeline
from newsspider.extraction import extract


def stats() -> MemoryStatsCollector:
    return MemoryStatsCollector(Crawler(Spider))


def item(**changes: Any) -> ArticleItem:
    article = extract(b"<h1>A bridge closes</h1>", "http://a.example/2026/03/10/a-bridge")
    facts = Facts(run_id="20260311T130500Z-4f1c2a", spider="news")
    line = record(article, facts)
    line["provenance"]["requested_url"] = article.url
    return ArticleItem.from_record(line | changes)


def test_a_sound_item_passes_and_is_counted() -> None:
    counted = stats()
    sound = item()
    assert ValidatePipeline(counted).process_item(sound) is sound
    assert counted.get_stats() == {"newsspider/valid/yes": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"authors": None},
        {"authors": "Jane"},
        {"published_date": "None"},
        {"fetched_at": "2026-03-10"},
        {"kind": "essay"},
    ],
)
def test_an_item_that_breaks_the_schema_is_dropped_with_the_reason(changes: dict[str, Any]) -> None:
    counted = stats()
    with pytest.raises(InvalidItem, match=next(iter(changes))):
        ValidatePipeline(counted).process_item(item(**changes))
    assert counted.get_stats() == {"newsspider/valid/no": 1}
