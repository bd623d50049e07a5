"""Strings in, strings out; knows no HTML."""
