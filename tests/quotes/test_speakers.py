"""Who says it: one sentence a construction, in words of our own."""

from __future__ import annotations

import pytest

from newsspider.quotes.extract import extract_quotes

CONSTRUCTIONS = [
    ("fr", "« Nous partirons demain », a prévenu la maire, Jeanne Morin.", "Jeanne Morin"),
    ("fr", "« Nous partirons demain », a indiqué à l'agence mardi Paul Vidal.", "Paul Vidal"),
    ("fr", "« Nous partirons demain », a déclaré M. Vidal, un ancien juge.", "M. Vidal"),
    ("fr", "« Nous partirons demain », a-t-elle ajouté.", "elle"),
    ("fr", "Selon Paul Vidal, le pont est « mort ».", "Paul Vidal"),
    ("fr", "Pour le ministre, ce pont reste « un symbole ».", "le ministre"),
    ("fr", "Le pont reste « un symbole », estime le préfet de région.", "le préfet de région"),
    ("fr", "Paul Vidal, préfet du Nord, a promis « une réponse ».", "Paul Vidal"),
    ("fr", "La préfète du Nord, Anne Roy, a promis « une réponse ».", "Anne Roy"),
    ("fr", "Anne Roy promet ce que le préfet appelle « une réponse ».", "le préfet"),
    ("fr", "« Tout est prêt, assure Anne Roy. Nous attendons la pluie. »", "Anne Roy"),
    ("fr", "« Un désastre complet », peut-on lire dans Le Courrier.", "Le Courrier"),
    (
        "fr",
        "Interrogé par la presse, le porte-parole, Jean Petit, a confirmé « deux retards ».",
        "Jean Petit",
    ),
    ("fr", "Le gouvernement, lui, assure que « tout est fait ».", "Le gouvernement"),
    ("fr", "Selon un proche de Luc Vidal, Anne Roy reste « sereine ».", "un proche de Luc Vidal"),
    ("en", "“It’s a mess,” a source close to the talks said.", "a source close to the talks"),
    ("en", "It was “a mess”, an expert in the field said.", "an expert in the field"),
    ("en", "One of the drivers, Ann Porter, 42, said: “We leave tomorrow.”", "Ann Porter"),
    ("en", "“We leave tomorrow,” said Ann Porter.", "Ann Porter"),
    ("en", "“We leave tomorrow,” Porter told reporters on Monday.", "Porter"),
    ("en", "Ann Porter, 43, from Leeds, said: “We leave tomorrow.”", "Ann Porter"),
    ("en", "According to Ann Porter, it was “a waste of time”.", "Ann Porter"),
    ("en", "The mayor called the plan “a waste of time”.", "The mayor"),
    ("en", "“We leave tomorrow at dawn.” — Ann Porter, mayor", "Ann Porter"),
    ("en", "Ann Porter: “We leave tomorrow at dawn.”", "Ann Porter"),
    ("de", "„Wir fahren weiter“, sagte Karin Voss.", "Karin Voss"),
    ("de", "In einem Gespräch mit der Zeitung sagte er: „Wir fahren weiter.“", "er"),
    ("de", "„Wir fahren weiter“, so Karin Voss.", "Karin Voss"),
    ("de", "Wie Weber mitteilte, sei die Brücke „völlig sicher“.", "Weber"),
    ("de", "Weber zufolge ist die Brücke „völlig sicher“.", "Weber"),
    ("de", "Aus Sicht von Lang war das Spiel „ein Unglück“.", "Lang"),
    ("de", "Am Montag hat Lang die Lage als „völlig offen“ bezeichnet.", "Lang"),
    ("de", "Gestern sagte Lang im Radio, die Lage sei „sehr ernst“.", "Lang"),
    ("de", "Die Opposition kritisierte das Gesetz als „Angriff auf die Stadt“.", "Die Opposition"),
    ("de", "Weber sagte der Zeitung: „Das war ein Irrtum.“", "Weber"),
    ("de", "„Endlich“, freute sich die Trainerin Ute Lang.", "Ute Lang"),
    ("es", "El portavoz explicó en rueda de prensa que la situación es «muy grave».", "El portavoz"),
    ("it", "Neri ha definito il piano «una follia».", "Neri"),
    ("it", "«Siamo pronti», così il ministro.", "il ministro"),
    ("pl", "Jak poinformował Jan Kos, „prace ruszą w maju”.", "Jan Kos"),
    ("pl", "Ulica była pusta. – Dawniej było tu pełno ludzi – wspomina Zofia Mak.", "Zofia Mak"),
    ("ru", "Как сообщила Елена Гай, «работы начнутся в мае».", "Елена Гай"),
    ("ru", "Коваль назвал план «безумием».", "Коваль"),
    ("uk", "Як повідомила Олена Гай, «роботи почнуться в травні».", "Олена Гай"),
    ("es", "“No vamos a ceder”, lamenta, por su parte, Laura Gil.", "Laura Gil"),
    ("es", "El ministro afirmó que la ley es “una vergüenza”.", "El ministro"),
    ("it", "«Non ci sto», ha detto Marta Neri, «e lo ripeto».", "Marta Neri"),
    ("it", '"Non ci sto più, davvero". Lo ha detto Marta Neri.', "Marta Neri"),
    ("pt", "“Não aceito”, afirmou Rita Lopes.", "Rita Lopes"),
    ("pl", "„Nie zgadzam się na to” – powiedziała Ewa Lis.", "Ewa Lis"),
    ("pl", "– Nie zgadzam się – mówi w rozmowie z „Gazetą” premier Jan Wilk.", "Jan Wilk"),
    ("ru", "«Мы не отступим», — заявил Сергей Орлов.", "Сергей Орлов"),
    ("ru", "«Мы не отступим», — сообщили в Минтрансе.", "Минтрансе"),
    ("uk", "«Ми готові до всього», – розповів голова Лісового осередку Іван Гай.", "Іван Гай"),
    ("uk", "За словами Олени Бондар, це «велика перемога».", "Олени Бондар"),
]


