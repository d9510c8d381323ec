"""Which texts: articles, words in titles and passages, and history told in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodash.query.params import MAX_QUERY_LENGTH, Pairs, Reader, clean, is_clean
from geodash.query.parts.base import Clause, Part, both, in_table
from geodash.query.text import patterns, search_key
from geodash.query.vocabulary import Vocabulary
from geodash.words.labels import either

if TYPE_CHECKING:
    from geodash.query.filter import Filter


class ArticlePart(Part):
    """``article``: events that any of these articles tells."""

    name = "articles"
    fields = ("articles",)
    keys = ("article",)
    many = ("article",)

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """An event with a mention in one of them."""
        return in_table("event_articles", "article_id", f.articles) if f.articles else None

    def params(self, f: Filter) -> Pairs:
        """``article=lachin-blockade``."""
        return [("article", value) for value in f.articles]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, object]:
        """Unknown articles are left out where the collection's are known."""

        def accept(value: str) -> str | None:
            known = vocabulary is None or value in vocabulary.articles
            return value if is_clean(value) and known else None

        accepted = "accepted is the id of an article of the collection"
        return {"articles": reader.many("article", accept, accepted)}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``told in “Lachin Corridor Blocked”``."""
        titles = [f"“{vocabulary.article_title(a)}”" for a in f.articles]
        return f"told in {either(titles)}" if titles else ""


class SearchPart(Part):
    """``q``: words in the title and the passages; see :mod:`geodash.query.text`."""

    name = "search"
    fields = ("query",)
    keys = ("q",)

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Every word, under any of its names; at its beginning."""
        groups = list(patterns(f.query, vocabulary.variants))
        tests = (Clause(f"({' OR '.join(['folded LIKE ?'] * len(g))})", g) for g in groups)
        found = both(tests)
        if found is None:
            return None
        return Clause(f"e.n IN (SELECT n FROM event_texts WHERE {found.sql})", found.params)

    def params(self, f: Filter) -> Pairs:
        """``q=Stepanakert``."""
        return [("q", f.query)] if f.query else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, object]:
        """One line of bounded length with something to look for."""

        def accept(value: str) -> str | None:
            text = tidy_query(value)
            if text and len(clean(value)) > MAX_QUERY_LENGTH:
                reader.notice(f"q was cut to its first {MAX_QUERY_LENGTH} characters.")
            return text or (None if value.strip() else "")

        return {"query": reader.one("q", accept, "accepted is at least one letter or digit") or ""}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``with the word “blockade”``."""
        if not f.query:
            return ""
        noun = "word" if len(search_key(f.query).split()) == 1 else "words"
        return f"with the {noun} “{f.query.strip('“”')}”"


class BackgroundPart(Part):
    """``bg=1``: history told in passing is shown too."""

    name = "background"
    fields = ("background",)
    keys = ("bg",)

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Hidden until asked for."""
        return None if f.background else Clause("NOT e.background")

    def params(self, f: Filter) -> Pairs:
        """``bg=1``."""
        return [("bg", "1")] if f.background else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, object]:
        """Only ``1``."""
        return {"background": reader.flag("bg", "1")}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``background included``."""
        return "background included" if f.background else ""


def tidy_query(text: str) -> str:
    """One clean line of bounded length; empty where no letter or digit is left to look for."""
    line = clean(clean(text)[:MAX_QUERY_LENGTH])
    return line if search_key(line) else ""
