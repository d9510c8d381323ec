"""Which texts: articles, data sets, words in titles and passages, and history told in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geodash.geo.searched import search_key, search_words
from geodash.query.params import MAX_QUERY_LENGTH, Pairs, Reader, clean, is_clean
from geodash.query.parts.base import Clause, Part, both, ids, in_list, one_of
from geodash.query.text import patterns
from geodash.query.vocabulary import Vocabulary
from geodash.words.lists import listed
from geodash.words.numbers import plural
from geodash.words.texts import shortened

if TYPE_CHECKING:
    from geodash.query.filter import Filter

#: On the page: titles that a chip tells, and characters of a title and of a search.
_NAMED, TITLE, _SEARCH = 2, 36, 44


class ArticlePart(Part):
    """``article``: events that any of these articles tells."""

    name = "articles"
    fields = ("articles",)
    keys = ("article",)
    many = ("article",)
    let_go = "told in any article"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Ids, each one clean line."""
        return {"articles": ids("articles", f.articles)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """An event with a mention in one of them."""
        return in_list("told", "article_id", f.articles) if f.articles else None

    def params(self, f: Filter) -> Pairs:
        """``article=lachin-blockade``."""
        return [("article", value) for value in f.articles]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Unknown articles are left out where the collection's are known."""

        def accept(value: str) -> str | None:
            if not is_clean(value):
                return None
            return value if vocabulary is None else vocabulary.article_id(value)

        accepted = "accepted is the id of an article of the collection"
        return {"articles": reader.many("article", accept, accepted)}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``told in “Lachin Corridor Blocked”``."""
        titles = [f"“{vocabulary.article_title(a)}”" for a in f.articles]
        return f"told in {listed(titles, 'or')}" if titles else ""

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``told in 3 articles``: of more than two no title is told."""
        if len(f.articles) > _NAMED:
            return f"told in {len(f.articles)} articles"
        titles = [f"“{shortened(vocabulary.article_title(a), TITLE)}”" for a in f.articles]
        return f"told in {listed(titles, 'or')}" if titles else ""


class DatasetPart(Part):
    """``data``: events that one of these data sets asserts."""

    name = "datasets"
    fields = ("datasets",)
    keys = ("data",)
    many = ("data",)
    let_go = "from anywhere"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Ids, each one clean line."""
        return {"datasets": ids("datasets", f.datasets)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """``dataset IN (…)``."""
        return one_of("e.dataset", f.datasets, "closed") if f.datasets else None

    def params(self, f: Filter) -> Pairs:
        """``data=ucdp-ged``."""
        return [("data", value) for value in f.datasets]

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Unknown data sets are left out where the collection's are known."""

        def accept(value: str) -> str | None:
            known = vocabulary is None or value in vocabulary.datasets
            return value if known and is_clean(value) else None

        accepted = "accepted is the id of a data set of the collection"
        return {"datasets": reader.many("data", accept, accepted)}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``from the data set “UCDP GED”``."""
        titles = [f"“{vocabulary.datasets.get(d, d)}”" for d in f.datasets]
        return (
            f"from the {plural(len(titles), 'data set')} {listed(titles, 'or')}" if titles else ""
        )

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """The same, cut."""
        if len(f.datasets) > _NAMED:
            return f"from {len(f.datasets)} data sets"
        titles = [f"“{shortened(vocabulary.datasets.get(d, d), TITLE)}”" for d in f.datasets]
        return f"from {listed(titles, 'or')}" if titles else ""


class SearchPart(Part):
    """``q``: words in the title and the passages; see :mod:`geodash.query.text`."""

    name = "search"
    fields = ("query",)
    keys = ("q",)
    let_go = "with any words"

    def canonical(self, f: Filter) -> dict[str, Any]:
        """One clean line."""
        return {"query": tidy_query(f.query)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Every word, under any of its names; at its beginning."""
        groups = list(patterns(f.query, vocabulary.variants))
        return both(Clause(f"({' OR '.join(['e.folded LIKE ?'] * len(g))})", g) for g in groups)

    def params(self, f: Filter) -> Pairs:
        """``q=Stepanakert``."""
        return [("q", f.query)] if f.query else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """One line of bounded length with something to look for."""

        def accept(value: str) -> str | None:
            text = tidy_query(value)
            if text and len(clean(value)) > MAX_QUERY_LENGTH:
                reader.notice(f"q was cut to its first {MAX_QUERY_LENGTH} characters.")
            return text or (None if value.strip() else "")

        return {"query": reader.one("q", accept, "accepted is at least one letter or digit") or ""}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``with the word “blockade”``."""
        return self._words(f.query, len(f.query))

    def short(self, f: Filter, vocabulary: Vocabulary) -> str:
        """The same, cut."""
        return self._words(f.query, _SEARCH)

    @staticmethod
    def _words(query: str, most: int) -> str:
        if not query:
            return ""
        noun = plural(len(search_words(query)), "word")
        return f"with the {noun} “{shortened(query.strip('“”'), most)}”"


class BackgroundPart(Part):
    """``bg=1``: history told in passing is shown too."""

    name = "background"
    fields = ("background",)
    keys = ("bg",)
    set_by = "sure"
    let_go = "without background"
    widens = True

    def canonical(self, f: Filter) -> dict[str, Any]:
        """Yes or no."""
        return {"background": bool(f.background)}

    def sql(self, f: Filter, vocabulary: Vocabulary) -> Clause | None:
        """Hidden until asked for."""
        return None if f.background else Clause("NOT e.background", over="closed")

    def params(self, f: Filter) -> Pairs:
        """``bg=1``."""
        return [("bg", "1")] if f.background else []

    def read(self, reader: Reader, vocabulary: Vocabulary | None) -> dict[str, Any]:
        """Only ``1``."""
        return {"background": reader.flag("bg", "1")}

    def words(self, f: Filter, vocabulary: Vocabulary) -> str:
        """``background included``."""
        return "background included" if f.background else ""


def tidy_query(text: str) -> str:
    """One clean line of bounded length; empty where no letter or digit is left to look for."""
    line = clean(clean(text)[:MAX_QUERY_LENGTH])
    return line if search_key(line) else ""
