"""Use-case operations on GitHub: plain YAML files in, issues and a readable roadmap out."""

__version__ = "0.1.0"
