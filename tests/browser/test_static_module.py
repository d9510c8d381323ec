"""What the browser answers where there is no server, against the store: every key of whole answers, for random filters."""

from __future__ import annotations

import copy
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parents[1] / "js"))
import timeline_collection as harness
from shipped_sample import site
from static_vectors import FOLDED, crowded, files_of, vectors
from store_sample import AREAS, ARTICLES, GAZETTEER, SAMPLE, random_collection, store_of_sample
from tries import tries

from geodash.domain.model import Collection
from geodash.geo.searched import search_words
from geodash.query import Store
from geodash.views.payload import PayloadBuilder

#: Answers all vectors of a collection and tells where the first answers differ that do.
COMPARE = """async (text) => {
  const { files, asked } = JSON.parse(text);
  const { tell } = await import('/assets/core/told.js');
  const { createAnswers } = await import('/assets/static/answer.js');
  tell(files.told);
  const answer = createAnswers(files.query, files.events, async () => files.texts);
  function differing(a, b, path) {
    if (a === b) return [];
    if (!a || !b || typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return [[path, a, b]];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => differing(a[key], b[key], `${path}.${key}`));
  }
  const found = [];
  for (const [search, wanted] of asked) {
    const got = JSON.parse(JSON.stringify(await answer(`?${search}`)));
    const first = differing(got, wanted, '')[0];
    if (first) found.push([search, ...first]);
  }
  return found.slice(0, 5);
}"""
FOLD = """async ([rules, texts]) => {
  const { createFolding } = await import('/assets/static/folding.js');
  const words = createFolding(rules);
  return texts.map(words);
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that only lends its script engine."""
    server, url = harness.serve()
    opened = browser.new_page()
    opened.goto(url)
    opened.locator("html[data-ready]").first.wait_for()
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


def made(collection: Collection) -> PayloadBuilder:
    return PayloadBuilder(Store(collection, GAZETTEER, AREAS), collection.articles)


def compared(page: Page, payloads: PayloadBuilder, n: int, collection: Collection) -> list[Any]:
    files = files_of(payloads, collection)
    return answered(page, files, list(vectors(payloads, files, random.Random(13), n)))


def answered(page: Page, files: dict[str, Any], asked: list[Any]) -> list[Any]:
    # As one text: what else is handed over is taken apart piece by piece.
    found: list[Any] = page.evaluate(COMPARE, json.dumps({"files": files, "asked": asked}))
    return found


def test_of_the_shipped_collection_every_answer_is_the_same(page: Page) -> None:
    assert compared(page, site().payloads, tries(36), site().collection) == []


@pytest.mark.parametrize("collection", [random_collection(7, 300), crowded(7, 320)], ids=["wholes", "crowded"])  # fmt: skip
def test_of_made_collections_too(page: Page, collection: Collection) -> None:
    assert compared(page, made(collection), tries(36), collection) == []


def test_a_small_difference_is_seen(page: Page) -> None:
    payloads = PayloadBuilder(store_of_sample(), ARTICLES)
    files = files_of(payloads, SAMPLE)
    asked = list(vectors(payloads, files, random.Random(1), 25))
    assert answered(page, files, asked) == []
    spoiled = copy.deepcopy(files)
    spoiled["query"]["lists"]["statuses"][1]["events"].pop()
    assert answered(page, spoiled, asked)


def test_words_are_folded_as_python_folds_them(page: Page) -> None:
    """Every letter of the scripts that articles are written in."""
    payloads = PayloadBuilder(store_of_sample(), ARTICLES)
    rules = files_of(payloads)["query"]["searching"]
    found = page.evaluate(FOLD, [rules, FOLDED])
    wanted = [search_words(text) for text in FOLDED]
    differing = [(t, a, b) for t, a, b in zip(FOLDED, found, wanted, strict=True) if a != b]
    assert differing == []
