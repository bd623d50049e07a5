"""The language of the body: declared, detected, configured."""

from __future__ import annotations

import pytest

from newsspider.fields.candidate import Candidate
from newsspider.fields.language import _speaks, candidates, declared, detect, language, normalized
from newsspider.page.page import Page
from newsspider.rules.site import Rules, SiteRule

TEXTS = {
    "fr": "Le conseil municipal a voté hier soir la réouverture du vieux pont, fermé depuis les crues de janvier. "
    "Les habitants de la rive gauche attendaient cette décision depuis plusieurs semaines.",
    "en": "The town council voted last night to open the old bridge again, which had been closed since the floods "
    "of January. People on the left bank had waited for weeks.",
    "de": "Der Gemeinderat hat gestern Abend beschlossen, die alte Brücke wieder zu öffnen, die seit dem Hochwasser "
    "im Januar gesperrt war. Die Anwohner hatten wochenlang darauf gewartet.",
    "uk": "Міська рада вчора ввечері ухвалила рішення знову відкрити старий міст, який був зачинений після січневої "
    "повені. Мешканці лівого берега чекали на це кілька тижнів.",
    "ru": "Городской совет вчера вечером решил снова открыть старый мост, закрытый после январского наводнения. "
    "Жители левого берега ждали этого решения несколько недель.",
    "be": "Гарадскі савет учора ўвечары вырашыў зноў адкрыць стары мост, які быў зачынены пасля студзеньскай паводкі. "
    "Жыхары левага берага чакалі гэтага некалькі тыдняў.",
    "es": "El ayuntamiento decidió anoche reabrir el viejo puente, cerrado desde las inundaciones de enero. Los vecinos "
    "de la orilla izquierda llevaban semanas esperando esta decisión.",
    "pt": "A câmara municipal decidiu ontem à noite reabrir a velha ponte, fechada desde as cheias de janeiro. Os "
    "moradores da margem esquerda esperavam esta decisão há várias semanas.",
    "ca": "L'ajuntament va decidir ahir al vespre reobrir el vell pont, tancat des de les inundacions de gener. Els "
    "veïns de la riba esquerra feia setmanes que esperaven aquesta decisió.",
    "it": "Il consiglio comunale ha deciso ieri sera di riaprire il vecchio ponte, chiuso dalle alluvioni di gennaio. "
    "Gli abitanti della riva sinistra aspettavano da settimane questa decisione.",
    "pl": "Rada miasta zdecydowała wczoraj wieczorem o ponownym otwarciu starego mostu, zamkniętego od styczniowej "
    "powodzi. Mieszkańcy lewego brzegu czekali na tę decyzję od kilku tygodni.",
    "nl": "De gemeenteraad besloot gisteravond de oude brug weer te openen, die sinds het hoogwater van januari "
    "gesloten was. De bewoners van de linkeroever wachtten al weken op dit besluit.",
}


def page(
    head: str = "", *, html: str = "<html>", rule: SiteRule | None = None, header: str | None = None
) -> Page:
    headers = {"Content-Language": header} if header else {}
    source = f"{html}<head>{head}</head><body><p>x</p></body></html>"
    return Page(
        source.encode(), "https://quay.example/a", headers, None, Rules(sites=(rule,) if rule else ())
    )


@pytest.mark.parametrize("code", TEXTS)
def test_a_page_that_declares_nothing_is_detected(code: str) -> None:
    found = language(page(), TEXTS[code])
    assert found is not None
    assert (found.value, found.source) == (code, "detected")


def test_agreement_keeps_the_declared_region() -> None:
    assert language(page(html='<html lang="pt_br">'), TEXTS["pt"]) == Candidate(
        "pt-BR", "declared", "html lang"
    )


def test_a_long_text_in_another_language_outweighs_the_template() -> None:
    found = language(page(html='<html lang="en-US">'), TEXTS["uk"])
    assert found is not None
    assert (found.value, found.source) == ("uk", "detected")


def test_a_second_witness_that_agrees_is_taken() -> None:
    found = language(
        page('<meta property="og:locale" content="fr_FR">', html='<html lang="en">'), TEXTS["fr"]
    )
    assert found == Candidate("fr-FR", "declared", "og:locale")


def test_a_short_text_does_not_outweigh() -> None:
    found = language(page(html='<html lang="it">'), "Stabat mater dolorosa")
    assert found is not None
    assert found.value == "it"


@pytest.mark.parametrize("text", [None, "", "12:30", "…"])
def test_without_words_the_declared_language_stands(text: str | None) -> None:
    assert language(page(html='<html lang="fr">'), text) == Candidate("fr", "declared", "html lang")
    assert language(page(), text) is None


def test_the_sources_file_wins() -> None:
    rule = SiteRule("quay", hosts=("quay.example",), language="ca")
    found = language(page(html='<html lang="es">', rule=rule), TEXTS["es"])
    assert found == Candidate("ca", "configured", "language")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta http-equiv="content-language" content="de">', "de"),
        ('<meta name="dc.language" content="eng">', "en"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "inLanguage": "uk-UA"}</script>',
            "uk-UA",
        ),
        (
            (
                '<script type="application/ld+json">{"@type": "NewsArticle", "inLanguage": '
                '{"@type": "Language", "alternateName": "fr"}}</script>'
            ),
            "fr",
        ),
    ],
)
def test_places_that_declare(head: str, expected: str) -> None:
    assert declared(page(head)) == expected


