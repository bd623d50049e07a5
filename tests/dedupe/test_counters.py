"""Lines that change with a page's readers or the clock."""

from __future__ import annotations

import pytest

from newsspider.dedupe.counters import without_counters

STORY = "The harbour of Tarn was closed on Monday.\n\nNobody was hurt, but 9 ships must wait at anchor."


@pytest.mark.parametrize(
    "line",
    [
        *("1,204 views", "Views: 1204", "👁 2.3K views", "(3 comments)", "12 shares", "Read 1,204 times"),
        *("1 person is reading this", "3 min read", "Updated 3 minutes ago", "Last updated: 14:32"),
        *("Updated 11 September 2026 at 14:32 GMT", "Published 11 March 2026, updated 3 hours ago"),
        *(
            "Vu 1 204 fois",
            "Mis à jour il y a 3 minutes",
            "Mis à jour le 11 mars 2026 à 14h32",
            "Lecture : 3 min",
        ),
        *("Просмотров: 1204", "Обновлено: 11.03.2026 14:32", "3 хв читання", "Оновлено 3 хвилини тому"),
        *("12.345 Mal gelesen", "Aktualisiert vor 3 Minuten", "Actualizado hace 3 minutos", "12 visitas"),
        *("Aggiornato 2 ore fa", "9 comentários", "12 komentarzy", "Laatst bijgewerkt: 14:32"),
    ],
)
def test_counters_and_times_of_update_do_not_count(line: str) -> None:
    assert without_counters(f"{line}\n\n{STORY}\n\n{line}") == STORY


@pytest.mark.parametrize(
    "line",
    [
        *("9 dead", "12 votes", "Gold 3, silver 2", "Lakers 102 – Celtics 99", "1204", "11 March 2026", ""),
        *(
            "Shares fell 3 percent",
            "12 shares of Acme",
            "3 minutes of silence",
            "Updated forecast: 3 percent",
        ),
        *("Il y a 12 morts", "Il a lu 3 livres", "Comment 5 hommes sont morts", "Views", "Read also"),
        "The story had 1,204 views and 3 comments when it was updated 3 minutes ago.",
    ],
)
def test_news_counts(line: str) -> None:
    body = f"{STORY}\n\n{line}"
    assert without_counters(body) is body
