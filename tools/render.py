"""Show a Markdown page as GitHub does: GFM and Mermaid to HTML, and a screenshot of it.

    npm install --prefix tools
    pip install cmarkgfm
    python tools/render.py ROADMAP.md roadmap.png [--dark] [--width 1012] [--height 1400]

Needs Chromium (`--chromium PATH` or the environment's CHROMIUM). Nothing is fetched: the styles
and Mermaid come from tools/node_modules.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

MODULES = Path(__file__).parent / "node_modules"
FENCE = re.compile(r'<pre lang="mermaid"><code>(.*?)</code></pre>', re.DOTALL)
SOURCE = re.compile(
    r'<source media="\(prefers-color-scheme: dark\)" srcset="([^"]+)">\s*<img src="[^"]+"'
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--allow-file-access-from-files",
    "--virtual-time-budget=20000",
)
PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><base href="{base}/">
<link rel="stylesheet" href="file://{modules}/github-markdown-css/github-markdown-{theme}.css">
<style>
  body {{ margin: 0; background: {back}; }}
  .markdown-body {{ box-sizing: border-box; max-width: {width}px; margin: 0 auto; padding: 32px; }}
  pre.mermaid {{ background: transparent !important; text-align: center; }}
</style></head>
<body><article class="markdown-body">{body}</article>
<script src="file://{modules}/mermaid/dist/mermaid.min.js"></script>
<script>
  mermaid.initialize({{ startOnLoad: true, securityLevel: "strict", theme: "{mermaid}" }});
</script>
</body></html>
"""


def page(path: Path, *, dark: bool, width: int) -> str:
    """The page's HTML, with local styles and Mermaid."""
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_GITHUB_PRE_LANG
    body = cmarkgfm.github_flavored_markdown_to_html(path.read_text(encoding="utf-8"), options)
    body = FENCE.sub(r'<pre class="mermaid">\1</pre>', body)
    if dark:
        body = SOURCE.sub(r'<img src="\1"', body)
    return PAGE.format(
        base=path.resolve().parent.as_uri(),
        modules=html.escape(str(MODULES.resolve())),
        theme="dark" if dark else "light",
        mermaid="dark" if dark else "default",
        back="#0d1117" if dark else "#ffffff",
        width=width,
        body=body,
    )


def screenshot(page_file: Path, picture: Path, chromium: str, size: tuple[int, int]) -> None:
    """Let Chromium draw a page."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                chromium,
                *FLAGS,
                f"--user-data-dir={profile}",
                f"--window-size={size[0]},{size[1]}",
                f"--screenshot={picture.resolve()}",
                page_file.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def main() -> None:
    """Render one page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("picture", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--width", type=int, default=1012)
    parser.add_argument("--height", type=int, default=1400)
    parser.add_argument(
        "--chromium", default=os.environ.get("CHROMIUM") or shutil.which("chromium")
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "page.html"
        page_file.write_text(page(given.page, dark=given.dark, width=given.width), "utf-8")
        screenshot(page_file, given.picture, given.chromium, (given.width, given.height))


if __name__ == "__main__":
    main()
