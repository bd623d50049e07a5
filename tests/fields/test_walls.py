"""Pages that stand where an article was looked for, and articles that only look like them."""

from __future__ import annotations

import json

import pytest

import newsspider
from newsspider.fields.walls import wall
from newsspider.page.page import Page
from newsspider.rules.site import Rules

URL = "https://quay.example/city/the-ferry-comes-back-at-last"
BODY = "The ferry came back on Monday.\n\nNobody had expected it."
LONG = "The harbour master asked for the lights to be kept on, and the crowd stayed until the evening. " * 20
CARDS = "".join(
    f"<li><h3><a href=/city/story-{n}-of-the-quay>Another long headline of the quay, number {n}</a></h3>"
    f"<p>The council of the quay has spoken of the matter number {n} for two hours, and then went home.</p></li>"
    for n in range(12)
)
PASSWORD = "<form><input type=email name=e><input type=PASSWORD name=p><button>OK</button></form>"
NEWS = {"@type": "NewsArticle", "headline": "h", "datePublished": "2026-03-01"}
LD = f'<script type="application/ld+json">{json.dumps(NEWS)}</script>'


def page(head: str = "", body: str = "", url: str = URL) -> Page:
    return Page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url, {}, None, Rules())


def test_a_consent_page() -> None:
    notice = "<h1>Before you continue</h1><p>We and our partners store data.</p><button>Accept all</button><a>Reject all</a>"
    assert wall(page(body=notice), None, "We and our partners store data.") == "consent-wall"


def test_a_page_that_asks_for_consent_or_a_subscription() -> None:
    notice = "Besuchen Sie uns mit Werbung und Tracking."
    asks = f"<h1>Mit Werbung weiterlesen</h1><p>{notice}</p><button>Akzeptieren und weiter</button><p>Pur-Abo für 4 Euro</p>"
    assert wall(page(body=asks), None, notice) == "consent-wall"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("500 Internal Server Error", None),
        ("Database Error", None),
        ("Site Maintenance", "We will be back in an hour."),
        ("Site en maintenance", None),
        ("Website in Wartung", None),
        ("Ошибка 500", None),
        (
            "Welcome to nginx!",
            "If you see this page, the nginx web server is successfully installed and working.",
        ),
        ("Apache2 Ubuntu Default Page: It works", None),
        ("IIS Windows Server", None),
        (
            "Quay",
            "Fatal error: Uncaught Error: Call to undefined function get_header() Stack trace: #0 {main}",
        ),
    ],
)
def test_errors_of_the_server(title: str, text: str | None) -> None:
    shown = page(f"<title>{title}</title>", f"<p>{text or ''}</p>")
    assert wall(shown, title, text) == "server-error"
    assert wall(page(f"<title>{title}</title>", f"<p>{text or title}</p>"), None, None) == "server-error"


def test_articles_about_servers() -> None:
    for title in ("The bridge is under maintenance", "A stack trace of the town"):
        assert wall(page(f"<title>{title}</title>", f"<p>{BODY}</p>"), title, BODY) is None
    said = f"{LONG} The program printed “Fatal error: Uncaught Error” and stopped."
    assert wall(page("<title>A crash</title>", f"<p>{said}</p>"), "A crash", said) is None


def test_a_banner_is_no_wall() -> None:
    banner = "<div><p>We value your privacy</p><p>We and our partners store data</p><button>Accept all</button><b>Reject all</b></div>"
    assert wall(page(LD, banner), None, BODY) is None
    assert wall(page(body=f"{banner}<p>{LONG}</p>"), None, LONG) is None
    assert wall(page(body=f"<p>{BODY}</p>{banner}"), None, BODY) is None


def test_a_refusal() -> None:
    waiting = page("<title>Just a moment...</title>", "<p>Checking your browser</p>")
    assert wall(waiting, None, "Checking your browser") == "blocked"
    assert wall(page(body="<h1>Access denied</h1>"), None, None) == "blocked"
    assert wall(page("<title>Ferry</title>", f"<p>{BODY}</p>"), None, BODY) is None


@pytest.mark.parametrize(
    "title",
    [
        *("Page not found", "404", "Error 404: page not found", "Sorry, we couldn’t find that page", "Oops!"),
        *(
            "Erreur 404 – page introuvable",
            "Seite nicht gefunden",
            "Página no encontrada",
            "Pagina non trovata",
        ),
        *("Página não encontrada", "Nie znaleziono strony", "Pagina niet gevonden", "Сторінку не знайдено"),
        *("Страница не найдена", "This article is no longer available"),
    ],
)
@pytest.mark.parametrize("around", ["", f"<h2>Most read</h2><ul>{CARDS}</ul>"])
def test_errors_told_with_status_200(title: str, around: str) -> None:
    html = f"<title>{title} | The Quay</title><meta property=og:site_name content='The Quay'><h1>{title}</h1><p>Try the search.</p>{around}"
    article = newsspider.extract(html.encode(), URL)
    assert article.kind == "unknown"
    assert "error-page" in article.warnings
    assert article.body is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The page you are looking for may have been moved, or it never was.",
        "La page que vous recherchez a changé d’adresse.",
        "Запрашиваемая страница была удалена или перемещена.",
    ],
)
def test_errors_that_speak_in_a_sentence(sentence: str) -> None:
    found = page("<title>The Quay</title>", f"<h1>Well, well</h1><p>{sentence}</p>")
    assert wall(found, "Well, well", sentence) == "error-page"


@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Boy not found after a week of search", LONG),
        ("Oops: how the mayor lost his keys", LONG),
        ("Peugeot 404 wins the rally of the old cars", LONG),
        ("Why pages are not found", LONG + "The page you are looking for is a phrase of our time."),
        ("Airport login to be simpler", LONG),
    ],
)
def test_articles_that_speak_of_such_things(headline: str, text: str) -> None:
    found = page(f"<title>{headline}</title>", f"<h1>{headline}</h1><p>{text}</p>")
    assert wall(found, headline, text) is None


def test_a_short_article_that_is_dated() -> None:
    assert wall(page(LD, f"<p>{BODY}</p>"), "Boy not found", BODY) is None
    day = '<meta property="article:published_time" content="2026-03-01T08:00:00Z">'
    assert wall(page(day, f"<p>{BODY}</p>"), "Boy not found", BODY) is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Log in – The Quay", None),
        ("Connexion", "Entrez votre adresse et votre mot de passe."),
        ("Anmelden", "Mit Ihrem Konto lesen Sie weiter."),
        ("Увійти", None),
    ],
)
def test_forms_to_log_in(title: str, text: str | None) -> None:
    html = f"<h1>{title}</h1><p>{text or ''}</p>{PASSWORD}"
    assert wall(page(f"<title>{title}</title>", html), title, text) == "log-in"


def test_a_form_to_log_in_by_its_address() -> None:
    there = "https://quay.example/accounts/login/?next=/city/ferry"
    assert wall(page("<title>The Quay</title>", PASSWORD, there), None, "Welcome back.") == "log-in"
    assert (
        wall(page("<title>Sign in to The Quay</title>", "<div id=app></div>", there), None, None) == "log-in"
    )


def test_a_form_on_an_article_is_no_wall() -> None:
    assert wall(page("<title>Ferry</title>", f"{PASSWORD}<p>{BODY}</p>"), "Ferry", BODY) is None
    assert (
        wall(page("<title>Log in, said the ferryman</title>", f"{PASSWORD}<p>{LONG}</p>"), "Log in", LONG)
        is None
    )
    assert wall(page("<title>Ferry</title>" + LD, PASSWORD), "Ferry", None) is None
