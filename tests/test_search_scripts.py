"""Words are found in every script, and a search that finds nothing says why."""

from __future__ import annotations

import unicodedata

import pytest
from collection_kit import ARTICLE, EVENT, MENTION, make, table
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from geodash.collection import load
from geodash.exchange.to_file import export
from geodash.geo.fold import fold
from geodash.geo.searched import search_key
from geodash.query import Filter, Store
from geodash.query.text import document, matches, patterns
from geodash.words.names import article_names

TITLES = {
    "c1": "中国外交部发言人在北京回应记者提问",
    "c2": "政府は東京で会談を開いた",
    "c3": "ตำรวจไทยปิดถนนในเชียงใหม่",
    "c4": "İSTANBUL’da IĞDIR heyeti ağırlandı",
    "c5": "وُزراءُ الخارجيّة اجتمعوا في القاهرة",
    "c6": "Straßenblockade bei Groß Gerau",
    "c7": unicodedata.normalize("NFD", "Đoàn xe đến Quảng Ngãi"),
    "c8": "Սյունիքի մարզպետը Գորիսում",
    "c9": "საქართველოს მთავრობა თბილისში",
    "c10": "O’Neill meets al-Mālikī in Ra’s al-‘Ayn",
    "c11": "שָׁלוֹם בירושלים",
    "c12": "हिन्दी में समाचार",
    "c13": "ပြည်သူများ ရန်ကုန်မြို့တွင်",
    "c14": "Ераќ́ев в Ерева́не",
    "c15": "Die Ko\xadope\u200bration endet",
    "c16": "１２月の会議",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    rows = [{**EVENT, "event_id": i, "title": title} for i, title in TITLES.items()]
    folder = make(
        tmp_path_factory.mktemp("scripts"), events=table("events", *rows), mentions=table("mentions"),
        links=table("links"),
    )  # fmt: skip
    return Store(load(folder))


@pytest.mark.parametrize(
    ("query", "event_id"),
    [
        ("北京", "c1"), ("外交部", "c1"), ("中国", "c1"), ("東京", "c2"), ("会談", "c2"),
        ("ถนน", "c3"), ("เชียงใหม่", "c3"), ("igdir", "c4"), ("İstanbul", "c4"), ("وزراء", "c5"),
        ("الخارجية", "c5"), ("خارجية", "c5"), ("قاهرة", "c5"), ("القاهره", "c5"), ("strassen", "c6"),
        ("quang ngai", "c7"), ("Quảng", "c7"), ("Գորիս", "c8"), ("თბილის", "c9"), ("oneill", "c10"),
        ("שלום", "c11"), ("ירושלים", "c11"), ("हिन्दी", "c12"), ("ရန်ကုန်", "c13"), ("Ереване", "c14"),
        ("Kooperation", "c15"), ("12月", "c16"), ("北京 外交部", "c1"), ("“外交部发言人”", "c1"),
    ],
)  # fmt: skip
def test_words_are_found_in_their_script(store, query, event_id):
    assert store.ids(Filter(query=query)) == [event_id]


@pytest.mark.parametrize("query", ["京北", "部外交", "ถนม", "हन्दी", "شوارع", "nburg", "北 会談"])
def test_other_words_are_not(store, query):
    assert store.ids(Filter(query=query)) == []


@settings(max_examples=tries(200), deadline=None)
@given(st.text("北京外交部東会談", min_size=1, max_size=8), st.data())
def test_any_part_of_a_text_without_blanks_is_found(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = patterns(text[start:end], lambda _: ())
    assert matches(document([text]), found)


@settings(max_examples=tries(200), deadline=None)
@given(st.text(max_size=30))
def test_composed_and_decomposed_are_one(text):
    keys = {search_key(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(keys) == 1
    assert fold(fold(text)) == fold(text)


def test_the_words_of_a_query_are_counted_as_people_count_them(store):
    assert "with the word “北京”" in str(store.describe(Filter(query="北京")))


def test_a_search_that_finds_nothing_says_why(tmp_path):
    folder = make(tmp_path)
    store = Store(load(folder))
    assert store.nothing_note(Filter(query="road")) == ""
    nowhere = store.nothing_note(Filter(query="zeppelin"))
    assert "“zeppelin”" in nowhere and "no article has" in nowhere
    unquoted = store.nothing_note(Filter(query="rejected"))
    assert "1 article has, where no event is coded" in unquoted
    outside = store.nothing_note(Filter(query="road", actors=("aze",), side="to"))
    assert "outside this view" in outside
    lines = export(folder, "csv", "q=rejected", str(tmp_path / "o.csv"))
    assert any("where no event is coded" in line for line in lines)


def test_names_are_seen_in_passages_without_blanks(tmp_path):
    row = {**EVENT, "place_name": "北京", "actors": ""}
    text = "中国外交部发言人在北京回应记者提问"
    mention = {**MENTION, "quote": text, "supports": "what;where"}
    article = ARTICLE[: ARTICLE.index("## A heading")] + text + "。\n"
    c = load(
        make(
            tmp_path, article=article, events=table("events", row), links=table("links"),
            mentions=table("mentions", mention),
        )
    )  # fmt: skip
    assert "where-unnamed" not in {p.code for p in c.problems}


def test_two_articles_of_one_title_are_told_apart(tmp_path):
    make(tmp_path)
    for name, text in {
        "b": ARTICLE,
        "c": ARTICLE.replace("Example Press", "Other Press"),
        "d": ARTICLE.replace("On the Road", "Elsewhere"),
    }.items():
        (tmp_path / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    c = load(tmp_path)
    names = article_names(c.articles)
    assert len(set(names.values())) == 4
    assert names["d"] == "Elsewhere"
    assert names["road"] == "On the Road (road)"
    told = Store(c).describe(Filter(articles=("b",)))
    assert "“On the Road (b)”" in str(told)
    (tmp_path / "articles" / "b.md").unlink()
    names = article_names(load(tmp_path).articles)
    assert names["c"] == "On the Road (Other Press)"
    assert MENTION["article_id"] in names


def test_an_address_names_an_article_as_it_is_seen(tmp_path):
    name = unicodedata.normalize("NFD", "café")
    make(tmp_path, article=None, mentions=table("mentions", {**MENTION, "article_id": "café"}))
    (tmp_path / "articles" / f"{name}.md").write_text(ARTICLE, encoding="utf-8")
    store = Store(load(tmp_path))
    f, notices = Filter.from_params("article=caf%C3%A9", store.vocabulary)
    assert not notices and f.articles == (name,)
    assert store.ids(f) == ["e1"]
