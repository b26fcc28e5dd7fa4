"""A small static web site from the same pages as the report: no build step, nothing from outside.

Every page of the report becomes a page of the site at the same place. Added to them are the
library, in which a seller asks and finds, and the list of all collateral. Without JavaScript the
library shows every use case in order.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ucops import resources
from ucops.library.assets import Wanted, assets, gaps
from ucops.library.find import QUERY, WEIGHTS, Prospect, find
from ucops.library.search import COLUMNS, COMMON, texts
from ucops.model.titles import titles
from ucops.model.values import STAGES
from ucops.pages.brief import brief_markdown, brief_view
from ucops.pages.roadmap.page import shareable
from ucops.pages.roadmap.parts import Around, page_path, report_path
from ucops.pages.roadmap.render import charts, pages
from ucops.pages.templating import Templates, render, templates
from ucops.pages.words import STATE_WORDS, TIERS, day
from ucops.progress.facets import FUNNEL
from ucops.progress.programme import Programme, UseCaseProgress
from ucops.prose.markdown import address, as_it_is
from ucops.prose.openings import parser
from ucops.prose.words import one_line

STATIC = ("site.css", "site.js", "minisearch.js")
"""Files of the site that are the same for everybody."""
HOME, ASSETS = "index.html", "assets.html"
FACETS = (
    ("industry", "Industry", "industries", "sells in"),
    ("segment", "Company size", "segments", "fits"),
    ("persona", "Whom you talk to", "personas", "is for"),
    ("product", "Product", "products", "is solved with"),
)
"""What the library is sifted by: name, label, section of `ucops.yaml`, and what a match says."""
_TAGS = frozenset(
    {"a", "b", "blockquote", "br", "code", "del", "details", "div", "em", "h1", "h2", "h3", "h4"}
    | {"hr", "i", "img", "kbd", "li", "ol", "p", "picture", "pre", "s", "source", "span", "strong"}
    | {"sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
"""What the pages are made of; everything else that a text holds is taken out, as on GitHub."""
_ATTRIBUTES = {
    "*": {"id", "align"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height"},
    "source": {"srcset", "media"},
    "ol": {"start"},
}
_MERMAID = re.compile(r"^```mermaid\n.*?^```$\n?", re.MULTILINE | re.DOTALL)
"""Diagrams that only GitHub draws; what they show stands in text beside them."""
_HEADING = re.compile(r"<h([1-4])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'(?<=href=")([^"#:]+\.md)(?=[#"])')
_SAID_TWICE = re.compile(r'(<img [^>]*alt=")([^"]*)("[^>]*>)(?=\s*\2)')
"""A picture with the words that stand behind it: a screen reader would say them twice."""
_OUTSIDE = re.compile(r'<a href="(?:\.\./)*(?:[\w./%-]+/)?[\w%-]+\.ya?ml[^"]*"[^>]*>(.*?)</a>')
"""Links to files of the repository that are not part of the site."""


def render_site(programme: Programme, folders: Sequence[Path]) -> Mapping[str, str]:
    """Every file of the site, by its path.

    Raises:
        UsageError: A template is wrong.
    """
    shown, environment = shareable(programme), templates(folders)
    files = {
        path: render(environment, template, {"chart": chart})
        for path, template, chart in charts(shown)
    }
    for path, template, views in pages(shown):
        markdown = render(environment, template, views)
        files[_html(path)] = _page(environment, shown, _html(path), markdown)
    around = Around(shown)
    for one in shown.use_cases:
        path = _card_path(one.entry.id)
        markdown = brief_markdown(environment, brief_view(around.at(path), one, "sales"))
        files[path] = _page(environment, shown, path, markdown)
    files[HOME] = _library(environment, shown)
    files[ASSETS] = _assets(environment, shown)
    files["library.js"] = f"window.UCOPS_LIBRARY = {_script(_search(shown))};\n"
    for name in STATIC:
        files[name] = (resources.templates() / "site" / name).read_text(encoding="utf-8")
    return files


def _card_path(use_case: str) -> str:
    """Where a use case's card is: what a seller reads aloud, and prints on one page."""
    return f"cards/{use_case}.html"


def _html(path: str) -> str:
    return f"{path.removesuffix('.md')}.html"


def _given(programme: Programme, file: str, title: str) -> dict[str, Any]:
    """What every page of the site gets."""
    up = "../" * file.count("/")
    nav = (
        ("Library", HOME),
        ("Roadmap", _html(report_path(programme.config))),
        ("Collateral", ASSETS),
    )
    site = {
        "title": programme.config.title,
        "up": up,
        "file": file,
        "nav": nav,
        "as_of": f"As of {day(programme.as_of)}",
    }
    return {"site": site, "title": title}


def _page(environment: Templates, programme: Programme, file: str, markdown: str) -> str:
    """A page of the report as a page of the site."""
    title = next((line[2:] for line in markdown.splitlines() if line.startswith("# ")), file)
    body = as_it_is(html(markdown))
    views = {**_given(programme, file, _TAG.sub("", title).replace("\\", "")), "body": body}
    return render(environment, "site/layout.html.j2", views)


def html(markdown: str) -> str:
    """Markdown as HTML that holds no more than pages are made of, with anchors at headings."""
    import nh3  # noqa: PLC0415 - only the site needs it

    text = parser().render(_MERMAID.sub("", markdown))
    anchored = _HEADING.sub(_anchored, text)
    clean: str = nh3.clean(
        anchored,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        link_rel="noreferrer",
    )
    alone = _SAID_TWICE.sub(r"\1\3", clean.replace("<th></th>", "<td></td>"))
    return _LINK.sub(lambda link: _html(link[1]), _OUTSIDE.sub(r"\1", alone))