def test_the_header_declares_last() -> None:
    assert declared(page(header="nl")) == "nl"
    assert declared(page(html='<html lang="be">', header="nl")) == "be"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("EN", "en"),
        ("fr_FR", "fr-FR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("es-XX", "es"),
        ("pt-BR.UTF-8", "pt-BR"),
        ("ua", "uk"),
        ("iw", "he"),
        ("nb-NO", "nb-NO"),
        ("english", None),
        ("", None),
        ("xx", None),
        ("{{ lang }}", None),
    ],
)
def test_tags_as_bcp_47_writes_them(tag: str, expected: str | None) -> None:
    assert normalized(tag) == expected


def test_norwegian_is_kept_as_declared() -> None:
    text = (
        "Kommunestyret vedtok i går kveld å åpne den gamle broen igjen, som har vært stengt siden flommen i januar. "
        "Innbyggerne på venstre bredd hadde ventet på denne avgjørelsen i flere uker."
    )
    assert language(page(html='<html lang="nb-NO">'), text) == Candidate("nb-NO", "declared", "html lang")


def test_candidates_hold_the_winner_and_every_witness() -> None:
    found = list(candidates(page(html='<html lang="en">'), TEXTS["fr"]))
    assert [(c.value, c.source) for c in found] == [
        ("fr", "detected"),
        ("en", "declared"),
        ("fr", "detected"),
    ]


PLAIN = {
    "en": "It was the end of the week, and the people of the town had been told that the bridge would open by noon.",
    "fr": "Les habitants ont été surpris par la décision, et le maire est venu dans la salle avec les élus pour en parler.",
    "de": "Der Rat hat sich mit der Frage befasst, und die Brücke wird nach dem Umbau im Mai für alle geöffnet.",
    "it": "Il sindaco ha detto che il ponte della città non è sicuro e che i lavori del comune sono per tutti gli abitanti.",
}


@pytest.mark.parametrize("code", list(PLAIN))
def test_a_text_full_of_its_languages_own_words_needs_no_detector(code: str) -> None:
    assert _speaks(code, PLAIN[code])
    assert not any(_speaks(code, text) for other, text in (TEXTS | PLAIN).items() if other != code)


def test_a_few_common_words_prove_nothing() -> None:
    assert not _speaks("en", "The Bridge of the Lion")


NEAR = {
    "gl": "O concello inaugurou onte á noite unha nova liña de autobús. Os veciños din que a agardaban desde había máis "
    "dun ano, porque para chegar ao hospital había que facer dous transbordos.",
    "hr": "Vijeće je usvojilo proračun za sljedeću godinu. Najviše će novca ići za škole i ceste, a travanjski rok za "
    "prijave vrijedi i dalje. Tjedan dana vožnja će biti besplatna.",
    "sr": "Gradsko veće je sinoć otvorilo novu autobusku liniju. Stanovnici kažu da su je čekali više od godinu dana "
    "jer se do bolnice moralo putovati sa dva presedanja. Nedelju dana vožnja će biti besplatna.",
    "no": "Kommunen åpnet i går kveld en ny bussrute. Innbyggerne sier at de har ventet på den i mer enn ett år, fordi "
    "man måtte bytte buss to ganger for å komme til sykehuset.",
    "da": "Kommunen åbnede i går aftes en ny busrute. Beboerne siger, at de har ventet på den i mere end et år, fordi "
    "man skulle skifte bus to gange for at komme til sygehuset.",
    "sv": "Kommunen öppnade i går kväll en ny busslinje. Invånarna säger att de har väntat på den i mer än ett år, "
    "eftersom man måste byta buss två gånger för att komma till sjukhuset.",
    "bg": "Снощи в града беше открита нова автобусна линия. Жителите казват, че са я чакали повече от година, защото до "
    "болницата се пътуваше с две прекачвания.",
    "sk": "Mesto včera večer otvorilo novú autobusovú linku. Obyvatelia hovoria, že na ňu čakali viac ako rok, pretože "
    "do nemocnice museli cestovať s dvoma prestupmi.",
    "cs": "Město včera večer otevřelo novou autobusovou linku. Obyvatelé říkají, že na ni čekali více než rok, protože "
    "do nemocnice museli jet se dvěma přestupy.",
}


@pytest.mark.parametrize("code", list(NEAR))
def test_languages_near_each_other_are_told_apart(code: str) -> None:
    found = detect(NEAR[code])
    assert found is not None
    assert found.value == code


@pytest.mark.parametrize("code", ["bs", "gl", "hr", "sr", "no", "da"])
def test_a_declared_language_holds_against_its_near_kin(code: str) -> None:
    text = NEAR.get(code, NEAR["hr"])
    assert language(page(html=f'<html lang="{code}">'), text) == Candidate(code, "declared", "html lang")
