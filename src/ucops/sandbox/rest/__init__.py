"""The REST interface: routes to functions that read or change the world."""
