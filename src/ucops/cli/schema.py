"""`ucops schema`: the JSON Schemas that let an editor complete and check the files."""

from __future__ import annotations

from typing import Any

import click

from ucops.cli.common import common_options, session
from ucops.cli.output import give
from ucops.errors import UsageError
from ucops.prose.visible import json_text


@click.command(name="schema")
@click.argument("kind", type=click.Choice(["usecase", "config"]))
@common_options
def command(kind: str) -> None:
    """Print the JSON Schema for editors.

    `usecase` is the schema of a use-case file, with the roles, personas, link kinds, milestones
    and types of this repository's ucops.yaml; `config` is that of ucops.yaml itself.
    """
    give(json_text(_schema(kind)))


def _schema(kind: str) -> dict[str, Any]:
    from ucops.model.schema import (  # noqa: PLC0415 - the help page does not need the model
        config_schema,
        usecase_schema,
    )
    from ucops.reading.settings import load_config  # noqa: PLC0415 - as above

    try:
        config = load_config(session().root)[0]
    except UsageError:
        if kind == "usecase":
            raise
        return config_schema()
    return usecase_schema(config) if kind == "usecase" else config_schema(config)
