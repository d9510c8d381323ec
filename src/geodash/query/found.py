"""Why a search for words finds nothing: a bare zero would read as a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from geodash.query.text import document, matches, patterns
from geodash.query.vocabulary import Vocabulary
from geodash.words.numbers import number_of, plural
from geodash.words.texts import shortened

_SHOWN = 44


class ArticleTexts:
    """The whole texts of articles, folded when first asked for."""

    def __init__(self, bodies: Mapping[str, str]) -> None:
        self._bodies = bodies

    @cached_property
    def folded(self) -> list[str]:
        """Each text as :func:`geodash.query.text.document` has it."""
        # A paragraph is a text of its own: no phrase runs from one into the next.
        return [document(body.split("\n\n")) for body in self._bodies.values()]

    def holding(self, groups: Iterable[tuple[str, ...]]) -> int:
        """Articles whose text answers a query's ``patterns``."""
        wanted = list(groups)
        return sum(matches(text, wanted) for text in self.folded)


def not_found(query: str, elsewhere: int, texts: ArticleTexts, vocabulary: Vocabulary) -> str:
    """A sentence for a view in which no event has the words of ``query``.

    ``elsewhere`` is how many have them under no other part of the filter.
    """
    groups = list(patterns(query, vocabulary.variants))
    said = f"“{shortened(query.strip('“”'), _SHOWN)}”"
    if elsewhere:
        verb = plural(elsewhere, "has", "have")
        return f"{number_of(elsewhere, 'event')} outside this view {verb} {said}."
    words = plural(len(groups), "a word that begins with", "words that begin with")
    nowhere = f"No title and no quoted passage has {words} {said}"
    articles = texts.holding(groups)
    if not articles:
        return f"{nowhere}, and no article has."
    verb = plural(articles, "has", "have")
    return f"{nowhere}; {number_of(articles, 'article')} {verb}, where no event is coded."
