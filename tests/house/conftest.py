"""The programs below `tools/`, which are no package, as modules."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


def load_tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"tool_{name}", TOOLS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where dataclasses look for the names in annotations
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def docs() -> ModuleType:
    return load_tool("docs")


@pytest.fixture(scope="session")
def house() -> ModuleType:
    return load_tool("house")


@pytest.fixture(scope="session")
def roadmap() -> ModuleType:
    return load_tool("roadmap")
