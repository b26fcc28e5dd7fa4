"""The journeys of a seller through the site, in a browser without a screen."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ucops import resources
from ucops.app.run import Run
from ucops.app.site import site

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
AXE = Path(__file__).parents[2] / "tools/node_modules/axe-core/axe.min.js"
QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PAGES = ("index.html", "assets.html", "ROADMAP.html", "roadmap/ci.html")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "site"
    site(Run(root=resources.example(), now=lambda: 1_796_000_000.0), made, None, None)
    return made


def seen(url: str, tmp_path: Path, *options: str) -> str:
    """The page as the browser has it once its scripts ran."""
    done = subprocess.run(
        [
            str(BROWSER),
            *QUIET,
            f"--user-data-dir={tmp_path / 'profile'}",
            *options,
            "--virtual-time-budget=5000",
            "--dump-dom",
            url,
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


def shown(page: str) -> list[str]:
    """The use cases that are shown, in order."""
    cards = re.findall(r'<li class="card" id="([\w-]+)"[^>]*?data-id="[\w-]+"([^>]*)>', page)
    return [name for name, rest in cards if "hidden" not in rest]


@pytest.mark.parametrize(
    ("asked", "best"),
    [
        ("query=securty+tests&persona=ciso", "devsecops"),
        ("query=the+build+server+is+slow", "ci"),
        ("query=infrastrcture+drifts", "gitops"),
    ],
)
def test_a_seller_finds_the_right_use_case_among_the_first_three(
    folder: Path, tmp_path: Path, asked: str, best: str
) -> None:
    page = seen(f"{(folder / 'index.html').as_uri()}?{asked}", tmp_path)
    assert best in shown(page)[:3]
    assert "fit, the best first." in page
    assert "Why: " in page


def test_without_scripts_every_use_case_is_there(folder: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(folder, bare)
    for script in bare.glob("*.js"):
        script.unlink()
    page = seen((bare / "index.html").as_uri(), tmp_path)
    assert len(shown(page)) >= 9
    assert re.search(r'<form id="ask"[^>]* hidden', page)


def test_a_card_prints_on_one_page(folder: Path, tmp_path: Path) -> None:
    for card in sorted((folder / "cards").glob("*.html")):
        pdf = tmp_path / f"{card.stem}.pdf"
        seen(card.as_uri(), tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
        assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 1, card.stem


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm ci --prefix tools")
@pytest.mark.parametrize("file", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_is_found(folder: Path, tmp_path: Path, file: str, theme: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    page = copy / file
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text())
    check = (
        f"<script>{AXE.read_text()}</script><script>addEventListener('load', () => axe.run()"
        ".then((found) => { document.title = 'axe:' + found.violations.map((one) => one.id"
        " + ' ' + one.nodes.map((node) => node.html).slice(0, 3).join(' ')).join('; '); }));"
        "</script>"
    )
    page.write_text(text.replace("</body>", f"{check}</body>"))
    scheme = f"--blink-settings=preferredColorScheme={0 if theme == 'dark' else 1}"
    title = re.search(r"<title>axe:(.*?)</title>", seen(page.as_uri(), tmp_path, scheme), re.DOTALL)
    assert title is not None, "axe did not finish"
    assert title[1] == ""