@pytest.mark.parametrize(
    ("language", "body", "speaker"), CONSTRUCTIONS, ids=[c[1][:40] for c in CONSTRUCTIONS]
)
def test_the_speaker_is_found(language: str, body: str, speaker: str) -> None:
    assert {q.speaker for q in extract_quotes(body, language) if q.kind in {"direct", "mixed"}} == {speaker}


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "Le groupe joue « Les Vagues » samedi à Brest."),
        ("en", "The so-called “smart city” plan was shelved."),
        ("en", "“Nobody knows what comes next in this valley.”"),
        ("fr", "Le maire a été mis en examen pour « vol en réunion »."),
    ],
)
def test_nobody_is_named_where_nobody_speaks(language: str, body: str) -> None:
    [quote] = extract_quotes(body, language)
    assert (quote.speaker, quote.speaker_full, quote.confidence) == (None, None, None)


def test_a_quotation_that_follows_is_the_same_speakers() -> None:
    first, second = extract_quotes("“We are ready,” said Ann Porter. “Very ready indeed.”", "en")
    assert first.speaker == second.speaker == "Ann Porter"
    assert (second.confidence or 0) < (first.confidence or 0)


def test_a_speaker_is_not_carried_into_the_next_paragraph() -> None:
    body = "“We are ready,” said Ann Porter.\n\n“Nobody asked us about that at all.”"
    assert [q.speaker for q in extract_quotes(body, "en")] == ["Ann Porter", None]


def test_a_colon_carries_into_the_next_paragraph() -> None:
    body = "Ann Porter wrote to the council:\n\n“Nobody asked us about that at all.”"
    assert [q.speaker for q in extract_quotes(body, "en")] == ["Ann Porter"]


def test_the_cue_is_what_the_text_has() -> None:
    assert [q.cue for q in extract_quotes("« Non », a-t-il répété. Selon Luc, c'est « oui ».", "fr")] == [
        "a-t-il répété",
        "Selon",
    ]
