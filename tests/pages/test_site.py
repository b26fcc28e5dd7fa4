"""The web site: whole, safe, private things nowhere, and nothing from outside."""

from __future__ import annotations

import datetime as dt
import json
import posixpath
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ucops import resources
from ucops.app.run import Run
from ucops.app.site import site
from ucops.errors import UsageError
from ucops.pages.site import html, render_site
from ucops.progress.programme import measure
from ucops.reading.load import load

DAY = dt.date(2026, 11, 30)
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&<!--"


def rendered(root: Path) -> Mapping[str, str]:
    programme = measure(load(root).catalog, None, DAY)
    return render_site(programme, [resources.templates()])


@pytest.fixture(scope="module")
def example() -> Mapping[str, str]:
    return rendered(resources.example())


class Found(HTMLParser):
    """What a page loads, links to and has anchors for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.handlers += [name for name in said if name.startswith("on")]
        self.anchors |= {said[name] for name in ("id", "name") if name in said}
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag in {"script", "img", "source", "link"}:
            self.loads.append(said.get("src") or said.get("srcset") or said.get("href") or "")


def pages_of(files: Mapping[str, str]) -> dict[str, Found]:
    return {path: Found(text) for path, text in files.items() if path.endswith(".html")}


def test_every_link_and_everything_that_is_loaded_is_there(example: Mapping[str, str]) -> None:
    found = pages_of(example)
    for path, page in found.items():
        for url in page.loads:
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), url)) in example, path
        for url in page.links:
            if re.match(r"[a-z]+:", url):
                continue
            file, _, anchor = url.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            )
            assert target in found, (path, url)
            assert not anchor or anchor in found[target].anchors, (path, url)


def test_nothing_is_loaded_from_elsewhere(example: Mapping[str, str]) -> None:
    for path, page in pages_of(example).items():
        assert not [url for url in page.loads if "//" in url], path
        assert "default-src 'none'" in example[path]
    for name in ("site.js", "minisearch.js", "site.css"):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", example[name], flags=re.DOTALL)
        asks = (
            r"https?://|(?<![.\w] )(?<![.\w])fetch\(['\"`]|XMLHttpRequest|@import|url\(|WebSocket"
        )
        assert not re.search(asks, code), name


def test_the_same_facts_give_the_same_bytes(root: Path, hostile: Mapping[str, str]) -> None:
    assert rendered(root) == hostile


def test_what_the_library_searches_in_is_data(example: Mapping[str, str]) -> None:
    text = example["library.js"].removeprefix("window.UCOPS_LIBRARY = ").removesuffix(";\n")
    data = json.loads(text)
    assert {one["id"] for one in data["documents"]} >= {"ci", "devsecops"}
    assert data["weights"]["persona"] == 3


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A programme whose every text means harm, with a proof that is not public."""
    said = json.dumps(HOSTILE)
    (tmp_path / "ucops.yaml").write_text(
        f"version: 1\npreset: none\ntitle: {said}\nindustries: {{retail: {said}}}\n"
        f"personas: {{cfo: {{title: {said}}}}}\nroles: {{pmm: {{title: {said}}}}}\n"
    )
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases/one.yaml").write_text(
        f"title: {said}\nproblem: {said}\nsummary: {said}\nstatus: active\npersonas: [cfo]\n"
        f"industries: [retail]\ndiscovery_questions: [{said}]\nteam: {{pmm: octo-pmm}}\n"
        f"objections: [{{objection: {said}, answer: {said}}}]\n"
        f"proof_points:\n- {{customer: Hidden Customer, result: {said}, public: false}}\n"
        f"- {{customer: {said}, url: 'javascript:alert(3)', public: true}}\n"
        f"bom: {{deck: {{title: {said}, role: pmm, deliverable: 'https://x.example/\"><b>'}}}}\n"
    )
    return tmp_path


@pytest.fixture
def hostile(root: Path) -> Mapping[str, str]:
    return rendered(root)


def test_no_text_becomes_a_script(hostile: Mapping[str, str]) -> None:
    for path, page in pages_of(hostile).items():
        assert page.handlers == [], path
        assert not [url for url in page.loads if "//" in url], path
        assert not [url for url in page.links if url.startswith("javascript")], path
        scripts = re.findall(r"<script[^>]*>", hostile[path])
        assert all(re.fullmatch(r'<script src="[\w.]+" defer>', one) for one in scripts), path
    assert "<" not in hostile["library.js"]


def test_what_is_not_public_is_nowhere(hostile: Mapping[str, str]) -> None:
    assert not [path for path, text in hostile.items() if "Hidden Customer" in text]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## A & B\n", '<h2 id="a--b">A &amp; B</h2>\n'),
        ("[x](../one.md#a)\n", '<p><a href="../one.html#a" rel="noreferrer">x</a></p>\n'),
        ("[file](../usecases/ci.yaml)\n", "<p>file</p>\n"),
        ("```mermaid\ngantt\n```\nx\n", "<p>x</p>\n"),
        ("<script>x</script>\n\ny <b onclick=y>z</b>\n", "\n<p>y <b>z</b></p>\n"),
        ("![x](https://t.example/x.png)\n", '<p><img alt="x"></p>\n'),
    ],
)
def test_markdown_becomes_html_of_known_parts(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_a_site_is_renewed_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "ucops.yaml").write_text("version: 1\npreset: none\n")
    (tmp_path / "usecases").mkdir()
    (tmp_path / "usecases/one.yaml").write_text("title: One\nproblem: P.\nstatus: active\n")
    run = Run(root=tmp_path, now=lambda: 1_796_000_000.0)
    folder = tmp_path / "site"
    count = site(run, folder, None, DAY)
    assert count == sum(path.is_file() for path in folder.rglob("*"))
    (folder / "roadmap/gone.html").write_text("an old page")
    (folder / "CNAME").write_text("example.com")
    site(run, folder, None, DAY)
    assert not (folder / "roadmap/gone.html").exists()
    assert (folder / "CNAME").exists()


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.html").write_text("mine")
    with pytest.raises(UsageError, match="nothing was written"):
        site(Run(root=resources.example()), tmp_path, None, DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.html"]
