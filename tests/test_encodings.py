"""Files in the encodings of many countries: each text comes back exactly, or the file isn't read."""

from __future__ import annotations

from time import process_time

import pytest
from collection_kit import EVENT, MENTION, SAID, codes, make, problem, table
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import run
from tries import tries

from geodash.collection import load
from geodash.collection.read.encoding import SAID_VARIABLE, decode_bytes
from geodash.collection.reanchor import reanchor
from geodash.collection.write.table import TableFile, UnwritableError

#: What is written in each encoding: whole titles, then names and words that may stand alone.
TEXTS = {
    "cp1251": ("Сводка за неделю: обстрел села у границы", "Жители покинули район Шуши",
               "Міністр прибув до Львова на переговори", "Министърът пристигна в София", "Ереван", "вода"),
    "koi8-r": ("Военные сообщили о переговорах в Москве", "Дорога закрыта, говорят власти", "Ереван"),
    "cp1253": ("Συνομιλίες στην Αθήνα για τα σύνορα", "Ο υπουργός έφτασε στη Ρόδο", "Κως", "Ρόδος", "Άγιος"),
    "cp1254": ("Şırnak'ta sınır görüşmeleri başladı", "Bakan Iğdır'a geldi, köylüler yolu kapattı",
               "Ağrı ve Muş illerinde çatışma", "Muş", "Iğdır", "Diyarbakır", "İstanbul’da", "Çankırı"),
    "cp1250": ("Rozmowy w Łodzi o granicy", "Mieszkańcy opuścili wieś koło Białegostoku", "Łódź", "haitański",
               "Silnice uzavřena, říkají úřady", "Tárgyalások Győrben a határról", "Čad", "Šibenik", "Iaşi"),
    "cp1252": ("Négociations à Besançon sur la frontière", "Straße gesperrt, sagen die Behörden", "Café", "Israël",
               "El ministro llegó a La Coruña", "Samtaler i København om grænsen", "naïve", "Grønland", "“No” – he’s"),
    "cp1255": ("שיחות בירושלים על הגבול", "השר הגיע לחיפה", "ירושלים", "פאנטי"),
    "cp1256": ("محادثات في القاهرة حول الحدود", "وصل الوزير إلى دمشق", "دمشق"),
    "cp1257": ("Derybos Šiauliuose dėl sienos", "Sarunas Rīgā par robežu", "Kaunė", "Rīga"),
    "cp932": ("国境での協議が東京で始まった", "大臣がソウルに到着した", "東京", "コソボ", "ソ連の表"),
    "euc_jp": ("国境での協議が東京で始まった", "村の住民が避難、道路は封鎖", "東京"),
    "iso2022_jp": ("国境での協議が東京で始まった", "東京"),
    "gb18030": ("外交部发言人在北京宣布会谈", "边境村庄遭到炮击", "北京", "苏丹", "通知"),
    "big5": ("外交部發言人在臺北宣布會談", "邊境村莊遭到砲擊", "臺北"),
    "cp949": ("외교부는 서울에서 회담을 발표했다", "국경 마을이 포격을 받았다", "서울"),
    "cp874": ("การเจรจาที่กรุงเทพฯ เรื่องชายแดน", "เชียงใหม่"),
    "iso8859-2": ("Mieszkańcy opuścili wieś koło Białegostoku", "Ministr přijel do Přerova", "Łódź"),
    "iso8859-7": ("Οι κάτοικοι έφυγαν από το χωριό", "Ρόδος"),
    "iso8859-9": ("İstanbul'da açıklama yapıldı", "Diyarbakır"),
    "mac-roman": ("Négociations à Besançon sur la frontière", "Gespräche in München", "Málaga"),
    "cp850": ("Négociations à Besançon sur la frontière", "Straße gesperrt", "São Paulo"),
    "cp866": ("Военные сообщили о переговорах в Москве", "Ереван"),
}  # fmt: skip
HEADER = "event_id,title,date_start,place_name\r\n"


@st.composite
def _files(draw):
    encoding = draw(st.sampled_from(sorted(TEXTS)))
    words = st.sampled_from(TEXTS[encoding])
    rows = draw(st.lists(st.tuples(words, words | st.just("Ankara")), min_size=1, max_size=8))
    lines = (f'cc-{n:04},"{title}",2022-09-13,{place}' for n, (title, place) in enumerate(rows))
    return encoding, HEADER + "\r\n".join(lines) + "\r\n"


@settings(max_examples=tries(300), deadline=None)
@given(_files())
def test_a_file_comes_back_exactly_or_is_not_read(file):
    encoding, text = file
    found = decode_bytes(text.encode(encoding), "")
    assert found.text == (text if found.certain else "")
    assert decode_bytes(text.encode(encoding), encoding).text == text


