"""Tables and their places in a document."""

from __future__ import annotations

import pytest

from tests.bench.tables import filled, markdown, share, signed


def test_columns_are_aligned() -> None:
    assert markdown(["", "F1"], [["long name", ".9"], ["b", "1.000"]]).splitlines() == [
        "|           |    F1 |",
        "| --------- | ----: |",
        "| long name |    .9 |",
        "| b         | 1.000 |",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.9756, ".976"), (1.0, "1.000"), (0.0, ".000"), (0.99951, "1.000")]
)
def test_shares(value: float, shown: str) -> None:
    assert share(value) == shown


def test_differences_have_a_sign() -> None:
    assert signed(0.0212, 0.0061) == "+.021 ± .006"
    assert signed(-0.2, 0.0) == "-.200 ± .000"


def test_a_table_takes_the_place_of_the_one_before() -> None:
    text = "a\n<!-- t -->\nold\nlines\n<!-- /t -->\nb\n<!-- u -->\n<!-- /u -->\n"
    once = filled(text, {"t": r"| \1 |", "u": "| u |"})
    assert once == "a\n<!-- t -->\n| \\1 |\n<!-- /t -->\nb\n<!-- u -->\n| u |\n<!-- /u -->\n"
    assert filled(once, {"t": r"| \1 |"}) == once


def test_a_table_without_a_place_is_told() -> None:
    with pytest.raises(ValueError, match="no place for the table 'cost'"):
        filled("text", {"cost": "| |"})
