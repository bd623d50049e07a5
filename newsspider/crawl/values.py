"""One argument's value: read, checked, and where it is wrong told in one line that says what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from newsspider.archive.warc_records import SUFFIXES
from newsspider.archive.zstd_frames import DICTIONARY, FRAME
from newsspider.errors import UsageError
from newsspider.text.urls import absolute, host

_KEEP = ("warc", "none")
# A label of a host: of ASCII, letters, digits, - and _ only; names of other scripts as they are. Or IPv6.
_LABEL = r"[^\x00-,./:-@\[-^`{-\x7f\s]{1,63}"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|[\da-f:.]*:[\da-f:.]*")
_BARE = re.compile(r"(?P<host>localhost|[\w-]+(?:\.[\w-]+)+)(?P<port>:\d+)?(?:/|$)")
_IPV4 = re.compile(r"\d+(?:\.\d+){3}")
_MAIL = re.compile(r"[!-?A-~]{1,64}@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+")
_Given = Mapping[str, str]


def suggestion(name: str, known: tuple[str, ...]) -> str:
    """Return ``; did you mean 'sites'?`` for a name close to a known one, else ``; known: …``."""
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else f"; known: {', '.join(sorted(known))}"


def filled(given: _Given, name: str) -> str | None:
    """Return the value of *name* without outer white space; None where it is not given, UsageError where empty."""
    if name not in given:
        return None
    value = given[name].strip()
    if not value:
        raise UsageError(f"{name}= is empty; give a value or leave it out")
    return value


def addresses(given: _Given) -> tuple[str, ...]:
    """Return the addresses of ``url=`` or ``urls=``, once each; () where neither is given."""
    if "urls" in given:
        return _listed(existing_file(given, "urls"))
    url = filled(given, "url")
    return (_address(url, "url="),) if url else ()


def _address(text: str, where: str) -> str:
    """*text* as an absolute http(s) address; UsageError naming *where* it stands otherwise."""
    found = absolute(text, text) if text.lower().startswith(("http://", "https://")) else None
    if not found or not _HOST.fullmatch(host(found)):
        raise UsageError(f"{where}{text}: not an http(s) address{_schemed(text)}")
    return found


def _schemed(text: str) -> str:
    """Return ``; did you mean 'https://a.example/'?`` for an address without scheme; "" for anything else."""
    bare = _BARE.match(text)
    if not bare:
        return ""
    local = bare["port"] or _IPV4.fullmatch(bare["host"])
    return f"; did you mean '{'http' if local else 'https'}://{text}'?"


def _listed(path: Path) -> tuple[str, ...]:
    """The addresses of a file, one a line; empty lines and lines that begin with # are skipped."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"{path}: not UTF-8; save the file as UTF-8") from None
    numbered = ((n, line.strip()) for n, line in enumerate(lines, 1))
    found = [_address(text, f"{path}:{n}: ") for n, text in numbered if text and not text.startswith("#")]
    if not found:
        raise UsageError(f"{path}: no address in it; write one a line")
    return tuple(dict.fromkeys(found))


def existing_file(given: _Given, name: str) -> Path:
    """Return the file that *name* points to; UsageError where there is none."""
    path = Path(filled(given, name) or "")
    if not path.is_file():
        why = "is a directory" if path.is_dir() else "no such file"
        raise UsageError(f"{name}={path}: {why}")
    return path


def existing_path(given: _Given) -> Path | None:
    """Return the file or directory of ``path=``; None where it is not given."""
    value = filled(given, "path")
    if value is None:
        return None
    if not Path(value).exists():
        raise UsageError(f"path={value}: no such file or directory")
    if Path(value).is_dir() and not warc_files(Path(value)):
        raise UsageError(f"path={value}: no .warc, .warc.gz or .warc.zst file in it")
    if Path(value).is_file() and not _opens_as_warc(Path(value)):
        raise UsageError(f"path={value}: is no WARC file")
    return Path(value)


def warc_files(path: Path) -> list[Path]:
    """Return *path* where it is a file, else the WARC files below it, in the order of their names."""
    if path.is_file():
        return [path]
    return sorted(p for p in path.rglob("*") if p.name.endswith(SUFFIXES) and p.is_file())


def _opens_as_warc(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5).startswith((b"\x1f\x8b", b"WARC/", FRAME, DICTIONARY))


def day(given: _Given, name: str) -> date | None:
    """Return a calendar day, ``2026-03-11``; None where it is not given."""
    value = filled(given, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{name}={value}: not a date; write it as 2026-03-11") from None


def count(given: _Given, name: str) -> int | None:
    """Return a whole number of at least 1; None where it is not given."""
    value = filled(given, name)
    if value is None:
        return None
    if not (value.isascii() and value.isdigit() and int(value) > 0):
        raise UsageError(f"{name}={value}: not a number above 0")
    return int(value)


def pattern(given: _Given, name: str) -> re.Pattern[str] | None:
    """Return a compiled regular expression; None where it is not given."""
    value = filled(given, name)
    if value is None:
        return None
    try:
        return re.compile(value)
    except re.error as error:
        raise UsageError(f"{name}={value}: not a regular expression: {error}") from None


def keep(given: _Given) -> str:
    """Return what is kept of the pages: ``warc``, where nothing is said, or ``none``."""
    value = filled(given, "keep") or "warc"
    if value not in _KEEP:
        raise UsageError(f"keep={value}: no such choice{suggestion(value, _KEEP)}")
    return value


def contact(given: _Given) -> str | None:
    """Return ``contact=``, an http(s) address or a mail address; None where it is not given."""
    value = filled(given, "contact")
    if value is None or _MAIL.fullmatch(value):
        return value
    if not value.startswith(("http://", "https://")):
        raise UsageError(f"contact={value}: not an http(s) address or mail address")
    return _address(value, "contact=")
