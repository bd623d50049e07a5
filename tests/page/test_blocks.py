"""Pages cut into blocks: borders, links, what is left out, and trees that are no pages."""

from __future__ import annotations

import pytest

from newsspider.page.blocks import Blocks
from newsspider.page.tree import parse, text_of


def cut(html: str) -> Blocks:
    return Blocks.of(list(parse(html).iter("*")))


def linked(blocks: Blocks) -> list[tuple[int, str]]:
    return [(a.block, blocks.text[a.block][a.char_start : a.char_end]) for a in blocks.anchors]


def test_block_elements_are_borders_and_inline_ones_are_not() -> None:
    blocks = cut("<div>One <b>bold</b> <i>word</i><p>Two</p>three</div>")
    assert blocks.text == ["One bold word", "Two", "three"]
    assert blocks.tag == ["div", "p", "div"]


def test_inline_elements_join_without_a_space() -> None:
    assert cut('<p><span class="dropcap">L</span>ate <em>bread</em>.</p>').text == ["Late bread."]


def test_readings_over_the_characters_are_no_text() -> None:
    assert cut("<p><ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>を読む</p>").text == ["漢字を読む"]


def test_text_is_squeezed_and_in_nfc() -> None:
    assert cut("<p>cafe\u0301 \n\t&nbsp; au\u00ad lait</p>").text == ["café au lait"]


def test_a_double_break_is_a_border_and_a_single_one_is_not() -> None:
    assert cut("<div>one<br>two<br><br>three<br> <br>four</div>").text == ["one two", "three", "four"]


def test_a_single_break_after_a_long_sentence_is_a_border() -> None:
    long = "The bridge over the river was closed this morning because its bearings had moved again."
    assert cut(f"<div>{long}<br>{long}<br>Short</div>").text == [long, long, "Short"]


@pytest.mark.parametrize(
    "tag", ["script", "style", "noscript", "template", "svg", "button", "textarea", "select"]
)
def test_what_is_no_text_of_the_page_is_left_out(tag: str) -> None:
    long = "A line of the page itself. " * 20
    assert cut(f"<p>{long}</p><div>before<{tag}>never</{tag}>after</div>").text == [
        long.strip(),
        "beforeafter",
    ]


def test_a_page_that_is_all_in_noscript_is_read() -> None:
    assert cut("<body><noscript><p>One</p><p>Two</p></noscript></body>").text == ["One", "Two"]


def test_anchors_give_the_text_of_links() -> None:
    blocks = cut('<p>Read <a href="/a">the  first <b>one</b></a> and <a href="/b">the second</a>.</p>')
    assert linked(blocks) == [(0, "the first one"), (0, "the second")]
    assert [a.element.get("href") for a in blocks.anchors] == ["/a", "/b"]
    assert blocks.link_chars == [len("the first one") + len("the second")]


def test_a_link_is_found_where_it_stands_not_where_its_words_stand_first() -> None:
    blocks = cut("<p>here and <a>here</a></p>")
    assert blocks.anchors[0].char_start == 9


def test_a_link_around_blocks_has_an_anchor_in_each() -> None:
    assert linked(cut("<a><h3>Title</h3><p>Teaser</p></a>")) == [(0, "Title"), (1, "Teaser")]


def test_a_link_without_text_stands_before_the_block_that_follows() -> None:
    blocks = cut('<div><a href="/x"><img src="i.jpg"></a></div><p>Text</p>')
    assert linked(blocks) == [(0, "")]


def test_a_link_without_text_at_the_end_belongs_to_the_last_block() -> None:
    blocks = cut('<p>Text</p><div><a href="/x"><img src="i.jpg"></a></div>')
    assert [(a.block, a.char_start, a.char_end) for a in blocks.anchors] == [(0, 4, 4)]


def test_bold_characters_are_counted() -> None:
    assert cut("<p><strong>Five.</strong> and more</p>").bold_chars == [5]


def test_parents_come_before_their_children() -> None:
    blocks = cut("<div><ul><li>a</li><li>b</li></ul></div>")
    assert all(up < node for node, up in enumerate(blocks.parent))
    assert [blocks.element[n].tag for n in blocks.node] == ["li", "li"]
    assert blocks.parent[blocks.node[0]] == blocks.parent[blocks.node[1]]


def test_columns_of_blocks_have_one_length() -> None:
    blocks = cut("<h1>A</h1><table><tr><td>b<td>c</table><p>d")
    assert {len(c) for c in (blocks.text, blocks.tag, blocks.node, blocks.link_chars, blocks.bold_chars)} == {
        4
    }


def test_the_tree_stays_as_it_is() -> None:
    tree = parse("<div>a<script>b</script><p>c<br><br>d</p></div>")
    before = text_of(tree)
    Blocks.of(list(tree.iter("*")))
    assert text_of(tree) == before == "abcd"


@pytest.mark.parametrize("html", ["", " ", "<html></html>", "<script>x</script>", "\x00", "<!-- c -->"])
def test_a_page_without_text_has_no_blocks(html: str) -> None:
    assert cut(html).text == []


def test_a_deep_tree_is_read() -> None:
    assert cut("<div>" * 1500 + "deep" + "</div>" * 1500).text[-1] == "deep"


def test_bare_text_is_one_block() -> None:
    assert cut("no markup at all").text == ["no markup at all"]
