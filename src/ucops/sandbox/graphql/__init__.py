"""The GraphQL interface: a small reader and executor for the part of GitHub's schema in use."""