def _kept(tag: str, name: str, value: str) -> str | None:
    """An attribute as it stays: no picture is fetched from elsewhere."""
    del tag
    return None if name in {"src", "srcset"} and "//" in value else value


def _anchored(heading: re.Match[str]) -> str:
    """A heading with the anchor that GitHub gives it."""
    level, said = heading[1], heading[2]
    words = re.sub(r"[^\w\- ]", "", unescape(_TAG.sub("", said)).casefold()).replace(" ", "-")
    return f'<h{level} id="{words}">{said}</h{level}>'


def _library(environment: Templates, programme: Programme) -> str:
    best = {fit.id: fit for fit in find(programme, Prospect(), limit=len(programme.use_cases))}
    by_id = {one.entry.id: one for one in programme.use_cases}
    cards = [_card(programme, by_id[slug], best[slug]) for slug in best]
    views = {"cards": cards, "facets": [*_facets(programme)]}
    return render(
        environment, "site/library.html.j2", {**_given(programme, HOME, "Library"), **views}
    )


def _card(programme: Programme, one: UseCaseProgress, fit: Any) -> dict[str, Any]:  # noqa: ANN401 - a Fit
    use_case, config = one.entry.use_case, programme.config
    names = [
        config.personas[slug].title for slug in use_case.personas if slug in config.personas
    ] + [config.industries[slug] for slug in use_case.industries if slug in config.industries]
    return {
        "id": fit.id,
        "title": fit.title,
        "page": _html(page_path(programme.config, fit.id)),
        "card": _card_path(fit.id),
        "tier": TIERS[use_case.tier],
        "problem": _plain(use_case.problem),
        "say": fit.say,
        "ask": fit.ask,
        "show": [{"title": piece.title, "address": _url(piece.deliverable)} for piece in fit.show],
        "proof": [
            {"customer": proof.customer, "result": proof.result, "address": _url(proof.url)}
            for proof in fit.proof
        ],
        "meta": names,
    }


def _plain(markdown: str) -> str:
    """Markdown without its signs, in one line."""
    return one_line(unescape(_TAG.sub("", html(markdown))))


def _url(text: str | None) -> str | None:
    return address(text) if text else None


def _facets(programme: Programme) -> Iterator[dict[str, Any]]:
    """The lists to choose from: only what a use case has."""
    for name, label, section, _ in FACETS:
        known = titles(getattr(programme.config, section))
        used = {slug for one in programme.use_cases for slug in _slugs(one, name)}
        options = {slug: title or slug for slug, title in known.items() if slug in used}
        yield {"name": name, "label": label, "options": options}
    yield {"name": "stage", "label": "Where they are", "options": {one: one for one in STAGES}}
    yield {"name": "funnel", "label": "What for", "options": {one: one for one in FUNNEL}}


def _slugs(one_case: UseCaseProgress, facet: str) -> Sequence[str]:
    use_case = one_case.entry.use_case
    return {
        "industry": use_case.industries,
        "segment": use_case.segments,
        "persona": use_case.personas,
        "product": tuple(use_case.solution),
        "funnel": tuple(part for part in FUNNEL if getattr(use_case.funnel, part)),
        "stage": tuple(
            stage
            for stage in STAGES
            if any(one.finished and stage in one.item.stages for one in one_case.items)
        ),
    }[facet]


def _search(programme: Programme) -> dict[str, Any]:
    """What the library is searched in: the same texts and weights as `ucops find` uses."""
    names = [*(name for name, *_ in FACETS), "stage", "funnel"]
    words = {name: said for name, _, _, said in FACETS}
    words |= {"funnel": "is used for", "stage": "has finished pieces for"}
    documents = [
        {
            "id": one.entry.id,
            **texts(one.entry.use_case, programme.config),
            "facets": {name: list(_slugs(one, name)) for name in names},
        }
        for one in programme.use_cases
    ]
    weights = {name: WEIGHTS[name] for name in names}
    return {
        "documents": documents,
        "fields": dict(COLUMNS),
        "common": sorted(COMMON),
        "weights": {**weights, "query": QUERY, "words": words},
    }


def _script(data: object) -> str:
    """Data as it may stand in a script, whatever tags its texts hold."""
    return json.dumps(data, ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")


def _assets(environment: Templates, programme: Programme) -> str:
    called = {one.entry.id: one.entry.use_case.title for one in programme.use_cases}

    def linked(slug: str) -> tuple[str, str]:
        return called[slug], quote(_html(page_path(programme.config, slug)))

    rows = [
        {
            "title": one.title,
            "address": _url(one.deliverable),
            "state": str(STATE_WORDS[one.state]),
            "stages": one.stages,
            "audiences": one.audiences,
            "use_cases": [linked(slug) for slug in one.use_cases],
            "due": day(one.due) or "",
        }
        for one in assets(programme, Wanted())
    ]
    holes = [(*linked(gap.use_case), gap.stage, gap.audience) for gap in gaps(programme, Wanted())]
    views = {"assets": rows, "gaps": holes}
    return render(
        environment, "site/assets.html.j2", {**_given(programme, ASSETS, "Collateral"), **views}
    )


def is_ours(folder: Path) -> bool:
    """Whether a folder is free for a site: not there, empty, or one that was written before."""
    if not folder.exists():
        return True
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / "library.js").is_file())


def leftovers(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Pages and charts of an earlier site that this one does not have."""
    there = [
        path.relative_to(folder).as_posix()
        for pattern in ("**/*.html", "**/*.svg")
        for path in folder.glob(pattern)
    ]
    return sorted(path for path in there if posixpath.normpath(path) not in files)
