"""An archive whose every text tries to become markup."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any, Final

from lines import line as a_line

from newsspider.archive.jsonl import encode

HOSTILE: Final = "</script><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>\"'"


def hostile(root: Path, leak: str = "https://leak.example") -> Path:
    """Write articles, a revision, copies, failures and runs under *root*; pictures are to come from *leak*."""
    attack = f"{HOSTILE}<img src={leak}/img><iframe src={leak}/frame></iframe><link rel=stylesheet href={leak}/css>"
    lines = [_article(n, attack) for n in range(30)]
    changed: dict[str, Any] = lines[0]["revision"] | {
        "number": 2,
        "change": "updated",
        "changed_fields": [f"field {attack}"],
    }
    lines.append(lines[0] | {"revision": changed})
    path = root / "site" / "2026" / "03" / "11.jsonl.gz"
    path.parent.mkdir(parents=True)
    path.write_bytes(gzip.compress(b"".join(map(encode, lines))))
    (root / "failures.jsonl").write_bytes(encode(_failure(attack)) * 3)
    (root / "runs.jsonl").write_bytes(encode(_run(attack)) * 3)
    return root


def _article(number: int, attack: str) -> dict[str, Any]:
    made = a_line(number)
    original = made["id"] if number == 0 else a_line(0)["id"]
    quote = {"text": f"quote {attack} {number}", "kind": "direct", "speaker_full": f"speaker {attack} Xi",
             "speaker_role": f"role {attack}"}  # fmt: skip
    return made | {
        "headline": f"title {attack}\u202e\0 {'w' * 400}",
        "url": "javascript:alert(1)" if number % 2 else f'https://courrier.example/{number}?a="><script>',
        "site": f"site {attack}",
        "language": '"><script>alert(1)</script>',
        "quotes": [quote | {"speaker_full": f"Speaker {attack} Xi"}, quote],
        "dedup": made["dedup"] | {
            "duplicate_of": original if number else None,
            "cluster_id": original,
            "relation": f"relation {attack}" if number else None,
            "agency": f"agency {attack}",
        },
    }  # fmt: skip


def _failure(attack: str) -> dict[str, Any]:
    return {"url": f"javascript:alert('{attack}')", "site": f"site {attack}", "cause": f"cause {attack}", "http_status": 404,
            "message": f"message {attack}", "attempted_at": attack}  # fmt: skip


def _run(attack: str) -> dict[str, Any]:
    return {"run_id": attack, "spider": f"spider {attack}", "started_at": "2026-03-11T10:00:00Z", "finished_at": None,
            "outcome": f"outcome {attack}", "counts": {"articles": 3, attack: 4}}  # fmt: skip
