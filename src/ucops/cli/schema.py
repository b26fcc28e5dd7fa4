"""`ucops schema`: the JSON Schemas that let an editor complete and check the files."""

from __future__ import annotations

import json
from typing import Any

import click

from ucops.cli.common import common_options, session
from ucops.errors import UsageError


@click.command(name="schema")
@click.argument("kind", type=click.Choice(["usecase", "config"]))
@common_options
def command(kind: str) -> None:
    """Print the JSON Schema for editors.

    `usecase` is the schema of a use-case file, with the roles, personas, link kinds, milestones
    and types of this repository's ucops.yaml; `config` is that of ucops.yaml itself.
    """
    click.echo(json.dumps(_schema(kind), indent=2, ensure_ascii=False))


def _schema(kind: str) -> dict[str, Any]:
    from ucops.catalog.schema import (  # noqa: PLC0415 - the help page does not need the model
        config_schema,
        usecase_schema,
    )
    from ucops.catalog.settings import load_config  # noqa: PLC0415 - as above

    try:
        config = load_config(session().root)[0]
    except UsageError:
        if kind == "usecase":
            raise
        return config_schema()
    return usecase_schema(config) if kind == "usecase" else config_schema(config)