@pytest.mark.parametrize("encoding", sorted(set(TEXTS) - {"mac-roman", "cp850"}))
def test_titles_of_a_country_are_read_in_its_encoding(encoding):
    text = HEADER + "".join(f"{n},{title},,\r\n" for n, title in enumerate(TEXTS[encoding]))
    found = decode_bytes(text.encode(encoding), "")
    assert found.certain and found.text == text


@settings(max_examples=tries(100), deadline=None)
@given(
    st.sampled_from(["cp1251", "cp1253", "cp1254", "cp1250", "cp1252", "cp1256"]),
    st.lists(
        st.sampled_from([t for texts in TEXTS.values() for t in texts]), min_size=4, max_size=9
    ),
    st.data(),
)
def test_a_pasted_row_is_read_or_marked_and_spoils_no_other(encoding, rows, data):
    pasted = data.draw(st.sampled_from([t for t in TEXTS[encoding] if len(t) > 12]))
    lines = [*(row.encode() for row in rows), "Türkiye’s capital".encode(), pasted.encode(encoding)]
    found = decode_bytes(b"\n".join(lines), "")
    text = found.text.split("\n")
    assert text[:-2] == rows
    assert {s.line for s in found.strays} == {len(lines)}
    if "\ufffd" not in text[-1] and encoding in ("cp1251", "cp1253", "cp1256"):
        assert text[-1] == pasted


def _uncertain(tmp_path):
    rows = [{**EVENT, "title": "Talks in Čad"}, SAID]
    return make(tmp_path, events=table("events", *rows).encode("cp1250"))


def test_an_uncertain_file_is_not_read_and_shows_its_words(tmp_path):
    c = load(_uncertain(tmp_path))
    found = problem(c, "encoding-unsure")
    assert not c.events and found.severity == "error"
    assert "“Čad” (cp1250)" in found.reason and "“Èad” (cp1252)" in found.reason
    assert "--encoding" in found.fix
    # What follows from it is not said of every row of the other tables.
    assert "unknown-event" not in codes(c)


def test_who_says_the_encoding_has_it_read(tmp_path, monkeypatch):
    monkeypatch.delenv(SAID_VARIABLE, raising=False)
    folder = _uncertain(tmp_path)
    assert "Čad" in run("check", str(folder))[1]
    monkeypatch.setenv(SAID_VARIABLE, "cp1252")
    before = load(folder)
    said = run("export", str(folder), "--as", "csv", "-o", "-", "--encoding", "windows-1250")
    assert said[0] == 0 and "Talks in Čad" in said[1]
    after = load(folder)
    assert after.events["e1"].title == "Talks in Čad" and before.version != after.version
    assert run("check", str(folder), "--encoding", "nonsense")[0] == 2
    assert run("check", str(folder), "--encoding", "zlib")[0] == 2


def test_a_file_that_is_not_of_the_said_encoding_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setenv(SAID_VARIABLE, "shift_jis")
    c = load(make(tmp_path, events=table("events", {**EVENT, "title": "Café"}).encode("cp1252")))
    assert not c.events and "shift_jis" in problem(c, "encoding-unsure").reason


def test_an_article_of_an_uncertain_encoding_is_cited_by_nobody(tmp_path):
    folder = make(tmp_path)
    article = folder / "articles" / "road.md"
    article.write_bytes(article.read_text("utf-8").replace("Goris", "Čad").encode("cp1250"))
    c = load(folder)
    assert "road" not in c.articles and problem(c, "encoding-unsure").file == "articles/road.md"
    assert not c.mentions


def test_a_table_of_an_uncertain_encoding_is_not_written(tmp_path):
    data = table("mentions", {**MENTION, "quote": "Čad"}).encode("cp1250")
    folder = make(tmp_path, mentions=data)
    with pytest.raises(UnwritableError):
        reanchor(folder)
    assert (folder / "mentions.csv").read_bytes() == data


def test_a_table_is_written_back_in_its_encoding_only_if_it_is_read_so(tmp_path):
    text = "event_id,title\ne1,Rozmowy w Łodzi o granicy\ne2,Mieszkańcy opuścili wieś\n"
    file = TableFile.of(tmp_path, "events.csv", text.encode("cp1250"), ["event_id", "title"])
    file.set(2, "title", "Żołnierze w Łodzi")
    assert file.render() == text.replace("Mieszkańcy opuścili wieś", "Żołnierze w Łodzi").encode(
        "cp1250"
    )
    file.set(1, "title", "Plain"), file.set(2, "title", "Čad")
    assert file.render().decode("utf-8").endswith("e2,Čad\n")


