"""The guard against formulas: what runs is stopped, what was guarded comes back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodash.exchange.formula import guard, unguard


@given(st.text() | st.text(alphabet="'=+-@\t\r\n 0123.,eE＝ "))
def test_unguard_undoes_guard(text: str) -> None:
    assert unguard(guard(text)) == text
    assert guard(text) in (text, f"'{text}")


@given(st.sampled_from("=+-@\t\r\n＝＋－＠|"), st.text())
def test_what_begins_like_a_formula_is_text_or_a_number(first: str, rest: str) -> None:
    found = guard(first + rest)
    if not found.startswith("'"):
        float(found.replace(",", "."))


@pytest.mark.parametrize("number", ["-5", "+12", "-0.25", "-1e-7", "-3,5", "-.5"])
def test_numbers_stay_numbers(number: str) -> None:
    assert guard(number) == number


@pytest.mark.parametrize("text", ["-5+cmd", "=1", "  =1", "-", "+", "-1\n", "'=1", "''@x", "-1 2"])
def test_what_only_looks_like_a_number_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'quoted", "1-2", "’=", "“-”"])
def test_other_text_is_left_alone(text: str) -> None:
    assert guard(text) == text == unguard(text)
