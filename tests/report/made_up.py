"""An archive of made-up records, as rich as wanted: sites in many languages, one whose articles lose their day, copies,
revisions, failures, runs. As a script: ``python tests/report/made_up.py DIR --articles 100000``."""

from __future__ import annotations

import argparse
import copy
import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))
from lines import line

from newsspider.archive.jsonl import encode
from newsspider.archive.package import Outcome, Run, run_line
from newsspider.model import instant
from newsspider.state.ledger import Ledger

NOW: Final = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
WORDS: Final = {
    "fr": "le pont du nord reste fermé lundi et la ville attend un rapport sur la digue avant la crue",
    "en": "the north bridge stays closed on monday while the town waits for a report about the dam",
    "uk": "міст на півночі лишається закритим а місто чекає на звіт про греблю перед повінню",
    "de": "die brücke im norden bleibt am montag gesperrt und die stadt wartet auf einen bericht",
    "ar": "الجسر الشمالي مغلق يوم الاثنين والمدينة تنتظر تقريرا عن السد قبل الفيضان",
    "es": "el puente del norte sigue cerrado el lunes y la ciudad espera un informe sobre la presa",
}
PEOPLE: Final = {
    "fr": ("Jeanne Morvane", "Taras Holoubenko", "Lise Corvanne", "Ahmed Tilloy"),
    "en": ("Eleanor Prewitt", "Taras Holubenko", "Ray Dunmore", "Amara Lindqvist"),
    "uk": ("Тарас Голубенко", "Ліда Середа", "Марта Ковалишин"),
    "de": ("Birte Ostermoor", "Ewald Trapp", "Taras Holubenko"),
    "ar": ("سليم الحداد", "ليلى منصور"),
    "es": ("Carmen Olmedo", "Iván Tejada"),
}
GIVEN: Final = "Ana Boris Clara Dmytro Elsa Farid Greta Hugo Irina Jonas Karim Lena"
FAMILY: Final = "Abery Brandel Corvin Dorosh Ekberg Foyle Garrel Hask Ivanets Jorand Kobza Lemko Marchetti"
NAMES: Final = [f"{given} {family}" for given in GIVEN.split() for family in FAMILY.split()]
CAUSES: Final = ("http-4xx", "http-4xx", "timeout", "not-article", "http-5xx", "robots", "blocked", "dns")
BODY_WORDS: Final = 450


@dataclass(frozen=True, slots=True)
class Counted:
    """What was written, counted while writing."""

    articles: int = 0
    lines: int = 0
    copies: int = 0
    revisions: int = 0
    quotes: int = 0
    failures: int = 0
    runs: int = 0


