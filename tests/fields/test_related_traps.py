"""What pages lay in the way of a reader of related links: each a page of its own, read from bytes to record."""

from __future__ import annotations

import pytest

from newsspider import extract
from newsspider.model import Article, RelatedLink

URL = "https://www.quaytimes.example/town/2026/03/harbour-crane-comes-down-after-sixty-years"
TEXT = (
    "The last of the harbour cranes came down on Tuesday, sixty years after it lifted its first crate of oranges onto the quay.",
    "Workers had cut the arm loose in the morning, and a crowd of several hundred people watched it sink slowly onto a barge.",
    "The town wants to build a park on the site, with a playground, a small stage and benches that look across the water.",
    "Not everyone was pleased with the plan, since the crane had long been a landmark for the boats that came home at night.",
    "The council will vote on the design of the park in the autumn, and the first trees are to be planted the year after.",
)
MENU = '<header><nav><ul><li><a href="/town">Town</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>'
FOOT = '<footer><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></footer>'
ORANGES = "/town/2026/02/oranges-are-back-in-the-market-hall"
FERRY = "/town/2026/02/the-night-ferry-sails-again-from-may"


def read(*, inside: str = "", after: str = "", below: str = "", before: str = "", head: str = "") -> Article:
    """The article of a page: *inside* the text, *after* it, *below* the article, *before* the headline."""
    first, rest = TEXT[:3], TEXT[3:]
    text = "".join(f"<p>{p}</p>" for p in first) + inside + "".join(f"<p>{p}</p>" for p in rest)
    html = (
        f"<html lang=en><head><title>Harbour crane comes down</title>{head}</head><body>{MENU}{before}"
        f"<main><article><h1>Harbour crane comes down after sixty years</h1><div>{text}</div>{after}</article>"
        f"{below}</main>{FOOT}</body></html>"
    )
    return extract(html.encode(), URL, {"content-type": "text/html; charset=utf-8"})


def offered(article: Article) -> list[tuple[str, str, str]]:
    """Kind, title and path of each related link, in order."""
    return [
        (link.kind, link.title, (link.url or "").removeprefix("https://www.quaytimes.example"))
        for link in article.related_links
    ]


def only(article: Article) -> RelatedLink:
    (link,) = article.related_links
    return link


def whole(article: Article) -> bool:
    """Whether the body is the text, nothing more and nothing less."""
    return article.body == "\n\n".join(TEXT)


def items(*pairs: tuple[str, str]) -> str:
    return "<ul>" + "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in pairs) + "</ul>"


TWO = items((ORANGES, "Oranges are back in the market hall"), (FERRY, "The night ferry sails again"))


def test_picture_title_and_read_more_of_one_address_are_one_link() -> None:
    card = (
        f'<div class="c1"><a href="{FERRY}"><img data-src="/i/f.jpg" src="data:image/gif;base64,R0" alt="A ferry"></a>'
        f'<span class="c2">Transport</span><h3><a href="{FERRY}#start">The night ferry sails again</a></h3>'
        f'<p>From May it will leave the quay every two hours until dawn.</p><a href="{FERRY}?utm_source=card">Read more</a></div>'
    )
    link = only(read(after=f"<section><h2>Related articles</h2><div>{card}</div></section>"))
    assert (link.title, link.block, link.kind) == (
        "The night ferry sails again",
        "Related articles",
        "related",
    )
    assert link.teaser == "From May it will leave the quay every two hours until dawn."
    assert link.url == f"https://www.quaytimes.example{FERRY}"


def test_a_picture_alone_is_named_by_its_text() -> None:
    card = f'<div><a href="{FERRY}"><img alt="The night ferry sails again from May"></a></div>'
    other = f'<div><a href="{ORANGES}"><img alt="spot_img"></a></div>'
    article = read(after=f"<section><h2>Related articles</h2>{card}{other}</section>")
    assert offered(article) == [("related", "The night ferry sails again from May", FERRY)]


def test_no_class_and_no_identifier_tells_of_the_block() -> None:
    article = read(below=f'<div class="x7f"><div class="x8a">On the same subject</div>{TWO}</div>')
    assert [kind for kind, _, _ in offered(article)] == ["related", "related"]
    assert whole(article)


def test_a_block_inside_the_article_is_cut_from_the_body() -> None:
    article = read(after=f"<div><h4>You may also like</h4>{TWO}</div>")
    assert [kind for kind, _, _ in offered(article)] == ["related", "related"]
    assert whole(article)


