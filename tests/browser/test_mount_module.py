"""The one wrapper around every page: mounted once, told of what comes later, and honest when it fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).parents[1] / "js"))
import timeline_collection as harness

#: A page that writes down what happens to it; ``steps`` says what Streamlit does.
RUN = """async ([steps, fails]) => {
  const { mountOnce } = await import('/assets/core/mount.js');
  const seen = [];
  const call = (data) => ({ data, parentElement, setTriggerValue() {} });
  const parentElement = document.createElement('div');
  const component = mountOnce(async ({ data }) => {
    seen.push(`mount ${data}`);
    if (fails) throw new Error('no map');
    return { update: (next) => seen.push(`update ${next}`), destroy: () => seen.push('destroy') };
  });
  let cleanup;
  for (const step of steps) {
    if (step === 'end') cleanup();
    else cleanup = component(call(step));
    await new Promise(requestAnimationFrame);
  }
  return [seen, parentElement.textContent];
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    server, url = harness.serve()
    opened = browser.new_page()
    opened.goto(url)
    opened.locator("html[data-ready]").first.wait_for()
    yield opened
    opened.close()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("steps", "seen"),
    [
        (["a", "b", "end"], ["mount a", "update b", "destroy"]),
        (["a", "end", "b"], ["mount a", "destroy", "mount b"]),
    ],
    ids=["a later run updates", "after its end it is mounted anew"],
)
def test_a_page_is_mounted_once(page: Page, steps: list[str], seen: list[str]) -> None:
    assert page.evaluate(RUN, [steps, False]) == [seen, ""]


def test_a_page_that_cannot_start_says_so(page: Page) -> None:
    seen, text = page.evaluate(RUN, [["a", "b", "end"], True])
    assert seen == ["mount a"]
    assert text == "geodash could not start: no map"


def test_a_page_told_anew_listens_to_the_same_window(page: Page) -> None:
    """A widget that began to listen to the media of the first telling can stop after a later one."""
    same = """async () => {
      const { contextOf } = await import('/assets/core/context.js');
      const [one, other] = [1, 2].map((version) => contextOf({ api: 'api/', first: { version } }));
      return [one.phone === other.phone, one.reducedMotion === other.reducedMotion, other.version];
    }"""
    assert page.evaluate(same) == [True, True, 2]
