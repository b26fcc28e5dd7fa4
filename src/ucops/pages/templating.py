"""Templates: one environment for all that people read, which escapes by the kind of file.

A repository's own templates lie over the shipped ones, by name. They may come with a pull request,
so they run in a sandbox and in a process of its own that is bounded in time, memory and output;
they read no file of the machine, and whatever goes wrong in one ends in an error that names its
file and line. The shipped ones alone need no such care: they are rendered here, without a sandbox
(docs/decisions/0017-shipped-templates-run-free.md).
"""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from pydantic import BaseModel

from ucops import resources
from ucops.confined import MEMORY, OUTPUT, ConfinedError, confined
from ucops.errors import UcopsError, UsageError
from ucops.pages import words
from ucops.pages.printing import Plain, Quiet, printed
from ucops.prose import markdown
from ucops.prose.neutral import neutralise
from ucops.prose.words import counted, cut
from ucops.reading.files import leads_out

ENDING = ".j2"
_REMEDY = "correct it in the folder of templates, or remove it there to use the shipped one"
_PROCESS = "ucops.pages.template_process"
_NO_LINK = "put a copy in its place"


@dataclass(frozen=True)
class Templates:
    """The templates in some folders; one in an earlier folder hides its namesakes.

    Attributes:
        folders: Where templates are looked for.
        server_url: Where GitHub is, if it would act upon what is printed, as in comments.
    """

    folders: tuple[Path, ...]
    server_url: str | None = None

    @cached_property
    def environment(self) -> Environment:
        """What renders them here, whoever wrote them."""
        return _sandbox(self.folders, self.server_url)

    def render(self, name: str, views: Mapping[str, Any]) -> Iterator[str]:
        """What one of them makes: as it is where all of them shipped with ucops.

        In the sandbox, where others may have written it, and where something is wrong with it.
        """
        if self._free and name in self._free.names:
            try:
                return iter([self._free.get_template(name).render(views)])
            except Exception:  # noqa: BLE001 - the sandbox says what is wrong, and where
                return self.environment.get_template(name).generate(views)
        return self.environment.get_template(name).generate(views)

    @cached_property
    def _free(self) -> Plain | None:
        """What renders shipped templates as they are, where there are no others."""
        return None if self.confined else _plain(resources.templates(), self.server_url)

    @cached_property
    def confined(self) -> bool:
        """Whether there are templates that did not ship with ucops."""
        shipped = resources.templates().resolve()
        return any(_holds_templates(one) and one.resolve() != shipped for one in self.folders)

    def __getstate__(self) -> dict[str, Any]:
        """What another process is told: neither an environment nor a decision can be sent."""
        return {"folders": self.folders, "server_url": self.server_url}


def _holds_templates(folder: Path) -> bool:
    try:
        return any(folder.rglob(f"*{ENDING}"))
    except (OSError, RuntimeError):
        return False


def templates(folders: Sequence[Path], server_url: str | None = None) -> Templates:
    """The templates in these folders.

    What a template prints is escaped for its kind of file, Markdown or XML by its name, unless it
    is marked as safe (`Markup`) because it is Markdown by meaning or was made by a template.

    Args:
        folders: Where templates are looked for.
        server_url: Where GitHub is, if it would act upon what is printed, as in comments.
    """
    return Templates(tuple(folders), server_url)


def _sandbox(folders: Sequence[Path], server_url: str | None) -> Environment:
    """What renders templates that anybody may have written."""
    quiet = _quiet(server_url)

    @pass_context
    def as_printed(context: Context, value: object) -> Markup:
        return printed(value, quiet, context.name)

    found = _Sandbox(loader=_Overlay(folders), finalize=as_printed, **_OPTIONS)
    _furnish(found, quiet)
    return found


@lru_cache(maxsize=8)
def _plain(folder: Path, server_url: str | None) -> Plain:
    """What renders the shipped templates; they are compiled once, as nobody changes them."""
    quiet = _quiet(server_url)
    found = Plain(quiet, loader=_Overlay([folder]), auto_reload=False, **_OPTIONS)
    _furnish(found, quiet)
    return found


_OPTIONS: Mapping[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "autoescape": True,
}


def _quiet(server_url: str | None) -> Quiet:
    return str if server_url is None else partial(_neutral, server_url)


