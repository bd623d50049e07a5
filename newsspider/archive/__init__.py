"""JSONL lines and WARC captures, written to last."""
