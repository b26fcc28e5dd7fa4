"""Everything that people read, in one place."""
