"""An editor signs in at a provider, edits, and is told when the sign-in has ended; once, from end to end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from collection_kit import make
from login_kit import secrets
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page, expect

ANN = {"email": "ann@example.org", "email_verified": True, "name": "Ann From Elsewhere"}
#: Another site: a form and a script that would take up an article here.
EVIL = """<form method=post action="{api}code/add"><input name=x></form><script>
const tries = [{{}}, {{mode: 'no-cors'}}, {{credentials: 'include'}}].map((how) =>
  fetch("{api}code/add", {{method: 'POST', body: '{{}}', ...how}}).then((r) => r.type, () => 'refused'));
Promise.all(tries).then((all) => {{ document.title = all.join(' ') || 'none'; }});
</script>"""


def test_the_way_in_and_out(
    browser: Browser, serve: Callable[..., str], tmp_path_factory: Callable
) -> None:
    folder = make(tmp_path_factory.mktemp("login"))
    (folder / ".streamlit").mkdir()
    file = folder / ".streamlit" / "secrets.toml"
    users = [User(sub="ann", claims=ANN)]
    with run_server_in_thread(user_claims=users) as provider:
        metadata = f"http://localhost:{provider.server_port}/.well-known/openid-configuration"
        file.write_text(secrets(origin="http://geo.localhost:{port}", metadata=metadata))
        base = serve(folder, "--edit", "--host-name", "geo.localhost")
        base = base.replace("localhost", "geo.localhost")
        with browser.new_context(viewport={"width": 1366, "height": 650}) as context:
            page = context.new_page()
            page.set_default_timeout(30_000)
            _walk(page, base, folder)


def _sign_in(page: Page, sub: str) -> None:
    page.locator(".gd-who").get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=sub, exact=True).click()


def _walk(page: Page, base: str, folder: Path) -> None:
    page.goto(f"{base}/code?read=road")
    expect(page.locator(".gd-closed")).to_contain_text("This page is for editors.")
    assert page.locator(".gd-pages a").all_inner_texts()[-2:] == ["Present", "About the data"]
    _sign_in(page, "ann")
    # Back where one was, under the name that the list of editors has.
    page.locator(".gd-cb").wait_for()
    assert page.url == f"{base}/code?read=road"
    expect(page.locator(".gd-who")).to_contain_text("Signed in as Ann Example")
    cookie = next(c for c in page.context.cookies() if c["name"] == "_streamlit_user")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    _foreign(page, base, folder)
    # Signed out in another tab: a line says so, and the way back in leaves the work where it is.
    other = page.context.new_page()
    other.goto(f"{base}/about")
    other.get_by_role("link", name="Sign out").click()
    other.wait_for_url("**/end_session**")
    line = page.locator(".gd-signed-out")
    page.keyboard.press("n")
    expect(line).to_contain_text("Nothing was changed, and a draft is safe.")
    with page.context.expect_page() as opened:
        line.get_by_role("link", name="Sign in").click()
    opened.value.get_by_role("button", name="ann", exact=True).click()
    opened.value.locator(".gd-cb").wait_for()
    page.evaluate("dispatchEvent(new Event('focus'))")  # back in the first tab
    expect(line).to_have_count(0)


def _foreign(page: Page, base: str, folder: Path) -> None:
    before = sorted(p.name for p in (folder / "articles").iterdir())
    evil = page.context.new_page()
    evil.route("http://evil.example/", lambda r: r.fulfill(content_type="text/html", body=EVIL.format(api=f"{base}/api/")))  # fmt: skip
    evil.goto("http://evil.example/")
    evil.wait_for_function("document.title")
    assert set(evil.title().split()) <= {"refused", "opaque"}
    with evil.expect_navigation() as moved:
        evil.evaluate("document.forms[0].submit()")
    assert moved.value is not None and moved.value.status == 403
    evil.close()
    assert sorted(p.name for p in (folder / "articles").iterdir()) == before
