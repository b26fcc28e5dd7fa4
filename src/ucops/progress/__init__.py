"""How far we are: states, health, coverage, readiness. Pure."""