def test_one_address_in_two_blocks_has_one_kind() -> None:
    popular = f"<aside><h2>Most read</h2>{TWO}</aside>"
    article = read(
        after=f"<div><h4>Related</h4>{items((FERRY, 'The night ferry sails again'))}</div>", below=popular
    )
    assert {(path, kind) for kind, _, path in offered(article)} == {(FERRY, "related"), (ORANGES, "popular")}
    assert len(article.related_links) == 2


@pytest.mark.parametrize(
    "own",
    [
        URL,
        URL + "/",
        URL + "?utm_campaign=box",
        URL + "#comments",
        URL.replace("https://www.", "http://"),
        "?page=2",
    ],
)
def test_the_page_itself_in_a_block_is_dropped(own: str) -> None:
    block = items((own, "Harbour crane comes down after sixty years"), (FERRY, "The night ferry sails again"))
    found = offered(read(after=f"<div><h4>Related</h4>{block}</div>"))
    assert [path for _, _, path in found] == [FERRY]


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("the-night-ferry-sails-again", "https://www.quaytimes.example/town/2026/03/the-night-ferry-sails-again"),
        ("../02/the-night-ferry-sails", "https://www.quaytimes.example/town/2026/02/the-night-ferry-sails"),
        ("//www.quaytimes.example/the-night-ferry-sails", "https://www.quaytimes.example/the-night-ferry-sails"),
        ("/a-b-c-d?id=7&fbclid=Ab1&utm_medium=x#top", "https://www.quaytimes.example/a-b-c-d?id=7"),
        ("https://elsewhere.example/2026/ferries-of-the-north", "https://elsewhere.example/2026/ferries-of-the-north"),
        ("/out?url=https%3A%2F%2Felsewhere.example%2Fferries-of-the-north", "https://elsewhere.example/ferries-of-the-north"),
        ("https://go.example/r?url=https%3A%2F%2Felsewhere.example%2Fferries-of-the-north%3Futm_source%3Dq", "https://elsewhere.example/ferries-of-the-north"),
    ],
)  # fmt: skip
def test_addresses_come_out_absolute_and_clean(href: str, address: str) -> None:
    block = items((href, "The night ferry sails again"), (ORANGES, "Oranges are back in the market hall"))
    article = read(after=f"<div><h4>Related</h4>{block}</div>")
    assert article.related_links[0].url == address


def test_relative_addresses_start_at_the_base() -> None:
    head = '<base href="https://cdn.quaytimes.example/en/">'
    article = read(
        head=head,
        after=f"<div><h4>Related</h4>{items(('ferry-sails-again-soon', 'The night ferry sails again'))}</div>",
    )
    assert only(article).url == "https://cdn.quaytimes.example/en/ferry-sails-again-soon"


def test_a_card_whose_address_a_script_follows() -> None:
    card = f'<li><a href="#" data-href="{FERRY}">The night ferry sails again</a></li>'
    share = f'<a href="#" data-url="{URL}" class="btn">Send this story to a friend today</a>'
    found = offered(read(after=f"<div>{share}</div><div><h4>Related</h4><ul>{card}</ul></div>"))
    assert found == [("related", "The night ferry sails again", FERRY)]


def test_share_buttons_are_no_links_of_the_page() -> None:
    buttons = (
        f'<div class="b1"><a href="https://www.facebook.com/sharer.php?u={URL}" data-link="{URL}">Share this story on the network</a>'
        f'<a data-href="{URL}">Copy the address of this story</a><span data-url="{FERRY}">Not a link at all here</span></div>'
    )
    assert read(after=buttons).related_links == ()


def test_a_title_the_site_cuts_stays_as_it_is_shown() -> None:
    article = read(
        after=f"<div><h4>Related</h4>{items((FERRY, 'The night ferry sails again from M…'))}</div>"
    )
    assert only(article).title == "The night ferry sails again from M…"


@pytest.mark.parametrize(
    "line",
    [
        'Read also: <a href="{href}">The night ferry sails again</a>',
        '<strong>READ MORE: </strong><a href="{href}">The night ferry sails again</a>',
        '(See also: <a href="{href}">The night ferry sails again</a>)',
        '<a href="{href}">Read also: The night ferry sails again</a>',
    ],
)
def test_a_line_glued_to_a_paragraph_leaves_the_paragraph(line: str) -> None:
    extra = "The oranges had come from Spain, the wood from Norway, and the coal from Wales across the sea."
    article = read(inside=f"<p>{extra} {line.format(href=FERRY)}</p>")
    assert offered(article) == [("inline", "The night ferry sails again", FERRY)]
    assert article.body == "\n\n".join([*TEXT[:3], extra, *TEXT[3:]])


