"""The bundler: our forms of import and export become one script that does the same; others are refused."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright._impl._driver import compute_driver_executable

from geodash.views.bundle import (
    BundleError,
    bundle,
    bundled_module,
    bundled_sheet,
    inline_json,
    reader,
    script_hash,
)
from geodash.views.map import PRESENT, map_module
from geodash.web.modules import whole
from geodash.web.pages import COMPONENTS

#: The machine's own, or the one that Playwright brings along: the tests need Python alone.
NODE = shutil.which("node") or str(compute_driver_executable()[0])
ASSETS = Path(__file__).resolve().parents[1] / "src" / "geodash" / "assets"

ENTRY = """// the entry
import { one, two as second } from './lib/a.js';
import * as all from './lib/a.js';
import main from './lib/b.js';
import './side.js';
import {
  Thing,
} from './lib/c.js';
globalThis.out = [one, second(), all.three.join(''), main(2), new Thing().name, globalThis.side];
"""
FILES = {
    "e.js": ENTRY,
    "side.js": "globalThis.side = 'done';\n",
    "lib/a.js": (
        "export const one = 1;\nexport function two() {\n  return 2;\n}\n"
        "const hidden = ['t', 'h'];\nexport { hidden as three };\n"
    ),
    "lib/b.js": "import { one } from './a.js';\nexport default function (n) {\n  return n + one;\n}\n",
    "lib/c.js": "import '../side.js';\nexport class Thing {\n  name = 'c';\n}\nexport async function later() {}\n",
}


def read_of(files: dict[str, str]):
    return reader(Path("nowhere"), files)


def run(script: str) -> object:
    code = f"{script}\nconsole.log(JSON.stringify(globalThis.out));"
    done = subprocess.run([NODE, "-e", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_every_form_that_we_use_does_what_it_did() -> None:
    assert run(bundle("e.js", read_of(FILES))) == [1, 2, "th", 3, "c", "done"]


def test_modules_run_once_and_in_order() -> None:
    files = {
        "e.js": "import './a.js';\nimport './b.js';\nglobalThis.out.push('e');\n",
        "a.js": "import './c.js';\nglobalThis.out.push('a');\n",
        "b.js": "import './c.js';\nglobalThis.out.push('b');\n",
        "c.js": "globalThis.out = ['c'];\n",
    }
    assert run(bundle("e.js", read_of(files))) == ["c", "a", "b", "e"]


def test_names_of_modules_do_not_meet() -> None:
    files = {
        "e.js": "import { x } from './a.js';\nimport { x as y } from './b.js';\nglobalThis.out = [x, y];\n",
        "a.js": "const own = 1;\nexport const x = own;\n",
        "b.js": "const own = 2;\nexport const x = own;\n",
    }
    assert run(bundle("e.js", read_of(files))) == [1, 2]


def test_a_module_has_its_own_default_and_may_import_while_it_runs() -> None:
    files = {
        "e.js": "import { two } from './a.js';\nexport default two(21);\n",
        "a.js": "export const here = () => import.meta.url;\nexport const two = (n) => n * 2;\n",
    }
    script, order = bundled_module("e.js", read_of(files))
    assert order == ["a.js", "e.js"]
    code = f"{script}\nconsole.log($[0].two(1), $[1].default, $[0].here().slice(0, 5));"
    command = [NODE, "--input-type=module", "-e", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "42", "file:"]


def test_a_comment_ends_where_it_ends() -> None:
    source = "/** one */ const a = 1;\nconst b = 2;\n/** two ** */\nglobalThis.out = [a, b];\n"
    assert run(bundle("e.js", read_of({"e.js": source}))) == [1, 2]


@pytest.mark.parametrize("page", sorted(set(COMPONENTS.values())))
def test_the_one_file_of_a_page_is_a_script(page: str, tmp_path: Path) -> None:
    script = tmp_path / "page.mjs"
    script.write_bytes(whole(f"{page}.js").text)
    subprocess.run([NODE, "--check", script], check=True)


def test_sheets_stand_where_they_are_imported() -> None:
    files = {
        "e.css": "@import url('./core/a.css');\n@import url('./b.css');\n.e {}\n",
        "core/a.css": "@import url('../b.css');\n.a {}\n",
        "b.css": ".b {}\n",
    }
    sheet, order = bundled_sheet("e.css", read_of(files))
    assert sheet.split() == [".b", "{}", ".a", "{}", ".b", "{}", ".e", "{}"]
    assert order == ["e.css", "core/a.css", "b.css", "b.css"]


@pytest.mark.parametrize(
    "source",
    [
        "export let x = 1;",
        "export var x = 1;",
        "export const { x } = y;",
        "export * from './a.js';",
        "export { x } from './a.js';",
        "import a, { b } from './a.js';",
        "import x from './a.json' with { type: 'json' };",
        "const a = await import('./a.js');",
        "const a = import.meta.url;",
        "import { a } from 'somewhere';",
        "import { a } from '../outside.js';",
        "import { a, default } from './a.js' // and so on;",
        "import { a like b } from './a.js';",
    ],
)
def test_what_it_does_not_understand_is_refused(source: str) -> None:
    with pytest.raises(BundleError):
        bundle("e.js", read_of({"e.js": f"{source}\n", "a.js": "export const a = 1;\n"}))


def test_a_missing_module_is_named() -> None:
    with pytest.raises(BundleError, match=r"lib/none\.js"):
        bundle("e.js", read_of({"e.js": "import './lib/none.js';\n"}))


def test_a_comment_before_code_on_its_line_takes_nothing_along() -> None:
    source = (
        "export default function run(at) {\n  /** @type {A} */ (at).click();\n  return 1;\n}\n"
        "/** Of its own lines.\n * It goes. */\nconst last = 2;\n"
    )
    made = bundle("a.js", {"a.js": source}.__getitem__)
    assert "(at).click();" in made and "return 1;" in made and "const last = 2;" in made
    assert "It goes" not in made


def test_modules_that_import_each_other_are_refused_with_the_way() -> None:
    files = {
        "e.js": "import './a.js';\n",
        "a.js": "import './b.js';\n",
        "b.js": "import './a.js';\n",
    }
    with pytest.raises(BundleError, match=r"e\.js → a\.js → b\.js → a\.js"):
        bundle("e.js", read_of(files))


@pytest.mark.parametrize("text", ["</script>", "</SCRIPT ", "<!-- -->"])
def test_nothing_in_it_ends_the_script(text: str) -> None:
    with pytest.raises(BundleError):
        bundle("e.js", read_of({"e.js": f"const a = '{text}';\n"}))


def test_the_show_itself_is_bundled_with_all_that_it_imports() -> None:
    script = bundle("show/show.js", reader(ASSETS, {"show/folium_map.js": map_module(PRESENT)}))
    for name in ("vendor/leaflet.js", "map/events.js", "show/presenter.js", "show/folium_map.js"):
        assert f"// {name}\n" in script
    assert script_hash(script).startswith("'sha256-")
    assert script == bundle(
        "show/show.js", reader(ASSETS, {"show/folium_map.js": map_module(PRESENT)})
    )


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_comes_back_whole_and_never_ends_its_element(value: object) -> None:
    try:
        text = inline_json(value)
        text.encode()
    except (UnicodeEncodeError, ValueError):
        return  # lone surrogates are in no file that was read as UTF-8
    assert "<" not in text
    assert json.loads(text) == value
