"""Blocks of the body that repeat others or are none of the article's text."""

from __future__ import annotations

import pytest

from newsspider.fields.corrections import corrected
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.site import Rules

FIRST = "The ferry that was sold for scrap in the spring came back to the harbour on Monday morning."
SECOND = "Nobody on the quay could say who had paid for the new boiler, and the crew would not tell."
THIRD = "The harbour master has asked for the papers, which are said to be in a drawer in the wheelhouse."
TEXT = f"<h1>The ferry comes back</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
META = '<meta name="author" content="Ada Quill"><p class="byline">By Ada Quill</p>'


def reasons(
    html: str, *, lead: str = "", method: str = "generic", out: tuple[str, ...] = ()
) -> dict[str, str]:
    """What is taken out of a page all blocks of which were read as body, but for those in *out*: reason by text."""
    page = Page(html.encode(), "https://quay.example/news/ferry", {}, None, Rules())
    regions = tuple(
        "lead"
        if text == lead
        else "byline"
        if text.startswith("By Ada")
        else "other"
        if text in out
        else "body"
        for text in page.blocks.text
    )
    before = Reading(regions, ("view:both",) * len(regions), 1.0, method)
    after = corrected(page, before)
    changed = zip(page.blocks.text, before.region, after.region, after.reason, strict=True)
    return {text: reason for text, old, new, reason in changed if old != new}


def test_a_plain_text_stays_as_it_is() -> None:
    assert reasons(f"<p>{FIRST}</p><p>{SECOND}</p>") == {}


def test_a_site_rule_is_followed_to_the_letter() -> None:
    assert reasons(TEXT, method="site-rule") == {}


def test_a_body_of_nothing_but_the_headline_stays() -> None:
    assert reasons("<h1>The ferry comes back</h1><p>The ferry comes back</p>") == {}


def test_the_headline_once_more() -> None:
    assert reasons(TEXT + "<p><b>The ferry comes back</b></p>") == {"The ferry comes back": "repeat:headline"}


def test_the_dek_once_more_in_bold_but_not_as_the_paragraph_it_was_taken_from() -> None:
    dek = "A ship sold for scrap is back, and nobody knows why."
    bold = f"<h2>{dek}</h2>{TEXT}<p><strong>{dek}</strong></p>"
    page = Page(bold.encode(), "https://quay.example/news/ferry", {}, None, Rules())
    regions = ["body"] * len(page.blocks.text)
    regions[0] = "lead"
    after = corrected(page, Reading(tuple(regions), ("view:both",) * len(regions), 1.0, "generic"))
    assert after.reason[-1] == "repeat:dek"
    plain = Page(bold.replace("strong", "span").encode(), "https://quay.example/a/b", {}, None, Rules())
    kept = corrected(plain, Reading(tuple(regions), ("view:both",) * len(regions), 1.0, "generic"))
    assert kept.region[-1] == "body"


def test_a_passage_for_narrow_screens() -> None:
    html = f"<div class=md><p>{FIRST}</p><p>{SECOND}</p></div><div class=xs><p>{FIRST}</p><p>{SECOND}</p></div><p>{THIRD}</p>"
    assert reasons(html) == {FIRST: "repeat:copy", SECOND: "repeat:copy"}


def test_a_refrain_stays() -> None:
    assert reasons(f"<div><p>{FIRST}</p></div><p>{SECOND}</p><div><p>{FIRST}</p></div>") == {}
    assert reasons(f"<div><p>{FIRST}</p><p>{FIRST}</p></div>") == {}


@pytest.mark.parametrize("line", ["16:42 Uhr", "9.05", "11:48 AM EDT", "7h30", "09:15 год"])
def test_a_time_of_day_alone(line: str) -> None:
    assert reasons(f"{TEXT}<h4>{line}</h4>").get(line) == "foreign:clock"


@pytest.mark.parametrize("line", ["16:42 Uhr war es", "9.05 million", "12", "1:0 for the crew"])
def test_more_than_a_time_of_day(line: str) -> None:
    assert line not in reasons(f"{TEXT}<h4>{line}</h4>")


def test_times_of_a_timetable_stay() -> None:
    assert reasons(f"{TEXT}<table><tr><td>16:42</td><td>16:58</td></tr></table>").keys() <= {
        "The ferry comes back"
    }


def test_a_mark_alone_but_not_a_line_that_parts() -> None:
    found = reasons(f"{TEXT}<div>“</div><p>{FIRST} So it ends.</p><p>***</p><p>{SECOND} So it ends.</p>")
    assert found.get("“") == "foreign:mark"
    assert "***" not in found


def test_the_byline_before_the_text_and_the_author_after_it() -> None:
    bio = "Ada Quill is a reporter of the Quay Gazette and keeps bees."
    html = f"{META}<p>By Ada Quill, Quay – 3 May</p>{TEXT}<p><em>{bio}</em></p>"
    assert reasons(html).get(bio) == "foreign:author"


def test_another_person_at_the_end_is_text() -> None:
    assert reasons(f"{META}{TEXT}<p>Bo Quay is a welder and has seen the boiler.</p>").keys() <= {
        "The ferry comes back"
    }


def test_labels_of_a_form_that_asks_for_an_address() -> None:
    form = "<div><h3>The Quay in your inbox</h3><form><input type=email><button>Go</button></form></div>"
    assert reasons(TEXT + form + f"<p>{FIRST} Again.</p>").get("The Quay in your inbox") == "foreign:form"


def test_a_heading_beside_a_form_far_away_stays() -> None:
    far = f"<div><p>{FIRST}</p><h3>A new boiler</h3><p>{SECOND}</p><form><input type=email></form></div>"
    assert reasons(far) == {}


def test_all_of_the_box_of_a_paywall() -> None:
    said = "To keep reading, subscribe to the Gazette"
    box = f"<div><b>Plus</b><h3>{said}</h3><p>All articles, every day, for the price of a cup of tea a week.</p></div>"
    found = reasons(TEXT + box, out=(said,))
    assert {
        found.get("Plus"),
        found.get("All articles, every day, for the price of a cup of tea a week."),
    } == {"foreign:paywall"}


def test_what_a_company_says_of_itself() -> None:
    notes = "<p><b>About Quay Boilers</b></p><p>Quay Boilers makes boilers.</p><p>Press: a@quay.example</p>"
    assert set(reasons(TEXT + notes)) - {"The ferry comes back"} == {
        *("About Quay Boilers", "Quay Boilers makes boilers.", "Press: a@quay.example"),
    }


def test_a_section_about_something_is_text() -> None:
    assert reasons(f"{TEXT}<h3>About Quay Boilers</h3><p>The firm makes boilers.</p>").keys() <= {
        "The ferry comes back"
    }


def test_the_heading_of_a_list_comes_back() -> None:
    html = f"<div><h2>What we know</h2><ul><li>{FIRST}</li><li>{SECOND}</li></ul></div>"
    assert reasons(html, out=("What we know",)) == {"What we know": "heading:list"}
    assert reasons(html.replace("What we know", "Related stories"), out=("Related stories",)) == {}
