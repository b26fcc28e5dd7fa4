"""What changed since a day, for people: the digest, and the agenda of a meeting."""
