"""The images of an article, with caption, credit and alternative text."""

from __future__ import annotations

import json

import pytest

from newsspider.fields.images import images
from newsspider.model import Image
from newsspider.page.page import Page
from newsspider.regions.decide import Reading
from newsspider.rules.site import Rules

BASE = "https://quay.example/media"


def read(body: str, head: str = "", but: dict[str, str] | None = None) -> tuple[Image, ...]:
    """The images of a page whose blocks are body but those named in *but*, by their text."""
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    page = Page(html.encode(), "https://quay.example/city/a", {}, None, Rules())
    regions = tuple((but or {}).get(text, "body") for text in page.blocks.text)
    return images(page, Reading(regions, ("",) * len(regions), 1.0, "generic"))


def urls(body: str, head: str = "", but: dict[str, str] | None = None) -> list[str]:
    return [image.url.removeprefix(BASE + "/") for image in read(body, head, but)]


def text(inner: str) -> str:
    return f"<div><p>One.</p>{inner}<p>Two.</p></div>"


def test_the_declared_image_comes_first() -> None:
    head = f'<meta property="og:image" content="{BASE}/ferry-lead.jpg">'
    assert urls(text('<img src="/media/quay-view.jpg">'), head) == ["ferry-lead.jpg", "quay-view.jpg"]


def test_sources_of_the_declared_image_in_order() -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "h",
        "image": [{"@type": "ImageObject", "url": f"{BASE}/b.jpg"}],
    }
    ld = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    assert urls("<p>x</p>", ld + '<meta name="twitter:image" content="/media/a.jpg">') == ["a.jpg"]
    assert urls("<p>x</p>", ld) == ["b.jpg"]
    assert urls("<p>x</p>", '<link rel="image_src" href="/media/c.jpg">') == ["c.jpg"]


@pytest.mark.parametrize(
    "address",
    [
        "data:image/gif;base64,R0lGOD",
        "/media/blank.gif",
        "/static/site-logo.png",
        "/media/quay-logo-share_en.png",
        "/media/default.jpg",
        "/media/placeholder-16x9.jpg",
        "/media/1x1.png",
        "/media/drawing.svg",
        "/avatar/ada.jpg",
        "https://quay.example/",
        "{{ image }}",
        "",
    ],
)
def test_placeholders_and_furniture(address: str) -> None:
    assert read("<p>x</p>", f'<meta property="og:image" content="{address}">') == ()
    assert read(text(f'<img src="{address}">')) == ()


@pytest.mark.parametrize(
    "name", ["company-logo-getty.jpg", "pixel-phone-review.jpg", "banner-year-for-ferries.jpg"]
)
def test_pictures_of_such_things_are_pictures(name: str) -> None:
    assert urls(
        text(f'<img src="/media/{name}">'), f'<meta property="og:image" content="/media/{name}">'
    ) == [name]


@pytest.mark.parametrize(
    "attributes",
    [
        'src="data:image/gif;base64,R0" data-src="/media/real.jpg"',
        'src="/media/blank.gif" data-lazy-src="/media/real.jpg"',
        'src="/media/blank.gif" data-original="/media/real.jpg"',
        'srcset="/media/small.jpg 300w, /media/real.jpg 1200w, /media/mid.jpg 600w"',
        'data-srcset="/media/small.jpg 1x, /media/real.jpg 2x" src="/media/blank.gif"',
        'srcset="/media/real.jpg"',
        'srcset="broken w, /media/real.jpg 900w"',
    ],
)
def test_lazy_attributes(attributes: str) -> None:
    assert urls(text(f"<img {attributes}>")) == ["real.jpg"]


def test_a_picture_element_and_an_amp_image() -> None:
    assert urls(text('<picture><source srcset="/media/real.jpg 800w"><img alt="x"></picture>')) == [
        "real.jpg"
    ]
    assert urls(text('<amp-img src="/media/real.jpg" width="1200"></amp-img>')) == ["real.jpg"]


@pytest.mark.parametrize(
    "extra",
    ['width="40" height="40"', 'height="1"', 'alt="spot_img"', 'class="photo avatar"', 'class="wp-smiley"'],
)
def test_icons_and_fillers_by_their_own_words(extra: str) -> None:
    assert read(text(f'<img src="/media/real.jpg" {extra}>')) == ()


def test_two_sizes_of_one_picture_are_one() -> None:
    head = f'<meta property="og:image" content="{BASE}/harbour-view.jpg">'
    figure = '<figure><img src="/media/harbour-view-300x200.jpg" alt="Boats"><figcaption>The harbour.</figcaption></figure>'
    assert read(text(figure), head) == (Image(f"{BASE}/harbour-view.jpg", "The harbour.", None, "Boats"),)


def test_pictures_named_by_size_only_are_told_apart_by_folder() -> None:
    body = '<img src="/media/pier/1200.jpg"><img src="/media/mules/1200.jpg"><img src="/media/mules/600.jpg">'
    assert urls(text(body)) == ["pier/1200.jpg", "mules/1200.jpg", "mules/600.jpg"]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("The quay at dawn.", ("The quay at dawn.", None)),
        ('The quay. <span class="image-credit">Ada Reed</span>', ("The quay.", "Ada Reed")),
        (
            '<span>The quay.</span> <small class="bildquelle">Foto: Ada Reed</small>',
            ("The quay.", "Ada Reed"),
        ),
        ("The quay. Photo: Ada Reed", ("The quay.", "Ada Reed")),
        ("Le quai. (Crédit photo : Ada Reed)", ("Le quai.", "Ada Reed")),
        ("The quay. © Ada Reed/Agency", ("The quay.", "Ada Reed/Agency")),
        ("The quay. (© Ada Reed)", ("The quay.", "Ada Reed")),
        ("(AFP)", (None, "AFP")),
        ("The quay (Ada Reed/Agency)", ("The quay", "Ada Reed/Agency")),
        ("The quay (on the left) and boats (2026)", ("The quay (on the left) and boats (2026)", None)),
        ("", (None, None)),
        ("word " * 200, (None, None)),
    ],
)
def test_caption_and_credit(caption: str, expected: tuple[str | None, str | None]) -> None:
    (image,) = read(text(f'<figure><img src="/media/real.jpg"><figcaption>{caption}</figcaption></figure>'))
    assert (image.caption, image.credit) == expected


def test_older_caption_boxes() -> None:
    box = '<div class="wp-caption"><img src="/media/real.jpg"><p class="wp-caption-text">The quay.</p></div>'
    assert read(text(box))[0].caption == "The quay."
    table = '<table><tr><td><img src="/media/real.jpg"></td></tr><tr><td>The quay.</td></tr></table>'
    assert read(text(table), but={"The quay.": "other"})[0].caption == "The quay."


def test_the_lead_figure_above_the_body() -> None:
    figure = '<figure><img src="/media/lead.jpg"><figcaption>Dawn.</figcaption></figure>'
    body = f"<article><header><h1>Ferry</h1>{figure}</header>{text('')}</article>"
    assert urls(body, but={"Dawn.": "caption", "Ferry": "other"}) == ["lead.jpg"]


def test_pictures_of_cards_are_not_the_articles() -> None:
    card = '<div><a href="/b"><img src="/media/card.jpg">Another story</a></div>'
    assert urls(f"<article>{text(card)}</article>", but={"Another story": "related"}) == []
    assert urls(f"<article>{text('')}</article>{card}", but={"Another story": "related"}) == []


def test_no_body_no_printed_images() -> None:
    assert urls('<p>Menu</p><img src="/media/real.jpg">', but={"Menu": "nav"}) == []
    assert read("") == ()
