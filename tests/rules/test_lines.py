"""Keys are found on the lines they are written on."""

from __future__ import annotations

from newsspider.rules.lines import key_lines

TEXT = '''# a comment
[site.a]  # another
url = "x"
body = [
  "b = c",
  "d]",
]
text = """
url = 1
"""
last.part = 1
[[site.a.layout]]
until = 1
[[site.a.layout]]
until = 2
[site."b.c"]
"quoted key" = 1
'''


def test_lines_of_keys() -> None:
    lines = key_lines(TEXT)
    assert lines["site", "a"] == 2
    assert lines["site", "a", "body"] == 4
    assert lines["site", "a", "text"] == 8
    assert lines["site", "a", "last", "part"] == 11
    assert lines["site", "a", "layout[0]", "until"] == 13
    assert lines["site", "a", "layout[1]", "until"] == 15
    assert lines["site", "b.c", "quoted key"] == 17
    assert lines["site", "a", "url"] == 3


def test_nothing_in_nothing() -> None:
    assert key_lines("") == {}
