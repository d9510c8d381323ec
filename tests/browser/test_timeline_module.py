"""The timeline on a page of its own: scale, marks, brush, keyboard, dates, without a server behind."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from access import violations  # type: ignore[import-not-found]
from hypothesis import given, settings
from hypothesis import strategies as st
from labels import CROWDED  # type: ignore[import-not-found]
from playwright.sync_api import Browser, Page, expect
from tries import tries

sys.path.insert(0, str(Path(__file__).parents[1] / "js"))
import timeline_collection as harness

AUTUMN = {"from": "2022-08-01", "to": "2022-12-31"}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server, url = harness.serve()
    yield url
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """``opened(params, width=…, height=…, **context options)`` → the harness, drawn afresh."""
    pages: dict[str, Page] = {}

    def make(
        params: dict | None = None, *, width: int = 926, height: int = 137, **options: object
    ) -> Page:
        key = repr(sorted(options.items()))
        if key not in pages:
            page = browser.new_page(
                viewport={"width": 1500, "height": 400}, reduced_motion="reduce", **options
            )
            page.on("pageerror", lambda error: pytest.fail(str(error)))
            page.goto(address)
            page.locator("html[data-ready]").first.wait_for()
            pages[key] = page
        pages[key].mouse.move(5, 395)
        pages[key].evaluate("args => geo.reset(...args)", [params, width, height])
        return pages[key]

    yield make
    for page in pages.values():
        page.close()


@pytest.fixture(scope="module")
def modules(opened: Open) -> Page:
    """A page that only lends its script engine to the pure modules."""
    return opened()


def calls(page: Page, name: str) -> list:
    return [call[1:] for call in page.evaluate("geo.state.calls") if call[0] == name]


def marks(page: Page) -> list[dict]:
    """Name, centre and size of every mark, in the drawing's px."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.gd-tl-mark')].map((node) => {
          const [x, y] = node.style.transform.match(/-?[\\d.]+/g).map(Number);
          const shape = node.querySelector('.gd-mark-shape').getBoundingClientRect();
          return {x, y, name: node.getAttribute('aria-label'), size: shape.width};
        })"""
    )


def drag(page: Page, x0: float, x1: float, *, drop: bool = True) -> None:
    box = page.locator(".gd-tl-svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + x0, box["y"] + 88)
    page.mouse.down()
    page.mouse.move(box["x"] + (x0 + x1) / 2, box["y"] + 88)
    page.mouse.move(box["x"] + x1, box["y"] + 88)
    if drop:
        page.mouse.up()


# Scale --------------------------------------------------------------------------------------

SCALE = """async ([spans, domain, width]) => {
  const [{buildScale}, {ticksOf, labelBox}] = await Promise.all(['scale', 'ticks'].map((name) => import(`/assets/timeline/${name}.js`)));
  const scale = buildScale({spans: spans.map(([from, to]) => ({from, to})), domain, width, left: 0});
  const ticks = ticksOf(scale, width).filter((t) => t.text);
  return {
    segments: scale.segments, breaks: scale.breaks, domain: scale.domain,
    back: spans.map(([from]) => scale.day(scale.x(from + 0.5))),
    xs: spans.map(([from]) => scale.x(from + 0.5)),
    boxes: ticks.map(labelBox), texts: ticks.map((t) => t.text),
  };
}"""


@settings(max_examples=tries(40))
@given(
    spans=st.lists(
        st.tuples(st.integers(-20_000, 25_000), st.integers(1, 100)).map(
            lambda s: (s[0], s[0] + s[1])
        ),
        min_size=1,
        max_size=30,
    ),
    width=st.sampled_from([300, 374, 898, 1452]),
)
def test_the_scale_keeps_order_fits_its_width_and_can_be_read_back(
    modules: Page, spans: list[tuple[int, int]], width: int
) -> None:
    scale = modules.evaluate(SCALE, [spans, None, width])
    pieces = sorted(scale["segments"] + scale["breaks"], key=lambda p: p["from"])
    assert pieces[0]["x0"] == pytest.approx(0)
    assert pieces[-1]["x1"] == pytest.approx(width)
    for left, right in pairwise(pieces):
        assert left["to"] == right["from"]
        assert left["x1"] == pytest.approx(right["x0"])
    assert all(p["x1"] > p["x0"] for p in pieces)
    for (start, _), x, back in zip(spans, scale["xs"], scale["back"], strict=True):
        assert 0 <= x <= width
        assert back == pytest.approx(start + 0.5, abs=1e-3)
    boxes = sorted(scale["boxes"])
    assert all(a[1] < b[0] for a, b in pairwise(boxes)), scale["texts"]


def test_one_old_event_does_not_squash_the_rest(modules: Page) -> None:
    day = date(2022, 8, 1).toordinal() - date(1970, 1, 1).toordinal()
    spans = [(day - 1100, day - 1099), *((day + i, day + i + 1) for i in range(0, 150, 3))]
    scale = modules.evaluate(SCALE, [spans, None, 900])
    assert len(scale["breaks"]) == 1
    main = scale["segments"][-1]
    assert main["x1"] - main["x0"] > 700
    assert "July 2019" in scale["texts"]
    period = modules.evaluate(SCALE, [spans[1:], [day, day + 153], 900])
    assert period["texts"] == ["Aug 2022", "Sept", "Oct", "Nov", "Dec"]


def _days(*spans: tuple[date, date]) -> list[tuple[int, int]]:
    epoch = date(1970, 1, 1).toordinal()
    return [(a.toordinal() - epoch, b.toordinal() - epoch + 1) for a, b in spans]


def _years(*years: int, n: int = 1) -> list[tuple[int, int]]:
    return _days(*((date(y, 1, 1), date(y + n - 1, 12, 31)) for y in years))


def test_dates_known_to_the_year_have_an_axis_of_years(modules: Page) -> None:
    scale = modules.evaluate(SCALE, [_years(1912, 1913, 1915, 1921), None, 900])
    assert not scale["breaks"]
    assert set(scale["texts"]) <= {str(y) for y in range(1911, 1924)}
    assert {"1912", "1915", "1921"} <= set(scale["texts"])
    period = modules.evaluate(SCALE, [_years(1912, 1913), _years(1912, n=2)[0], 900])
    assert set(period["texts"]) == {"1912", "1913"}
    single = modules.evaluate(SCALE, [_years(373), None, 900])
    assert "373" in single["texts"] and set(single["texts"]) <= {"372", "373", "374"}
    (first, last), (segment,) = _years(373)[0], single["segments"]
    assert segment["core"] == [first, last]


@settings(max_examples=tries(30))
@given(
    years=st.lists(st.integers(100, 2990), min_size=1, max_size=25),
    n=st.sampled_from([1, 10, 100]),
    width=st.sampled_from([300, 898, 1452]),
)
def test_no_label_is_finer_than_years_where_only_years_are_known(
    modules: Page, years: list[int], n: int, width: int
) -> None:
    spans = _years(*(y // n * n for y in years), n=n)
    scale = modules.evaluate(SCALE, [spans, None, width])
    for text in scale["texts"]:
        assert all(part.isdigit() or part[:1] == "’" for part in text.split("–")), scale["texts"]
    for a, b in spans:
        assert any(s["from"] <= a and b <= s["to"] for s in scale["segments"])


def test_one_century_does_not_squash_the_days_and_is_no_day_itself(modules: Page) -> None:
    days = [(date(1998, 5, 1 + i),) * 2 for i in range(20)]
    alone = modules.evaluate(SCALE, [_days(*days) + _years(1801, n=100), None, 900])
    assert len(alone["breaks"]) == 1 and "1801–1900" in alone["texts"]
    assert alone["segments"][1]["x1"] - alone["segments"][1]["x0"] > 600
    beside = modules.evaluate(SCALE, [_days(*days) + _years(1901, n=100), None, 900])
    assert not beside["breaks"] and {"1901–98", "10"} <= set(beside["texts"])


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [((1899, 11, 1), (1901, 2, 1), "1899–1901"), ((373, 2, 1), (374, 2, 1), "373–374")],
)
def test_a_short_part_names_years_across_centuries_whole(
    modules: Page, first: tuple, last: tuple, words: str
) -> None:
    text = modules.evaluate(SCALE, [_days((date(*first), date(*last))), None, 80])["texts"]
    assert text == [words]


def test_a_short_part_that_runs_on_is_named_by_the_month_it_begins_with(modules: Page) -> None:
    """“’22” beside “Aug 2022” would read as two years."""
    autumn = [(date(2022, 8, 20 + i),) * 2 for i in range(10)]
    whole_year = (date(2022, 1, 1), date(2022, 12, 31))
    texts = modules.evaluate(SCALE, [_days(whole_year, *autumn), None, 600])["texts"]
    assert texts[0] == "Jan" and any(t.endswith("2022") for t in texts[1:]), texts
    assert not any(t in ("2022", "’22") for t in texts), texts


LINES = """async ([spans, width]) => {
  const [{layoutOf}, {toDay}] = await Promise.all([import('/assets/timeline/model.js'), import('/assets/core/dates.js')]);
  const events = spans.map(([a, b], i) => ({id: `e${i}`, kind: 'talks', date_start: a, date_end: b, date_kind: 'within', timed: true, date_open: false}));
  const data = {events, mode: 'events', timeline: {coverage: []}, denominators: {}};
  const model = layoutOf({params: {}, data}, {width, height: 137});
  return {
    bars: (model.bars ?? []).map((b) => [b.from, b.to, b.n]),
    lines: [...model.lines.values()].map((l) => ({...l, want: [model.scale.x(toDay(spans[+l.id.slice(1)][0])), model.scale.x(toDay(spans[+l.id.slice(1)][1]) + 1)]})),
  };
}"""


def test_the_line_of_a_year_is_as_long_as_the_year(modules: Page) -> None:
    spans = [[f"{y}-01-01", f"{y}-12-31"] for y in (1912, 1913, 1915, 1921)]
    lines = modules.evaluate(LINES, [spans, 926])["lines"]
    assert len(lines) == 4
    for line in lines:
        assert not line["faint"]
        assert [line["x0"], line["x1"]] == pytest.approx(line["want"])


def test_a_lone_far_event_leaves_the_room_to_the_others(modules: Page) -> None:
    autumn = [(date(2022, 9, 1 + i),) * 2 for i in range(14)]
    election = (date(2024, 5, 1), date(2024, 8, 1))
    first, last = modules.evaluate(SCALE, [_days(*autumn, election), None, 900])["segments"]
    assert last["x1"] - last["x0"] < 60 < 700 < first["x1"] - first["x0"]


def test_no_mark_stands_in_the_middle_of_what_is_not_known(opened: Open) -> None:
    """It stands where its line begins; a line ends where the date may end."""
    page = opened()
    off = page.evaluate(
        """() => [...document.querySelectorAll('.gd-tl-in-lines > g')].filter((g) => {
          const [x0, x1] = ['x1', 'x2'].map((k) => Number(g.firstChild.getAttribute(k)));
          const y = Number(g.firstChild.getAttribute('y1'));
          const marks = [...document.querySelectorAll('.gd-tl-mark')].map((m) => m.style.transform.match(/-?[\\d.]+/g).map(Number));
          return !marks.some(([x, my]) => Math.abs(my - y) < 2 && Math.abs(x - x0) < Math.min(50, (x1 - x0) / 2));
        }).length"""
    )
    assert off == 0
    assert page.locator(".gd-tl-in-lines > g").count() > 8


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [("0373-01-01", "0373-12-31", "373"), ("0373-07-02", "0373-07-02", "July 373"), ("0099-01-01", "0101-12-31", "99–101")],
)  # fmt: skip
def test_the_list_names_early_years_as_people_do(
    modules: Page, start: str, end: str, words: str
) -> None:
    script = """async ([a, b]) => (await import('/assets/panel/rows.js')).groupsOf(
      [{depth: 0, event: {date_start: a, date_end: b}}])[0].label"""
    assert modules.evaluate(script, [start, end]) == words


def test_many_events_of_one_year_are_one_bar(modules: Page) -> None:
    found = modules.evaluate(LINES, [[["1912-01-01", "1912-12-31"]] * 230, 926])
    assert [n for *_, n in found["bars"]] == [230]


# Marks ----------------------------------------------------------------------------------------


def shown_ids(page: Page) -> tuple[set[str], set[str]]:
    events = page.evaluate("geo.state.data.events")
    dated = {e["id"] for e in events if e["date_start"]}
    return dated, {e["id"] for e in events if set(e["members"]) & dated}


@pytest.mark.parametrize("size", [(926, 137), (1480, 168), (960, 150)])
@pytest.mark.parametrize("params", [None, AUTUMN, {"bg": "1"}])
def test_one_mark_per_dated_event_none_over_another(
    opened: Open, size: tuple[int, int], params: dict | None
) -> None:
    page = opened(params, width=size[0], height=size[1])
    drawn = marks(page)
    dated, umbrellas = shown_ids(page)
    assert len(umbrellas) == 1
    assert len(drawn) == len(dated - umbrellas)
    axis = float(page.locator(".gd-tl-axis").first.get_attribute("y1") or 0)
    for mark in drawn:
        assert 4 <= mark["x"] <= size[0] - 4
        assert 4 <= mark["y"] < axis
    for i, a in enumerate(drawn):
        for b in drawn[i + 1 :]:
            apart = max(abs(a["x"] - b["x"]), abs(a["y"] - b["y"]))
            assert apart >= 9, (a, b)


def test_breaks_coverage_and_counts_are_told(opened: Open) -> None:
    page = opened(width=1480, height=168)
    expect(page.locator(".gd-tl-gap").first).to_have_text("19 months,")
    expect(page.locator(".gd-tl-window")).to_have_count(len(harness.COVERAGE))
    expect(page.locator(".gd-tl-hidden")).to_have_text("2 undated in the list ·")
    expect(page.locator(".gd-tl-tray .gd-term")).to_have_text("5 background")
    about = page.locator("#gd-tl-about").inner_text()
    assert "2 undated" in about
    assert all(title in about for _, title, *_ in harness.COVERAGE)
    page.locator(".gd-tl-svg").hover(position={"x": 30, "y": 120})
    expect(page.locator(".gd-tl-tip")).to_contain_text("A Summer of Letters")
    name = page.get_by_role("listbox").get_attribute("aria-label")
    assert name == f"Timeline: {len(marks(page))} events, 5 June 2019 – 23 May 2023"


def test_a_new_answer_moves_the_nodes_it_keeps(opened: Open) -> None:
    page = opened()
    page.evaluate("window.before = [...document.querySelectorAll('.gd-tl-mark')]")
    page.evaluate("geo.state.setFilter({from: '2022-08-01'})")
    kept, made = page.evaluate(
        """() => { const now = [...document.querySelectorAll('.gd-tl-mark')];
        return [now.filter((n) => before.includes(n)).length, now.length]; }"""
    )
    assert 20 < kept == made < len(page.evaluate("before.map(() => 1)"))
    durations = page.evaluate(
        "[...document.querySelectorAll('.gd-tl-mark')].map((n) => getComputedStyle(n).transitionDuration)"
    )
    assert set(durations) <= {"0s", "0s, 0s"}


def test_many_events_become_bars_that_add_up(opened: Open) -> None:
    page = opened()
    page.evaluate(
        """() => { const all = geo.collection.events.filter((e) => e.date_start && !e.members.length);
        for (let i = 0; i < 3; i += 1)
          geo.collection.events.push(...all.map((e) => ({...e, id: `${e.id}-${i}`, umbrella: null})));
        geo.state.setFilter({}); }"""
    )
    expect(page.locator(".gd-tl-mark")).to_have_count(0)
    expect(page.locator(".gd-tl-unit")).to_have_text("a bar counts events")
    names = page.locator(".gd-tl-bar").evaluate_all("ns => ns.map(n => n.ariaLabel)")
    dated, umbrellas = shown_ids(page)
    counts = [int(name.split(": ")[1].split(" event")[0]) for name in names]
    assert sum(counts) == len(dated - umbrellas) > 220
    page.evaluate("geo.state.select('cc-0030')")
    expect(page.locator(".gd-tl-bar[aria-selected=true]")).to_have_count(1)
    page.locator(".gd-tl-bar").first.click()
    assert calls(page, "setFilter")[-1][0]["from"] <= "2019-06-05"


def test_bars_of_the_server_stand_in_for_events_that_do_not_travel(opened: Open) -> None:
    page = opened()
    page.evaluate(
        """() => { const data = {...geo.state.data, events: [], mode: 'clusters'};
        const bins = [['2022-08-01', '2022-08-31', {violence: 120.5}], ['2022-09-01', '2022-09-30', {}],
                      ['2022-10-01', '2022-10-31', {talks: 60, violence: 3}]];
        data.timeline = {...data.timeline, bins: bins.map(([from, to, kinds]) => ({from, to, kinds}))};
        geo.state.data = data; geo.state.emit('data', data); }"""
    )
    expect(page.get_by_role("option", name="1–31 Aug 2022: about 121 events")).to_have_count(1)
    expect(page.get_by_role("option", name="3 violence, 60 talks and support")).to_have_count(1)
    page.get_by_role("listbox").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert calls(page, "setFilter") == [[{"from": "2022-10-01", "to": "2022-10-31"}]]


def test_nothing_in_a_period_is_said_with_the_way_out(opened: Open) -> None:
    page = opened({"from": "2020-01-01", "to": "2020-06-30"})
    expect(page.locator(".gd-tl-empty")).to_contain_text("No events in this period.")
    page.get_by_role("button", name="All dates", exact=True).click()
    expect(page.locator(".gd-tl-empty")).to_be_hidden()
    assert len(marks(page)) > 80


# Selecting and stepping -----------------------------------------------------------------------


def test_click_selects_a_mark_and_empty_space_does_nothing(opened: Open) -> None:
    page = opened(AUTUMN)
    first = marks(page)[0]
    page.locator(".gd-tl-svg").click(position={"x": first["x"] + 5, "y": first["y"] + 5})
    [[selected, options]] = calls(page, "select")
    assert options["source"] == "timeline"
    title = page.evaluate("id => geo.state.byId(id).title", selected)
    assert title in page.locator(".gd-tl-mark[aria-selected=true]").get_attribute("aria-label")
    expect(page.locator(".gd-tl-bracket")).to_have_count(1)
    page.locator(".gd-tl-svg").click(position={"x": 620, "y": 20})
    assert len(calls(page, "select")) == 1
    assert calls(page, "setFilter") == []


def test_the_selected_day_has_a_hairline_to_its_flag_and_no_box(opened: Open) -> None:
    page = opened(AUTUMN)
    crowded = next(m for m in marks(page) if m["name"].startswith("13 September 2022, Event 20:"))
    page.evaluate(
        "name => geo.state.select(geo.collection.events.find((e) => name.includes(`, ${e.title}`)).id)",
        crowded["name"],
    )
    expect(page.locator(".gd-tl-column")).to_have_count(0)
    expect(page.locator(".gd-tl-flag")).to_have_text("13 Sept 2022")
    pole = page.locator(".gd-tl-pole").bounding_box()
    assert pole and pole["width"] <= 50
    flag = page.locator(".gd-tl-flag rect").bounding_box()
    assert (
        flag and flag["x"] <= pole["x"] + pole["width"] and pole["x"] <= flag["x"] + flag["width"]
    )


FLAG = """async ([from, to, kind, brief]) => {
  const [{datedItems}, {flagText}] = await Promise.all([import('/assets/timeline/layout.js'), import('/assets/timeline/axis.js')]);
  const [item] = datedItems([{id: 'a', kind: 'talks', date_start: from, date_end: to, date_kind: kind, timed: true, date_open: false}]);
  return flagText(item, {brief});
}"""


@pytest.mark.parametrize(
    ("start", "end", "words", "brief"),
    [
        ("2022-09-13", "2022-09-13", "13 Sept 2022", "13 Sept"),
        ("2022-09-13", "2022-09-30", "13–30 Sept 2022", "13–30 Sept"),
        ("2021-10-21", "2022-11-05", "21 Oct 2021 – 5 Nov 2022", "Oct 2021 – Nov 2022"),
        ("2021-01-01", "2022-12-31", "2021–2022", "2021–2022"),
        ("2022-01-01", "2022-12-31", "2022", "2022"),
    ],
)
def test_a_flag_is_as_precise_as_the_date(
    modules: Page, start: str, end: str, words: str, brief: str
) -> None:
    assert modules.evaluate(FLAG, [start, end, "within", False]) == words
    assert modules.evaluate(FLAG, [start, end, "within", True]) == brief


@pytest.mark.parametrize("size", [(926, 137), (986, 138), (1420, 168)])
@pytest.mark.parametrize("params", [None, AUTUMN])
def test_the_caption_belongs_to_the_strip(
    opened: Open, size: tuple[int, int], params: dict | None
) -> None:
    page = opened(params, width=size[0], height=size[1])
    caption = page.locator(".gd-tl-caption").bounding_box()
    assert caption
    bars = [bar.bounding_box() for bar in page.locator(".gd-tl-window").all()]
    ends = [end for bar in bars if bar for end in (bar["x"], bar["x"] + bar["width"])]
    near = [abs(e - c) for e in ends for c in (caption["x"], caption["x"] + caption["width"])]
    assert min(near) <= 12
    boxes = page.locator(".gd-tl-label:not([style*=hidden])").evaluate_all(
        "ns => ns.map((n) => n.getBoundingClientRect().toJSON())"
    )
    ink = caption["y"] + 4  # the line box begins above the letters
    for label in boxes:
        apart = label["right"] < caption["x"] or label["left"] > caption["x"] + caption["width"]
        assert apart or label["bottom"] - 3 <= ink, label


def test_relatives_under_one_umbrella_are_framed(opened: Open) -> None:
    page = opened(AUTUMN)
    member = page.evaluate("geo.collection.events.find((e) => e.umbrella)")
    page.evaluate("id => geo.state.select(id)", member["id"])
    expect(page.locator(".gd-tl-kin-frame")).to_have_count(2)
    page.evaluate("id => geo.state.select(id)", member["umbrella"])
    expect(page.locator(".gd-tl-kin-frame")).to_have_count(3)
    expect(page.locator(".gd-tl-bracket")).to_have_count(0)


def test_hover_is_heard_and_told(opened: Open) -> None:
    page = opened(AUTUMN)
    lone = next(m for m in marks(page) if m["name"].startswith("6 October 2022"))
    page.locator(".gd-tl-svg").hover(position={"x": lone["x"], "y": lone["y"]})
    assert page.evaluate("geo.state.byId(geo.state.hover[0]).date_label") == "6 October 2022"
    expect(page.locator(".gd-tl-tip")).to_be_visible()
    page.mouse.move(300, 350)
    assert page.evaluate("geo.state.hover") == []
    expect(page.locator(".gd-tl-tip")).to_be_hidden()
    page.evaluate("geo.state.setHover('cc-0001')")
    expect(page.locator(".gd-tl-lifted")).to_have_count(0)
    page.evaluate("id => geo.state.setHover(id)", page.evaluate("geo.state.data.events[3].id"))
    expect(page.locator(".gd-tl-lifted")).to_have_count(1)


def test_what_is_lit_stands_out_and_the_last_who_asked_is_heard(opened: Open) -> None:
    page = opened(AUTUMN)

    def lit() -> set[str]:
        return set(
            page.locator(".gd-tl-has-lit .gd-tl-mark.is-lit").evaluate_all(
                "marks => marks.map(m => m.dataset.event)"
            )
        )

    drawn = set(
        page.evaluate("[...document.querySelectorAll('.gd-tl-mark')].map(m => m.dataset.event)")
    )
    talks = set(
        page.evaluate("geo.state.data.events.filter(e => e.kind === 'talks').map(e => e.id)")
    )
    one = page.locator(".gd-tl-mark").first.get_attribute("data-event")
    page.evaluate("id => geo.state.setLit('search', {ids: new Set([id])})", one)
    assert lit() == {one}
    page.evaluate("geo.state.setLit('legend', {kind: 'talks'})")
    assert lit() == talks & drawn != drawn
    dim = page.locator(".gd-tl-mark:not(.is-lit)").first
    assert float(dim.evaluate("m => getComputedStyle(m).opacity")) < 0.5
    page.evaluate("geo.state.setLit('legend', null)")
    assert lit() == {one}
    page.evaluate("geo.state.setLit('search', null)")
    expect(page.locator(".gd-tl-has-lit")).to_have_count(0)


def test_the_tip_stands_clear_of_the_timeline_and_goes_in_time(opened: Open) -> None:
    page = opened(AUTUMN)
    page.evaluate("geo.band.style.marginTop = '200px'")
    tip = page.locator(".gd-tl-tip")
    svg = page.locator(".gd-tl-svg")
    first, second = (
        next(m for m in marks(page) if m["name"].startswith(day))
        for day in ("6 October 2022", "20 Oct 2022")
    )

    def hover(mark: dict) -> None:
        svg.hover(position={"x": mark["x"], "y": mark["y"]})
        expect(tip).to_be_visible()

    hover(first)
    box, band = tip.bounding_box(), page.locator(".gd-tl").bounding_box()
    assert box and band and box["y"] + box["height"] <= band["y"]
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    hover(second)
    svg.click(position={"x": second["x"], "y": second["y"]})
    expect(tip).to_be_hidden()
    svg.hover(position={"x": second["x"] + 1, "y": second["y"]})
    expect(tip).to_be_hidden()
    hover(first)
    page.evaluate("geo.state.select(null)")
    expect(tip).to_be_hidden()
    page.evaluate("geo.band.style.marginTop = ''")


def test_keyboard_steps_in_time_order_from_one_tab_stop(opened: Open) -> None:
    page = opened(AUTUMN)
    box = page.get_by_role("listbox")
    box.focus()
    active = "document.getElementById(document.querySelector('[role=listbox]').getAttribute('aria-activedescendant')).ariaLabel"
    names = [m["name"] for m in marks(page)]
    assert page.evaluate(active) == names[0]
    for key, at in [
        ("ArrowRight", 0),
        ("ArrowRight", 1),
        ("ArrowLeft", 0),
        ("End", -1),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(active) == names[at], key
    modes = [options["mode"] for _, options in calls(page, "select")]
    assert modes == ["push", "replace", "replace", "replace", "replace"]
    page.keyboard.press("Escape")
    assert page.evaluate("geo.state.event") is None
    expect(page.locator(".gd-tl-mark[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("Enter")
    assert page.evaluate("geo.state.event") is not None
    stops = "[...document.querySelectorAll('.gd-tl-plot [tabindex=\"0\"]')].length"
    assert page.evaluate(stops) == 1


# The period -----------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "UTC", "Asia/Yerevan", "Pacific/Apia"])
def test_a_drag_means_the_same_days_everywhere(opened: Open, zone: str) -> None:
    page = opened(AUTUMN, timezone_id=zone)
    drag(page, 300, 500)
    [[period]] = calls(page, "setFilter")
    assert period == {"from": "2022-09-10", "to": "2022-10-23"}
    assert page.get_by_label("From date").input_value() == "10 Sept 2022"
    expect(page.locator(".gd-tl-label").first).to_have_text("12 Sept 2022")


def test_escape_cancels_a_drag(opened: Open) -> None:
    page = opened(AUTUMN)
    drag(page, 500, 300, drop=False)
    expect(page.locator(".gd-tl-in-brush .gd-tl-flag")).to_have_count(2)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator(".gd-tl-band")).to_have_count(0)
    assert calls(page, "setFilter") == calls(page, "select") == []


def test_touch_drags_a_period_too(opened: Open) -> None:
    page = opened(AUTUMN, has_touch=True)
    client = page.context.new_cdp_session(page)
    for kind, x in [("touchStart", 300), ("touchMove", 400), ("touchMove", 500), ("touchEnd", 0)]:
        points = [] if kind == "touchEnd" else [{"x": x, "y": 117}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.wait_for_function("geo.state.calls.length > 0")
    assert calls(page, "setFilter") == [[{"from": "2022-09-10", "to": "2022-10-23"}]]


def test_where_the_undated_are_is_said(opened: Open) -> None:
    page = opened(AUTUMN)
    expect(page.locator(".gd-tl-hidden")).to_contain_text("2 undated left out")
    page.get_by_role("button", name="all dates", exact=True).click()
    expect(page.locator(".gd-tl-hidden")).to_contain_text("2 undated in the list")


def test_chips_open_either_end_and_all_dates_both(opened: Open) -> None:
    page = opened(AUTUMN)
    before = page.evaluate("geo.state.data.timeline.before")
    page.get_by_role("button", name=f"{before} earlier").click()
    assert page.evaluate("geo.state.params") == {"to": "2022-12-31"}
    expect(page.locator(".gd-tl-before")).to_have_count(0)
    expect(page.locator(".gd-tl-after")).to_have_text("2 later ›")
    page.get_by_role("button", name="all dates", exact=True).click()
    assert page.evaluate("geo.state.params") == {}
    expect(page.get_by_role("button", name="all dates", exact=True)).to_be_hidden()


def test_dates_can_be_typed_and_errors_are_clear(opened: Open) -> None:
    page = opened()
    start, end = page.get_by_label("From date"), page.get_by_label("To date")
    assert start.get_attribute("placeholder") == "5 June 2019"
    start.fill("Sept 2022")
    start.press("Enter")
    assert page.evaluate("geo.state.params") == {"from": "2022-09-01"}
    end.fill("31/12/22")
    end.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("“31/12/22” is not a date")
    expect(end).to_have_attribute("aria-invalid", "true")
    end.fill("Aug 2022")
    end.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("1 Sept 2022, is after the last, 31 Aug 2022")
    end.press("Escape")
    expect(page.get_by_role("alert")).to_be_hidden()
    end.fill("2022")
    end.press("Tab")
    assert page.evaluate("geo.state.params") == {"from": "2022-09-01", "to": "2022-12-31"}


def test_background_is_shown_and_hidden(opened: Open) -> None:
    page = opened()
    count = len(marks(page))
    page.get_by_role("button", name="Show 5 background events").click()
    assert len(marks(page)) == count + 5
    page.get_by_role("button", name="Hide 5 background events").click()
    assert page.evaluate("geo.state.params") == {}


# Everywhere -----------------------------------------------------------------------------------


def test_the_phone_has_the_drawing_alone(opened: Open) -> None:
    page = opened(AUTUMN, width=390, height=45)
    expect(page.locator(".gd-tl-head")).to_be_hidden()
    expect(page.locator(".gd-tl-label").first).to_be_visible()
    assert page.locator(".gd-tl-chip").evaluate_all(
        "ns => ns.every(n => n.getBoundingClientRect().height >= 24)"
    )
    assert page.evaluate("geo.band.scrollWidth <= 390 && geo.band.scrollHeight <= 45")


@pytest.mark.parametrize("width", [390, 465, 926, 1420])
@pytest.mark.parametrize("params", [None, AUTUMN])
def test_no_label_and_no_tip_is_cut(opened: Open, width: int, params: dict | None) -> None:
    page = opened(params, width=width, height=137)
    assert page.evaluate(CROWDED, ".gd-tl-label") == []
    drawn = marks(page)
    for mark in (drawn[-1], drawn[0]):
        page.locator(".gd-tl-svg").hover(position={"x": mark["x"], "y": mark["y"]})
        tip = page.locator(".gd-tl-tip")
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        assert box and box["x"] >= 0 and box["width"] > 120 and box["x"] + box["width"] <= 1500


def test_a_flag_leaves_the_phone_its_months(opened: Open) -> None:
    page = opened(AUTUMN, width=390, height=45)
    seen = page.evaluate(
        """() => geo.state.data.events.filter((e) => e.date_start).map((e) => {
          geo.state.select(e.id);
          const labels = [...document.querySelectorAll('.gd-tl-label')].filter((n) => n.style.visibility !== 'hidden');
          return [document.querySelector('.gd-tl-flag')?.textContent, labels.map((n) => n.textContent)];
        })"""
    )
    flags = [(flag, left) for flag, left in seen if flag]
    assert len(flags) > 30
    for flag, left in flags:
        assert len(left) >= (3 if len(flag) < 9 else 2), flag
        assert any("20" in text for text in [*left, flag]), flag


def test_text_from_data_stays_text(opened: Open) -> None:
    page = opened()
    hostile = "<img src=x onerror=alert(1)>\u202e{{x}}\"'" + "long " * 2000
    page.evaluate(
        """(text) => { const e = geo.collection.events.find((x) => x.date_start && !x.background); e.title = text; e.date_label = text;
        e.id = 'a b"<x>'; geo.collection.coverage[0].title = text; geo.state.setFilter({});
        geo.state.select(e.id); }""",
        hostile,
    )
    expect(page.locator(".gd-tl-mark[aria-selected=true]")).to_have_count(1)
    page.evaluate("geo.state.select(null)")
    page.get_by_role("listbox").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".gd-tl-tip")).to_contain_text("<img src=x")
    assert page.locator(".gd-tl img").count() == 0
    tip = page.locator(".gd-tl-tip").bounding_box()
    assert tip and tip["width"] <= 330 and tip["height"] <= 400


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(opened: Open, scheme: str) -> None:
    page = opened(AUTUMN, color_scheme=scheme)
    page.evaluate(f"document.documentElement.className = '{scheme}'")
    page.evaluate("geo.state.select(geo.state.data.events[2].id)")
    assert violations(page) == []