@pytest.mark.parametrize(
    "text",
    [
        "e1\u00a0",
        "12\u00a0km",
        "39°",
        "«so»",
        "Müller",
        "co\u00adoperate",
        "½ ± §",
        "Ω",
        "ё",
        "Ş",
        "é",
        "naïve – café",
    ],
)
def test_a_few_letters_of_utf8_are_utf8(text):
    found = decode_bytes(f"{HEADER}e1,{text},,\n".encode(), "")
    assert found.sound and found.encoding == "utf-8" and text in found.text


def test_utf32_is_read_by_its_mark(tmp_path):
    text = table("events", {**EVENT, "title": "Şırnak 𝔊"}, SAID)
    c = load(make(tmp_path, events=text.encode("utf-32")))
    assert c.events["e1"].title == "Şırnak 𝔊"


@pytest.mark.parametrize("text", ["The road is\u00a0closed", "A\n \u00a0\nB", "10µm"])
def test_a_sign_alone_in_utf8_is_no_other_encoding(text):
    assert decode_bytes(text.encode()).text == text


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Türkiye", "TÃ¼rkiye"),
        ("Şırnak’s", "ÅžÄ±rnakâ€™s"),
        ("Тула", "Ð¢ÑƒÐ»Ð°"),
        ("Goris –", "Goris â€“"),
    ],
)
def test_words_that_were_read_wrong_and_saved_are_named(tmp_path, word, meant):
    text = table("events", {**EVENT, "title": f"Talks in {meant}"}, SAID)
    c = load(make(tmp_path, events=text))
    found = problem(c, "encoding-twice")
    assert found.line == 2 and found.severity == "warning"
    assert word.split()[-1] in found.reason
    assert c.events["e1"].title == f"Talks in {meant}"


@pytest.mark.parametrize("word", ["Ã", "“â€”", "São Paulo", "Ä", "Ø 5 mm", "À Ž", "ÎLE"])
def test_rare_letters_are_no_second_encoding(tmp_path, word):
    assert "encoding-twice" not in codes(
        load(make(tmp_path, events=table("events", {**EVENT, "title": word})))
    )


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04" + bytes(200), b"\xd0\xcf\x11\xe0" + bytes(99), b"%PDF-1.7 \xe2", b"\x1f\x8b\x08abc",
     b"<html><body>event_id,title</body></html>", b"\n<!DOCTYPE html>", b"<?xml version='1.0'?>"],
)  # fmt: skip
def test_what_is_no_table_is_one_error(tmp_path, data):
    c = load(make(tmp_path, events=data))
    errors = [p.code for p in c.problems if p.severity == "error"]
    assert errors == ["not-text"]


def test_a_workbook_called_an_article_is_not_cited(tmp_path):
    folder = make(tmp_path)
    (folder / "articles" / "road.md").write_bytes(b"PK\x03\x04" + bytes(200))
    assert "road" not in load(folder).articles


def test_a_table_without_its_ids_is_asked_for_these_alone(tmp_path):
    c = load(make(tmp_path, events="name,when\nRoad,2022\n"))
    said = [p for p in c.problems if p.file == "events.csv" and p.code == "column-missing"]
    assert [p.column for p in said] == ["event_id", "title"]


def test_rows_that_are_separated_otherwise_than_their_header_are_one_error(tmp_path):
    header, *rows = table("events", EVENT, SAID).splitlines()
    c = load(make(tmp_path, events="\n".join([header.replace(",", ";"), *rows])))
    (found,) = [p for p in c.problems if p.severity == "error"]
    assert (found.code, found.row) == ("delimiter", 2)
    assert "semicolons" in found.reason and "commas" in found.reason


@pytest.mark.parametrize("name", ["places.csv", "areas.geojson"])
def test_geodata_that_cannot_be_read_is_said(tmp_path, name):
    folder = make(tmp_path)
    (folder / "geodata").mkdir()
    (folder / "geodata" / name).write_bytes("place_id,name\nx:1,Čad\n".encode("cp1250"))
    assert problem(load(folder), "geodata").file == f"geodata/{name}"


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 2_000_000 + b"\xe9", b"\xe9" * 2_000_000, ("Сводка за неделю " * 100_000).encode("cp1251"),
        ("Türkiye’s ".encode() + b"caf\xe9\n") * 20_000,
    ],
)  # fmt: skip
def test_a_large_file_costs_no_more_than_its_beginning(data):
    began = process_time()
    decode_bytes(data, "")
    assert process_time() - began < 10
