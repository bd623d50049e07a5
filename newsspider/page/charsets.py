"""Names of encodings: a label as servers and pages write it, into its WHATWG name and Python's codec.

Source of names and of the folding (Latin-1 read as windows-1252 …): https://encoding.spec.whatwg.org/#names-and-labels.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

# WHATWG name -> the Python codec that reads the same bytes, its widest form where there are several.
CODECS = {
    "utf-8": "utf-8",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "windows-874": "cp874",
    "ibm866": "cp866",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
}
# Python's own name for a label -> WHATWG name, where the two differ.
_FROM_CODEC = {codec: name for name, codec in CODECS.items() if codec != "gb18030"} | {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "windows-874",
    "tis-620": "windows-874",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16le",
    "gb2312": "gbk",
    "gbk": "gbk",
    "gb18030": "gb18030",
    "big5": "big5",
    "euc_kr": "euc-kr",
    "shift_jis": "shift_jis",
}
# Labels Python has no name for; the last four are no standard's, but stand on pages.
_LABELS = {
    "windows-874": "windows-874",
    "windows-31j": "shift_jis",
    "x-sjis": "shift_jis",
    "x-gbk": "gbk",
    "x-euc-jp": "euc-jp",
    "x-mac-cyrillic": "x-mac-cyrillic",
    "x-mac-roman": "macintosh",
    "unicode-1-1-utf-8": "utf-8",
    "unicode": "utf-16le",
    "dos-874": "windows-874",
    "x-big5": "big5",
    "win-1251": "windows-1251",
    "win1251": "windows-1251",
    "windows1251": "windows-1251",
    "utf": "utf-8",
}
_LABEL = re.compile(r"[a-z0-9][a-z0-9_.:-]{1,39}")


@cache
def whatwg_name(label: str) -> str | None:
    """Return the WHATWG name for *label*, in any case, quoted or not; None where it names no encoding."""
    plain = label.strip(" \t\r\n\f'\";,").lower()
    if not _LABEL.fullmatch(plain):
        return None
    if plain in CODECS or plain in _LABELS:
        return _LABELS.get(plain, plain)
    try:
        return _FROM_CODEC.get(codecs.lookup(plain).name)
    except (LookupError, ValueError):
        return None
