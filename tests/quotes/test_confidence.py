from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsspider.quotes.calibrate import main, outcomes, reliability
from newsspider.quotes.extract import extract_quotes

TEXT = "« Le pont rouvrira en mai », a promis Jeanne Morin. « Personne ne le croit », a répondu Luc Vidal."


def document(*speakers: str | None) -> dict[str, object]:
    spans = [(q.char_start, q.char_end) for q in extract_quotes(TEXT, "fr")]
    quotes = [
        {"start": start, "end": end, "kind": "direct", "speaker": speaker, "speaker_full": None}
        for (start, end), speaker in zip(spans, speakers, strict=True)
    ]
    return {"lang": "fr", "text": TEXT, "quotes": quotes}


def test_a_name_beside_its_verb_is_surer_than_a_description_before_it() -> None:
    [near, _] = extract_quotes(TEXT, "fr")
    [far] = extract_quotes("Le maire a dit que la ville entrerait dans une « longue attente ».", "fr")
    assert near.confidence is not None
    assert far.confidence is not None
    assert near.confidence > far.confidence


def test_a_speaker_is_right_by_family_name() -> None:
    assert [right for _, right in outcomes(document("Mme Morin", "Anne Roy"))] == [True, False]
    assert [right for _, right in outcomes(document(None, "Vidal"))] == [False, True]


def test_a_bin_has_its_mean_and_its_share_of_right_ones() -> None:
    assert reliability([(0.97, True), (0.97, False), (0.5, True)]) == [
        (0.0, 0.6, 1, 0.5, 1.0),
        (0.96, 1.0, 2, 0.97, 0.5),
    ]
    assert reliability([]) == []


def test_the_command_prints_a_line_a_bin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(document("Jeanne Morin", "Luc Vidal")) + "\n\n", encoding="utf-8")
    assert main([str(gold)]) == 0
    heading, line = capsys.readouterr().out.splitlines()
    assert heading.split() == ["confidence", "quotations", "mean", "right"]
    assert line.split()[1:] == ["2", "0.97", "1.00"]


@pytest.mark.parametrize("text", [None, "no json"])
def test_a_file_that_is_no_gold_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None
) -> None:
    path = tmp_path / "gold.jsonl"
    if text:
        path.write_text(text, encoding="utf-8")
    assert main([str(path)]) == 2
    assert main([]) == 2
    assert "cannot be read" in capsys.readouterr().err
