"""Excel: read back by pandas and openpyxl, typed, safe, with drop-downs; opened by LibreOffice."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from collection_kit import EVENT, SAID, make, table
from office_sample import AUTUMN, ROAD, of, of_corpus

from geodash.collection import load
from geodash.collection.read.contract import TABLES, default_contract
from geodash.exchange.xlsx import write
from geodash.query import Store

SHEETS = [
    "About",
    "Events",
    "Losses",
    "Mentions",
    "Links",
    "Actors",
    "Articles",
    "Places",
    "Codebook",
]


@cache
def autumn() -> bytes:
    return write(of_corpus(AUTUMN))


@cache
def book(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data))


@cache
def frames(data: bytes) -> dict[str, pd.DataFrame]:
    return pd.read_excel(io.BytesIO(data), sheet_name=None, keep_default_na=True)


def test_the_rows_are_those_of_the_view():
    selection = of_corpus(AUTUMN)
    found = frames(autumn())
    assert list(found["Events"]["event_id"]) == [e.event_id for e in selection.events]
    assert list(found["Mentions"]["mention_id"]) == [m.mention_id for m in selection.mentions]
    assert len(found["Links"]) == len(selection.links)
    assert list(found["Actors"]["actor_id"]) == list(selection.actors)
    assert list(found["Articles"]["article_id"]) == list(selection.articles)


def test_dates_and_numbers_have_types():
    events = frames(autumn())["Events"].set_index("event_id")
    assert events["date_start"].dtype.kind == "M"
    assert events.loc["cc-0040", "date_start"] == datetime(2022, 9, 13)
    assert events["latitude"].dtype.kind == events["deaths_best"].dtype.kind == "f"
    assert events["deaths_best"].sum() == 49
    mentions = frames(autumn())["Mentions"]
    assert mentions["start"].dtype.kind == "i"


def test_undated_is_blank_and_days_before_1900_are_texts_with_a_note(tmp_path: Path):
    old = {**EVENT, "date_start": "1850-05-01", "date_end": "1923-07-24"}
    collection = load(make(tmp_path / "c", events=table("events", old, SAID)))
    sheet = book(write(of(collection, Store(collection))))["Events"]
    names = [cell.value for cell in sheet[1]]
    first, last = (names.index(n) + 1 for n in ("date_start", "date_end"))
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
    assert sheet.cell(rows["e1"], first).value == "1850-05-01"
    assert "before March 1900" in sheet.cell(rows["e1"], first).comment.text
    assert sheet.cell(rows["e1"], last).value == datetime(1923, 7, 24)
    assert sheet.cell(rows["e2"], first).value is None


def test_losses_sum_to_49_and_azerbaijans_are_not_reported():
    found = frames(autumn())["Losses"]
    assert found["counted"].sum() == 49
    sums = found[found["whose dead"] == "Sum"].set_index("side")
    assert sums.loc["Armenia", "sum of the side"] == 49
    assert sums.loc["Armenia", "who says so"] == "Armenia’s Defence Ministry"
    assert pd.isna(sums.loc["Azerbaijan", "sum of the side"])
    assert sums.loc["Azerbaijan", "state"] == "not reported"
    armenia = found[found["whose dead"] == "Armed forces of Armenia"].iloc[0]
    assert "Azerbaijan reports damage;" in armenia["what the other side says"]
    assert "one toll for all three places" in armenia["notes"]


def test_a_view_without_losses_says_so():
    losses = frames(write(of_corpus(ROAD)))["Losses"]
    assert losses.iloc[0, 0] == "No losses are told of in what is shown."


def test_places_are_as_the_gazetteer_has_them():
    selection = of_corpus(AUTUMN)
    found = frames(autumn())["Places"].set_index("place_id")
    used = {e.place_id for e in selection.events if e.place_id}
    used |= {f"area:{e.area_id}" for e in selection.events if e.area_id}
    used |= {i for e in selection.events for i in e.about_places}
    assert set(found.index) == used and found["name"].notna().all()
    for ident, number in found["events here"].items():
        at = [e.place_id == ident or f"area:{e.area_id}" == ident for e in selection.events]
        assert number == sum(at)
    assert found["events here"].is_monotonic_decreasing
    jermuk = found.loc["geonames:174884"]
    assert (jermuk["name"], jermuk["within"], jermuk["country"]) == ("Jermuk", "Vayots Dzor", "ARM")
    assert abs(jermuk["latitude"] - 39.84) < 0.01


def test_headers_are_frozen_filtered_and_wide_enough():
    found = book(autumn())
    assert [name for name in found.sheetnames if found[name].sheet_state == "visible"] == SHEETS
    for name in SHEETS[1:]:
        sheet = found[name]
        assert sheet.freeze_panes.endswith("2") and sheet.auto_filter.ref.startswith("A1:")
        widths = [d.width for d in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column and min(widths) >= 11 and max(widths) <= 52


def test_drop_downs_offer_the_values_of_the_contract():
    found = book(autumn())
    sheet = found["Events"]
    names = [cell.value for cell in sheet[1]]
    rules = {str(v.sqref).split("2:")[0]: v for v in sheet.data_validations.dataValidation}
    for column in default_contract().tables["events"].values():
        rule = rules[openpyxl.utils.get_column_letter(names.index(column.name) + 1)]
        assert rule.promptTitle == column.name and len(rule.prompt) <= 255
        if column.values and not column.separator:
            assert rule.type == "list" and rule.showErrorMessage
            name, cells = rule.formula1.lstrip("=").replace("$", "").split("!")
            assert [c[0].value for c in found[name][cells]] == list(column.values)
    assert rules[openpyxl.utils.get_column_letter(names.index("where_prec") + 1)].type == "whole"


def test_no_text_is_a_formula(tmp_path: Path):
    nasty = ["=1+1", "+1", "-1+2", "@SUM(1)", "=cmd|' /C calc'!A0", "#REF!"]
    events = [{**EVENT, "event_id": f"e{n}", "title": t, "note": t} for n, t in enumerate(nasty)]
    collection = load(make(tmp_path / "c", events=table("events", *events)))
    data = write(of(collection, Store(collection)))
    for sheet in book(data):
        for row in sheet.iter_rows():
            assert all(cell.data_type not in "fe" for cell in row), sheet.title
    titles = frames(data)["Events"]["title"]
    assert sorted(map(str, titles)) == sorted(nasty)


def test_about_carries_the_terms():
    selection = of_corpus(AUTUMN)
    about = dict(book(autumn())["About"].iter_rows(values_only=True, max_col=2))
    assert about["What is shown"] == selection.sentence
    assert about["Boundaries"] == selection.boundary_note
    assert selection.version in about["Collection"] and selection.licences[0] in about["Licences"]
    assert "geodash import" in about["How to edit"] and "ids of the sheet Actors" in about["Ids"]


def test_the_codebook_lists_every_column():
    codebook = frames(autumn())["Codebook"]
    tables = default_contract().tables
    wanted = [(t.capitalize(), c) for t in TABLES for c in tables[t]]
    assert list(zip(codebook["sheet"], codebook["column"], strict=True)) == wanted


def test_the_same_selection_gives_the_same_bytes():
    assert write(of_corpus(ROAD)) == write(of_corpus(ROAD))


def test_an_empty_view_is_an_intended_workbook():
    found = frames(write(of_corpus("q=nothingofthekind")))
    assert len(found["Events"]) == len(found["Mentions"]) == 0


def test_a_collection_without_a_folder_has_the_packaged_contract():
    selection = of_corpus(ROAD)
    homeless = replace(selection.collection, path="/nowhere/at/all")
    assert frames(write(replace(selection, collection=homeless)))["Events"].shape[0] == 8


@pytest.fixture(scope="module")
def opened(convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("excel")
    path = folder / "autumn.xlsx"
    path.write_bytes(autumn())
    saved = folder / "saved"
    saved.mkdir()
    return convert(path, "xlsx", saved)


def test_libreoffice_opens_it_and_keeps_the_values(opened: Path):
    ours, theirs = frames(autumn()), frames(opened.read_bytes())
    for name in ("Events", "Mentions", "Links", "Actors", "Losses"):
        pd.testing.assert_frame_equal(ours[name], theirs[name], check_dtype=False)
