from __future__ import annotations

import pytest

from newsspider.quotes.extract import extract_quotes


@pytest.mark.parametrize(
    ("language", "body", "kind"),
    [
        ("fr", "« Nous partirons tous demain matin », a dit Anne Roy.", "direct"),
        ("fr", "Anne Roy a dénoncé un « scandale ».", "mixed"),
        ("fr", "Le film « Les Vagues » sort mercredi.", "title"),
        ("fr", "Le navire « Espoir » a accosté à Brest, a indiqué la préfecture.", "title"),
        ("fr", "Il est poursuivi pour « vol avec effraction ».", "scare"),
        ("fr", "La zone dite « verte » est fermée.", "scare"),
        ("en", 'The so-called "smart city" plan was shelved.', "scare"),
        ("en", "Her novel “The Long Rain” won the prize.", "title"),
        ("en", "He called it a “catastrophic defeat”.", "mixed"),
        ("en", "“We leave at dawn, whatever happens,” she said.", "direct"),
        ("de", "Das Schiff „Hoffnung“ liegt im Hafen.", "title"),
        ("es", "La película “El Faro” llega hoy.", "title"),
        ("uk", "У газеті «Наше місто» вийшла стаття.", "title"),
        ("pl", "Tak zwana „ustawa” trafiła do kosza.", "scare"),
    ],
)
def test_kind(language: str, body: str, kind: str) -> None:
    assert [q.kind for q in extract_quotes(body, language)] == [kind]


def test_titles_and_scare_quotes_have_no_speaker() -> None:
    [quote] = extract_quotes("Anne Roy a vu le film « Les Vagues » hier.", "fr")
    assert (quote.kind, quote.speaker, quote.confidence) == ("title", None, None)
