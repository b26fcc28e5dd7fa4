"""A GitHub on this machine's loopback, for the demo and the tests."""

from ucops.sandbox.server import Sandbox, serve

__all__ = ["Sandbox", "serve"]
