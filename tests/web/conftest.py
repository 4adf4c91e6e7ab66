"""The built book, served as readers meet it, and a browser that can reach nothing else."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.required import lacking

BOOK = Path(os.environ.get("BUILT", Path(__file__).parents[2] / "_build" / "html"))
PAGES = sorted(
    str(p.relative_to(BOOK)) for p in BOOK.rglob("*.html") if "_static" not in p.parts and p.name != "index.html"
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Show the book's own page for what is missing, as hosts of static pages do."""
        said = (BOOK / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `name` runs once for each page of the book, those of one page by one process."""
    if "name" in metafunc.fixturenames:
        assert PAGES, f"there is no book at {BOOK}: run make book first"
        pages = [pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in PAGES]
        metafunc.parametrize("name", pages, scope="module")


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of the book."""
    with ThreadingHTTPServer(("localhost", 0), functools.partial(Quiet, directory=str(BOOK))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests."""
    from playwright.sync_api import sync_playwright

    if not (chromium := shutil.which("chromium")):
        lacking("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opener(served: str, browser: Any) -> Iterator[Callable[..., Any]]:
    """Open pages of the book; nothing may come from elsewhere, be missing, or go wrong in a script."""
    contexts: list[Any] = []
    wrong: list[str] = []

    def open_(name: str, width: int = 1280, theme: str = "light") -> Any:
        context = browser.new_context(base_url=served, viewport={"width": width, "height": 900}, color_scheme=theme)
        contexts.append(context)
        page = context.new_page()
        page.got = []

        def route(route: Any) -> None:
            if route.request.url.startswith((served, "data:", "blob:")):
                route.continue_()
            else:
                wrong.append(f"asked {route.request.url}")
                route.abort()

        context.route("**/*", route)
        page.on("response", lambda response: page.got.append(response))
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"/{name}", wait_until="networkidle")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def open_page(served: str, browser: Any) -> Iterator[Callable[..., Any]]:
    """What opens pages for one test."""
    with opener(served, browser) as open_:
        yield open_


@pytest.fixture(scope="module")
def opened(served: str, browser: Any, name: str) -> Iterator[Any]:
    """A page on a phone, opened once for all tests that look at it and leave it as it is."""
    with opener(served, browser) as open_:
        yield open_(name, 412)
