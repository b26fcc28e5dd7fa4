"""Mending what is mechanical in people's files, without touching anything else in them."""
