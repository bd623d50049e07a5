"""How to cite a record: as a line of text, and as an entry for BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from newsspider.analysis.terminal import one_line

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# TeX's special signs. Braces as commands: BibTeX counts them even after a backslash.
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# Within \url all but these may stand as it is.
_URL: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})
_NO_NAME: Final = re.compile(r"\band\b|[\d&/@{}]|,.*,", re.IGNORECASE)


def as_text(record: Mapping[str, Any]) -> str:
    """Return one line: authors, headline, publisher, day, address, and in brackets capture, hashes and WARC record.

    What is not known is left out; for a day of publication that is not, the line says "no date".
    """
    headline = one_line(record["headline"])
    parts = [
        _ended(_series([author["name"] for author in record["authors"]])),
        f"“{_ended(headline)}”" if headline else "",
        f"{publisher(record)}, {record['published_date'] or 'no date'}.",
        f"{record['url']} ({'; '.join(_evidence(record))})",
    ]
    return " ".join(one_line(part) for part in parts if part)


def publisher(record: Mapping[str, Any]) -> str:
    """Return the outlet's name, its domain where no page told one."""
    return str(record["publisher"] or record["domain"])


def as_bibtex(record: Mapping[str, Any]) -> str:
    """Return an ``@misc`` entry, UTF-8, read alike by BibTeX and Biber; ends with a newline.

    ``urldate`` is the day of the capture, ``note`` what `as_text` says of it. A name that BibTeX would take apart
    wrongly (an "and", several commas, a last word in lower case, an agency) stands in braces.
    """
    year, month, day = [*(record["published_date"] or "").split("-"), "", ""][:3]
    names = [_name(author["name"], record) for author in record["authors"]]
    fields = {
        "author": _braced(" and ".join(names)),
        "title": _braced(_braced(_tex(record["headline"]))),
        "howpublished": _braced(_tex(publisher(record))),
        "year": _braced(year),
        "month": _MONTHS[int(month) - 1] if month else "",
        "day": _braced(day.lstrip("0")),
        "url": _braced(record["url"].translate(_URL)),
        "urldate": _braced(record["fetched_at"][:10]),
        "note": _braced(_tex("; ".join(_evidence(record)))),
    }
    lines = [f"  {name + ' ':13}= {value}" for name, value in fields.items() if value]
    return f"@misc{{{key(record)},\n" + ",\n".join(lines) + "\n}\n"


def key(record: Mapping[str, Any]) -> str:
    """Return the entry's key: site, year of publication where known, and eight digits of the id; ASCII."""
    year = (record["published_date"] or "")[:4]
    number = record["revision"]["number"]
    revision = f"r{number}" if number > 1 else ""
    return "-".join(part for part in (record["site"], year, record["id"][4:12], revision) if part)


def _evidence(record: Mapping[str, Any]) -> list[str]:
    """What was captured, when, and where it lies."""
    origin, number = record["provenance"], record["revision"]["number"]
    gone = ", when the page was gone" if record["revision"]["change"] == "gone" else ""
    parts = [
        f"captured {record['fetched_at']} by {origin['software']}{gone}",
        f"revision {number}, {record['revision_id']}",
    ]
    if origin["html_sha256"]:
        parts.append(f"page {origin['html_sha256']}")
    if record["dedup"]["text_sha256"]:
        parts.append(f"text {record['dedup']['text_sha256']}")
    if origin["capture_url"]:
        parts.append(f"copy {origin['capture_url']}")
    if origin["warc_file"]:
        parts.append(
            f"WARC {origin['warc_file']}, offset {origin['warc_offset']}, {origin['warc_record_id']}"
        )
    return parts


def _series(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)


def _ended(part: str) -> str:
    return part + "." if part and not part.endswith((".", "!", "?", "…")) else part


def _name(name: str, record: Mapping[str, Any]) -> str:
    text = _tex(name)
    last = name.rpartition(" ")[2]
    whole = (
        _NO_NAME.search(name) or last.islower() or name in {record["publisher"], record["dedup"]["agency"]}
    )
    return _braced(text) if whole else text


def _tex(text: str | None) -> str:
    return one_line(text).translate(_TEX)


def _braced(text: str | None) -> str:
    return f"{{{text}}}" if text else ""