class _Writer:
    """Makes records and writes them by site and day."""

    def __init__(self, root: Path, articles: int, days: int, sites: int, seed: int) -> None:
        self.root, self.days, self.random = root, days, random.Random(seed)
        self.languages = [list(WORDS)[n % len(WORDS)] for n in range(sites)]
        self.sites = [
            f"{['courrier', 'ledger', 'visnyk', 'bote', 'sahifa', 'diario'][n % 6]}-{n:02}.example"
            for n in range(sites)
        ]
        self.each = max(1, articles // (days * sites))
        self.template = line()
        self.words = {language: words.split() for language, words in WORDS.items()}
        self.tally = dict.fromkeys(Counted.__slots__, 0)
        self.seen: dict[str, list[dict[str, Any]]] = {site: [] for site in self.sites}
        self.wire: dict[str, Any] | None = None

    def write(self) -> None:
        for back in range(self.days, 0, -1):
            day = NOW - timedelta(days=back)
            for n, site in enumerate(self.sites):
                records = list(self._day(n, site, day, back))
                path = self.root / site / f"{day:%Y/%m/%d}.jsonl.gz"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(gzip.compress(b"".join(map(encode, records)), 6, mtime=0))
                self.tally["lines"] += len(records)

    def _day(self, n: int, site: str, day: datetime, back: int) -> Iterator[dict[str, Any]]:
        quiet = (0.6 if day.weekday() > 4 else 1.0) * self.random.uniform(0.6, 1.4)
        for _ in range(max(1, round(self.each * quiet * (2 - n / len(self.sites)) / 1.5))):
            yield self._record(n, site, day + timedelta(minutes=self.random.randrange(600)), back)
            if self.seen[site] and self.random.random() < 0.04:
                yield self._revision(self.random.choice(self.seen[site]), day)

    def _record(self, n: int, site: str, at: datetime, back: int) -> dict[str, Any]:
        self.tally["articles"] += 1
        number, language = self.tally["articles"], self.languages[n]
        made = copy.copy(self.template)
        made["id"], made["revision_id"] = f"art_{number:032x}", f"art_{number:032x}.1"
        made["url"] = made["url_key"] = f"https://{site}/{at:%Y/%m}/{number}"
        made["site"], made["domain"], made["language"] = site, site, language
        made["headline"] = f"{self._words(language, 8).capitalize()} {number}"
        made["fetched_at"], made["published_date"] = instant(at), f"{at - timedelta(hours=9):%Y-%m-%d}"
        made["body"], made["section"] = self._words(language, BODY_WORDS), "News"
        made["images"] = [
            {"url": f"https://{site}/{number}.jpg", "caption": None, "credit": None, "alt": None}
        ]
        if n == 1 and back < self.days // 3:  # its layout changed: dates are lost, all but a few
            made["published_date"] = made["published_date"] if number % 11 == 0 else None
        if n == 2 and self.days // 2 < back < self.days * 2 // 3:  # authors went, and came back
            made["authors"] = []
        made["quotes"] = self._quotes(language)
        made["revision"] = made["revision"] | {"first_seen_at": made["fetched_at"]}
        made["dedup"] = self._dedup(made)
        if number % 41 == 0:
            self.seen[site].append(made)
        return made

    def _dedup(self, made: dict[str, Any]) -> dict[str, Any]:
        own = made["dedup"] | {"cluster_id": made["id"], "duplicate_of": None, "agency": None}
        if self.random.random() > 0.1 or self.wire is None or self.wire["site"] == made["site"]:
            if self.wire is None or self.random.random() < 0.02:
                self.wire = made
            return own
        self.tally["copies"] += 1
        made["headline"] = self.wire["headline"]
        first = self.wire["id"]
        return own | {"cluster_id": first, "duplicate_of": first, "similarity": 0.96, "relation": "syndicated",
                      "agency": "Reuters"}  # fmt: skip

    def _quotes(self, language: str) -> list[dict[str, Any]]:
        found = []
        for position in range(self.random.randrange(5)):
            known = self.random.random() < 0.3
            name = self.random.choice(PEOPLE[language] if known else NAMES)
            text = self._words(language, self.random.randrange(5, 22))
            found.append({"position": position, "text": text, "char_start": 0, "char_end": len(text), "marks": "«»",
                          "kind": "direct", "speaker": name, "speaker_full": name, "speaker_role": None, "cue": None,
                          "confidence": 0.9})  # fmt: skip
        self.tally["quotes"] += len(found)
        return found

    def _revision(self, before: dict[str, Any], day: datetime) -> dict[str, Any]:
        self.tally["revisions"] += 1
        number = before["revision"]["number"] + 1
        fields = self.random.sample(
            ["headline", "body", "authors", "published_date"], self.random.randrange(1, 3)
        )
        made = before | {
            "fetched_at": instant(day + timedelta(minutes=self.random.randrange(600, 700))),
            "revision_id": f"{before['id']}.{number}",
            "revision": before["revision"]
            | {"number": number, "change": "updated", "changed_fields": fields},
        }
        before["revision"] = before["revision"] | {"number": number}
        return made

    def _words(self, language: str, count: int) -> str:
        return " ".join(self.random.choices(self.words[language], k=count))


def archive(root: Path, *, articles: int = 3000, days: int = 150, sites: int = 6, seed: int = 1) -> Counted:
    """Write an archive of about *articles* under *root*, the last of them a day before NOW; return what was written."""
    root.mkdir(parents=True, exist_ok=True)
    writer = _Writer(root, articles, days, sites, seed)
    writer.write()
    writer.tally["failures"] = _failures(root, writer.sites, max(10, articles // 40), writer.random)
    writer.tally["runs"] = _runs(root, days)
    _state(root, writer.sites, days)
    return Counted(**writer.tally)


def _failures(root: Path, sites: list[str], count: int, chance: random.Random) -> int:
    with (root / "failures.jsonl").open("wb") as file:
        for n in range(count):
            site, cause = chance.choice(sites), chance.choice(CAUSES)
            status = {"http-4xx": 404, "http-5xx": 503}.get(cause)
            at = NOW - timedelta(hours=count - n)
            file.write(encode({"url": f"https://{site}/lost/{n}", "site": site, "run_id": "r", "stage": "fetch", "cause": cause,
                               "http_status": status, "message": f"{cause} for {n}", "attempted_at": instant(at)}))  # fmt: skip
    return count


def _runs(root: Path, count: int) -> int:
    with (root / "runs.jsonl").open("wb") as file:
        for n in range(count):
            start = NOW - timedelta(days=count - n)
            outcome = (
                Outcome.KILLED if n % 23 == 11 else Outcome.INTERRUPTED if n % 31 == 5 else Outcome.FINISHED
            )
            run = Run(f"{start:%Y%m%dT%H%M%SZ}-{n:06x}", "news", start)
            end = None if outcome is Outcome.KILLED else instant(start + timedelta(minutes=20 + n % 50))
            counts = {
                "articles": 18 + n * 7 % 13,
                "updated": n % 4,
                "unchanged": 40 + n % 9,
                "failures": n % 5,
            }
            file.write(encode(run_line(run.facts(), outcome, end, counts)))
    return count


def _state(root: Path, sites: list[str], days: int) -> None:
    """What `health` asks the state for: when each site was first and last looked at; the last one not for a week."""
    ledger = Ledger(root)
    first = instant(NOW - timedelta(days=days))
    for n, site in enumerate(sites):
        last = instant(NOW - timedelta(days=8 if n == len(sites) - 1 else 0.1))
        ledger.execute(
            "INSERT INTO pages (id, url, site, revision, fields, first_seen_at, fetched_at, changed_at, check_at, run_id)"
            " VALUES (?, ?, ?, 1, '{}', ?, ?, ?, ?, 'r')",
            (str(n).encode(), f"https://{site}/", site, first, last, last, last),
        )
    ledger.commit()
    ledger.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--days", type=int, default=150)
    parser.add_argument("--sites", type=int, default=6)
    given = parser.parse_args()
    done = archive(given.root, articles=given.articles, days=given.days, sites=given.sites)
    sys.stdout.write(json.dumps({name: getattr(done, name) for name in Counted.__slots__}) + "\n")