@pytest.mark.parametrize(
    ("lead", "title"),
    [
        ("À lire aussi :", "Le bac de nuit reprend la mer"),
        ("Lire aussi |", "Le bac de nuit reprend la mer"),
        ("Читайте також:", "Нічний пором знову виходить у море"),
        ("Читайте также:", "Ночной паром снова выходит в море"),
        ("Lesen Sie auch:", "Die Nachtfähre fährt ab Mai wieder"),
        ("Lea también:", "El transbordador nocturno vuelve en mayo"),
        ("Leia também:", "A balsa da noite volta em maio ao cais"),
        ("Leggi anche:", "Il traghetto notturno riparte a maggio"),
        ("Czytaj także:", "Nocny prom znów wypływa od maja"),
        ("Lees ook:", "De nachtveer vaart vanaf mei weer uit"),
    ],
)
def test_a_read_also_line_of_its_own(lead: str, title: str) -> None:
    article = read(inside=f'<p><strong>{lead} <a href="{FERRY}">{title}</a></strong></p>')
    assert offered(article) == [("inline", title, FERRY)]
    assert whole(article)


def test_a_read_also_box_amid_the_text() -> None:
    article = read(inside=f'<div class="k2"><div>Read also</div>{TWO}</div>')
    assert [kind for kind, _, _ in offered(article)] == ["inline", "inline"]
    assert whole(article)


def test_a_sentence_that_links_is_neither_cut_nor_offered() -> None:
    sentence = f'Read <a href="{FERRY}">the report on the night ferry</a>, which the harbour office published in May.'
    article = read(inside=f"<p>{sentence}</p>")
    assert article.related_links == ()
    assert "Read the report on the night ferry, which" in (article.body or "")
    assert [link.text for link in article.links] == ["the report on the night ferry"]


@pytest.mark.parametrize(
    "empty",
    [
        '<div class="related"><h3>Related articles</h3><div id="related-slot"></div></div>',
        '<section><h2>À lire aussi</h2><ul class="cards" data-src="/api/related"></ul></section>',
        '<div><h3>You may also like</h3><a href="{{ url }}">{{ title }} and more of this</a></div>',
        '<div><h3>Related</h3><template><a href="/a-card-of-the-template-1">A card of the template</a></template></div>',
        "<div><h3>Related</h3><script>document.write('<a href=\"/a-card-of-a-script-12\">A card</a>')</script></div>",
    ],
)
def test_a_heading_that_a_script_would_fill_gives_nothing(empty: str) -> None:
    article = read(after=empty)
    assert article.related_links == ()
    assert whole(article)


def test_an_empty_heading_takes_no_other_block() -> None:
    latest = f"<aside><h2>Latest news</h2>{TWO}</aside>"
    article = read(after="<div><h3>Related articles</h3><div></div></div>", below=latest)
    assert [link.kind for link in article.related_links] == ["latest", "latest"]
    assert {link.block for link in article.related_links} == {"Latest news"}


def test_a_page_with_links_of_other_kinds_has_none_related() -> None:
    article = read(
        below=f"<aside><h2>Latest news</h2>{TWO}</aside>"
        f"<aside><h2>Most read</h2>{items(('/town/2026/01/the-old-mill-turns-again', 'The old mill turns again'))}</aside>"
    )
    assert sorted(kind for kind, _, _ in offered(article)) == ["latest", "latest", "popular"]


def test_a_menu_of_sixty_cards_before_the_text_gives_none() -> None:
    cards = "".join(
        f'<div class="m-card"><a href="/town/2026/01/story-number-{n}-of-the-big-menu"><img src="/i/{n}.jpg" alt=""></a>'
        f'<h3><a href="/town/2026/01/story-number-{n}-of-the-big-menu">Story number {n} of the big menu</a></h3></div>'
        for n in range(60)
    )
    menu = f'<div class="mega-menu"><div class="tab"><a href="/town">Town</a><div class="row">{cards}</div></div></div>'
    article = read(before=menu)
    assert article.related_links == ()
    assert whole(article)


@pytest.mark.parametrize("heading", ["À lire aussi", "Read also", "Читайте також"])
def test_a_sidebar_of_the_site_is_latest_whatever_its_heading_says(heading: str) -> None:
    cards = items(
        *(
            (f"/town/2026/01/{n}-things-to-see-this-week", f"{n} things to see this week")
            for n in range(2, 14)
        )
    )
    sidebar = f'<div class="sidebar"><div class="widget"><h2>{heading}</h2>{cards}</div></div>'
    assert {link.kind for link in read(below=sidebar).related_links} == {"latest"}


