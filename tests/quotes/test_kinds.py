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
        ("fr", "Luc Roy a refusé ce qu'il a appelé une « faillite morale ».", "mixed"),
        ("fr", "La ministre a vu dans ce texte une « occasion manquée ».", "mixed"),
        ("fr", "Le maire a assumé des choix « difficiles, mais honnêtes ».", "mixed"),
        ("fr", "La direction dit avoir proposé « un effort réel ».", "mixed"),
        ("en", "The council wants to replace it with a “leaning rail”.", "scare"),
        ("en", "Ann Lee said it would be “a very long wait for all of us in town”.", "mixed"),
        ("de", "Die Opposition spricht von einer „Räumung auf Verdacht“.", "mixed"),
        ("uk", "«Вода нікого не чекає», — усміхається він.", "direct"),
        ("uk", "Актори показали комедію «Мірошник і кози».", "title"),
        ("pl", "Tak zwana „ustawa” trafiła do kosza.", "scare"),
    ],
)
def test_kind(language: str, body: str, kind: str) -> None:
    assert [q.kind for q in extract_quotes(body, language)] == [kind]


def test_titles_and_scare_quotes_have_no_speaker() -> None:
    [quote] = extract_quotes("Anne Roy a vu le film « Les Vagues » hier.", "fr")
    assert (quote.kind, quote.speaker, quote.confidence) == ("title", None, None)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "« Nous partirons », a dit Luc Roy, en évoquant le « levier rouge » du port."),
        ("fr", "« Nous partirons », a dit Luc Roy, interrogé sur l'usage du « levier rouge »."),
        ("en", "“We will leave,” said Luc Roy, speaking of the “red lever” in the harbour."),
        ("uk", "«Ми підемо», – сказав Luc Roy, коментуючи використання «червоного важеля»."),
    ],
)
def test_a_term_of_somebodys_topic_is_faintly_theirs(language: str, body: str) -> None:
    said, term = extract_quotes(body, language)
    assert (said.kind, said.speaker) == ("direct", "Luc Roy")
    assert (term.kind, term.speaker, term.speaker_full, term.cue) == ("scare", "Luc Roy", "Luc Roy", None)
    assert term.confidence < said.confidence


@pytest.mark.parametrize(
    "body",
    [
        "“We will leave,” said Luc Roy, speaking of “a red lever” in the harbour.",
        "“We will leave,” said Luc Roy, speaking of the “lever that nobody has pulled in years”.",
    ],
)
def test_a_fragment_of_their_own_is_no_term(body: str) -> None:
    assert extract_quotes(body, "en")[1].kind != "scare"
