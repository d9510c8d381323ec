"""The map of a notebook opens from a file without a network, and a press tells what its mark stands for."""

from __future__ import annotations

from pathlib import Path

import folium
from playwright.sync_api import Browser, expect
from windows import ROOT  # type: ignore[import-not-found]

import geodash


def test_a_map_from_a_file_needs_no_network(browser: Browser, tmp_path: Path) -> None:
    c = geodash.open(ROOT)
    m = c.map("from=2022-09-12&to=2022-09-14&kind=violence")
    folium.Marker((41.7, 44.8), popup="<b>mine</b>", icon=folium.DivIcon(html="own")).add_to(m)
    m.save(tmp_path / "map.html")
    context = browser.new_context(viewport={"width": 1000, "height": 600}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda line: asked.append(line.text))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto((tmp_path / "map.html").as_uri())
    page.wait_for_selector(".folium-map[data-ready]")
    mark = page.locator(".gd-mark").last
    mark.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".nb-popup")
    quotes = c.mentions("from=2022-09-12&to=2022-09-14&kind=violence").quote
    expect(popup.locator("blockquote mark").first).to_be_visible()
    told = [t.strip() for t in popup.locator("blockquote mark").all_text_contents()]
    assert told and all(any(t in q for q in quotes) for t in told)
    assert popup.locator(".nb-many").count() == (popup.locator(".nb-event").count() > 1)
    # It stands clear of what is over the map.
    box, legend = popup.bounding_box(), page.locator(".nb-legend").bounding_box()
    assert box and legend and box["x"] >= legend["x"] + legend["width"]
    page.get_by_text("own", exact=True).click()
    expect(page.get_by_text("mine", exact=True)).to_be_visible()
    page.locator(".leaflet-control-layers").hover()
    page.get_by_role("checkbox", name="Events", exact=True).uncheck()
    expect(mark).to_be_hidden()
    assert asked == [(tmp_path / "map.html").as_uri()]
    context.close()