def test_kicker_date_author_and_count_are_no_part_of_the_title() -> None:
    card = (
        f'<li><a href="{FERRY}"><span class="card-kicker">Transport</span><span class="card-title">The night ferry sails again</span>'
        '<time>2 March 2026</time><span class="card-author">Ann Roe</span><span class="comment-count">12</span></a></li>'
    )
    assert only(read(after=f"<div><h4>Related</h4><ul>{card}</ul></div>")).title == (
        "The night ferry sails again"
    )


def test_the_links_of_a_list_of_authors_tags_and_sections_are_none() -> None:
    block = items(
        ("/tag/harbour-cranes-of-the-town", "Harbour cranes of the town"),
        ("/author/ann-roe-of-the-quay", "Ann Roe of the Quay Times"),
        ("/town", "More news from the town and around"),
    )
    assert read(after=f"<div><h4>More</h4>{block}</div>").related_links == ()


def test_the_articles_before_and_after() -> None:
    beside = (
        f'<div class="post-navigation"><div class="nav-previous"><span>Previous article</span><a href="{ORANGES}">Oranges are back</a></div>'
        f'<div class="nav-next"><span>Next article</span><a href="{FERRY}">The night ferry sails again</a></div></div>'
    )
    found = offered(read(below=beside))
    assert [(kind, path) for kind, _, path in found] == [("prevnext", ORANGES), ("prevnext", FERRY)]
    assert [title for _, title, _ in found] == ["Oranges are back", "The night ferry sails again"]


@pytest.mark.parametrize(
    "label", ["<span>Vorheriger Beitrag</span>", "&larr; ", '<span class="arrow">←</span>']
)
def test_a_direction_is_no_part_of_the_title(label: str) -> None:
    beside = f'<div class="post-navigation"><a href="{FERRY}" rel="prev">{label}The night ferry sails again</a></div>'
    assert offered(read(below=beside)) == [("prevnext", "The night ferry sails again", FERRY)]


def test_paid_links_are_sponsored() -> None:
    cards = items(
        ("https://shop.example/ten-lamps-for-less-123456", "Ten lamps for less than you think"),
        ("https://loans.example/why-rates-are-falling-now-98765", "Why rates are falling right now"),
    )
    article = read(below=f"<div><h3>Sponsored content</h3>{cards}</div>")
    assert [link.kind for link in article.related_links] == ["sponsored", "sponsored"]


def test_headlines_without_spaces_are_titles_too() -> None:
    card = (
        f'<li><a href="{FERRY}"><img alt="夜間フェリーが五月から運航を再開する"></a></li>'
        f'<li><a href="{ORANGES}"><span>社会</span><div>市場に今年もオレンジが戻ってきた</div></a></li>'
    )
    article = read(after=f"<div><h4>関連記事</h4><ul>{card}</ul></div>")
    assert [link.title for link in article.related_links] == [
        "夜間フェリーが五月から運航を再開する",
        "市場に今年もオレンジが戻ってきた",
    ]


def test_a_card_amid_the_text_whose_title_is_classed_as_media_has_its_title() -> None:
    card = (
        f'<div class="box"><div class="title">Read also</div><a href="{FERRY}"><div class="text"><div class="media-caption">'
        'The night ferry sails again</div><div class="authors">by <span>Ann Roe of the Quay</span></div></div></a></div>'
    )
    assert offered(read(inside=card)) == [("inline", "The night ferry sails again", FERRY)]


@pytest.mark.parametrize("kind", ["short", "gallery"])
def test_what_has_the_pages_own_title_leads_to_the_page(kind: str) -> None:
    said = "Harbour crane comes down after sixty years"
    href = "/s/7f3a91" if kind == "short" else "/town/img/2026/03/634841-the-crane.html"
    head = f'<meta property="og:title" content="{said}">'
    block = items((href, said), (FERRY, "The night ferry sails again"))
    assert [path for _, _, path in offered(read(after=f"<div><h4>Related</h4>{block}</div>", head=head))] == [
        FERRY
    ]


def test_what_follows_a_read_also_box_is_text_again() -> None:
    listed = f'<h4>Read also</h4><p><a href="{FERRY}">The night ferry sails again</a></p>'
    more = '<p><a href="https://www.quaytimes.example/plan">The plan of the park</a> can be seen at the town hall.</p>'
    article = read(inside=listed + more)
    assert [kind for kind, _, _ in offered(article)] == ["inline"]
    assert "The plan of the park can be seen" in (article.body or "")
    assert "ferry" not in (article.body or "")
