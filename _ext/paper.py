"""The whole book as one PDF: `make pdf` prints the pages that `make book` built, in their order, as one long page.

Whatever leads from one page to another leads within the PDF, and the first page of the book leads to the PDF only once
it is there. The same pages give the same bytes: the two dates that Chromium writes are blotted out.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urldefrag

import yaml
from bs4 import BeautifulSoup, Tag
from page import STYLES
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
NAME = "scaling-laws-derived.pdf"
DATE = re.compile(rb"/(CreationDate|ModDate) \(D:[^)]*\)")
PLACE = re.compile(r"(<!-- paper -->).*?(<!-- /paper -->)", re.DOTALL)
REFERS = ("href", "xlink:href", "for", "aria-labelledby", "aria-describedby")


def pages() -> dict[str, list[str]]:
    """The pages by the parts of the book, in order; the first page is a part without a name."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    parts = {part["caption"]: [chapter["file"] for chapter in part["chapters"]] for part in toc["parts"]}
    return {"": [toc["root"]], **parts}


def key_of(page: str, anchor: str = "") -> str:
    """What a place is called where all pages are one."""
    return f"{page}--{anchor}".replace("/", "-") if anchor else page.replace("/", "-")


def article_of(page: str, built: Path, all_: set[str]) -> Tag:
    """What a page says, with names and references that hold among all pages."""
    whole = BeautifulSoup((built / f"{page}.html").read_text(encoding="utf-8"), "html.parser")
    article = whole.find("article")
    assert isinstance(article, Tag)
    for useless in article.find_all(["script", "template", "noscript"]):
        useless.decompose()
    for part in article.find_all(True):
        if "id" in part.attrs:
            part["id"] = key_of(page, str(part["id"]))
        for attribute in REFERS:
            if attribute in part.attrs:
                refer(part, attribute, page, all_)
        for attribute in ("clip-path", "style"):
            if attribute in part.attrs:
                part[attribute] = str(part[attribute]).replace("url(#", f"url(#{key_of(page, ' ').strip()}")
        if "src" in part.attrs:
            part["src"] = posixpath.normpath(posixpath.join(posixpath.dirname(page), str(part["src"])))
    article["id"] = key_of(page)
    return article


def refer(part: Tag, attribute: str, page: str, all_: set[str]) -> None:
    """Lead to the same place within the one page; what is no page of the book is led to no more."""
    value = str(part[attribute])
    if attribute not in ("href", "xlink:href"):
        part[attribute] = key_of(page, value)
    elif "://" not in value and not value.startswith("mailto:"):
        file, anchor = urldefrag(value)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), file)).removesuffix(".html")
        if not file or target in all_:
            part[attribute] = f"#{key_of(target if file else page, anchor)}"
        else:
            del part[attribute]


def whole(built: Path) -> str:
    """The book as one page: its first page, the contents, and all others."""
    parts = pages()
    all_ = {page for part in parts.values() for page in part}
    articles = {page: article_of(page, built, all_) for page in sorted(all_)}
    titles = {page: titled(article) for page, article in articles.items()}
    lines = {page: f'<li><a href="#{key_of(page)}">{titles[page]}</a></li>' for page in all_}
    (first,), *_ = parts.values()
    named = {name: its for name, its in parts.items() if name}
    contents = "".join(f"<h2>{name}</h2><ul>{''.join(map(lines.__getitem__, its))}</ul>" for name, its in named.items())
    chapters = "".join(str(articles[page]) for its in named.values() for page in its)
    styles = "".join(f'<link rel="stylesheet" href="_static/{style}">' for style in STYLES)
    return f"""<!DOCTYPE html>
<html lang="en" data-theme="light">
<head><meta charset="utf-8"><title>{titles[first]}</title>{styles}</head>
<body><main>{articles[first]}<nav class="pages"><h1>Contents</h1>{contents}</nav>{chapters}</main></body>
</html>"""


def titled(article: Tag) -> str:
    """The title of a page, with its number."""
    heading = article.find("h1")
    assert isinstance(heading, Tag)
    return "".join(text for text in heading.find_all(string=True) if text != "#").strip()


def printed(page: str, built: Path) -> bytes:
    """A page as PDF, by the Chromium that is here."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not chromium:
        raise SystemExit("make pdf prints with Chromium, which is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        sheet = browser.new_page()
        sheet.goto((built / "404.html").as_uri())  # from where styles and fonts are found
        sheet.set_content(page, wait_until="load", timeout=120_000)
        sheet.evaluate("document.fonts.ready")
        pdf = sheet.pdf(prefer_css_page_size=True, print_background=True, outline=True, tagged=True)
        browser.close()
    return DATE.sub(lambda date: b" " * len(date[0]), pdf)


def main(built: Path = ROOT / "_build" / "html") -> None:
    """Print the book, and lead to it from its first page."""
    (first,) = pages()[""]
    cover = built / f"{first}.html"
    pdf = printed(whole(built), built)
    (built / NAME).write_bytes(pdf)
    link = f'<p>The whole book is also <a href="{NAME}">one PDF</a> ({len(pdf) / 1e6:.1f} MB), for paper.</p>'
    cover.write_text(PLACE.sub(rf"\1{link}\2", cover.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
