"""Use-case operations on GitHub: plain YAML files in, issues and a readable roadmap out."""

__version__ = "0.1.0"

HOME = "https://github.com/ucops/ucops"
"""The project's home on GitHub: where its action, its documentation and its rules' pages are.

It stands in this one place. Whoever publishes the project elsewhere changes it here.
"""

DOCUMENTATION = f"{HOME}/blob/main/docs"
"""Where people find explanations, unless `home` in `ucops.yaml` names another place."""