def _neutral(server_url: str, text: str) -> str:
    return neutralise(text, server_url)


def _furnish(environment: Environment, quiet: Quiet) -> None:
    """Give an environment all that templates may call."""

    def link(text: str, url: str | None) -> Markup:
        said = text if isinstance(text, Markup) else quiet(text)
        return markdown.link(said, quiet(url) if url else None)

    environment.filters |= {
        "advice": partial(markdown.advice, quiet=quiet),
        "cell": markdown.cell,
        "code": markdown.code,
        "counted": counted,
        "cut": cut,
        "day": words.day,
        "forecast": words.forecast,
        "iso": dt.date.isoformat,
        "mermaid": markdown.mermaid,
        "number": words.number,
        "paragraphs": markdown.paragraphs,
        "path": markdown.path,
        "percent": words.percent,
        "spark": words.spark,
        "text": markdown.block,
    }
    environment.globals |= {"link": link, "page": markdown.page}


def folders(root: Path, own: str | Path) -> Sequence[Path]:
    """Where a repository's templates are looked for: its own folder, then the shipped one.

    Raises:
        UsageError: Its own folder is, or is below, a symbolic link out of the repository.
    """
    folder = root / own
    if leads_out(folder, root):
        raise UsageError(
            f"{own}, the folder of templates, is a symbolic link that leads out of the repository",
            _NO_LINK,
        )
    return folder, resources.templates()


def render(templates: Templates, name: str, views: Mapping[str, Any]) -> str:
    """Render one template: text with LF line ends, and one at its end.

    Raises:
        UsageError: The template is missing or wrong in any way, or breaks a limit; names its file
            and, where one can be told, its line.
    """
    if not templates.confined:
        return render_here(templates, name, views)
    try:
        answer = confined(_PROCESS).ask((templates, name, dict(views)))
    except ConfinedError as error:
        raise UsageError(f"the template {name} cannot be used: {error}", _REMEDY) from None
    if "text" not in answer:
        raise UsageError(answer["message"], answer["hint"])
    return str(answer["text"])


def render_here(templates: Templates, name: str, views: Mapping[str, Any]) -> str:
    """The same in this process, without limits on time and memory."""
    try:
        text = "".join(_bounded(templates.render(name, views)))
    except UcopsError:
        raise
    except Exception as error:
        raise UsageError(f"{_place(error, name)}: {_said(error)}", _REMEDY) from error
    return text.replace("\r\n", "\n").strip("\n") + "\n"


def _bounded(pieces: Iterable[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        size += len(piece.encode(errors="surrogatepass"))
        if size > OUTPUT:
            raise ValueError(f"it writes more than {OUTPUT // 1024**2} MB")
        yield piece


def _said(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return f"it needs more than {MEMORY // 1024**2} MB of memory"
    if isinstance(error, RecursionError):
        return "it calls itself without end"
    return str(error) or type(error).__name__


def rendered(templates: Templates, name: str, views: Mapping[str, Any]) -> Markup:
    """The same as a piece of another page of its kind, without the line end."""
    return markdown.as_it_is(render(templates, name, views).removesuffix("\n"))


def _place(error: Exception, name: str) -> str:
    """The template's file and line that the error comes from."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}, line {error.lineno}"
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(ENDING)
    ]
    if not frames:
        return f"the template {name} cannot be used"
    return f"{frames[-1].filename}, line {frames[-1].lineno}"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which need not look twice at the fields of views: they are plain data.

    Of what a file says (pydantic's models) a template gets the fields alone: the methods that come
    with them could read files of the machine.
    """

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may have it."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        return super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - whatever templates name
        """What a template gets for `obj.attribute`."""
        if attribute in getattr(type(obj), "__dataclass_fields__", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class _Overlay(FileSystemLoader):
    """Looks templates up in folders, the first one first, and follows no link out of them.

    A template that is a symbolic link must not carry a file of the machine, or what its
    environment holds, into a comment or a report.
    """

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The template's text; UsageError when it would be read from elsewhere."""
        try:
            source = super().get_source(environment, template)
        except TemplateNotFound:
            raise TemplateNotFound(template) from None  # without the folders of this machine
        if all(leads_out(Path(source[1]), Path(folder)) for folder in self.searchpath):
            raise UsageError(
                f"the template {template} is a symbolic link that leads out of its folder", _NO_LINK
            )
        return source
