"""The fixtures of mending."""

from mending import body, mended

__all__ = ["body", "mended"]
