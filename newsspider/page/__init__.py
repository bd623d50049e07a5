"""Bytes in, blocks out."""
