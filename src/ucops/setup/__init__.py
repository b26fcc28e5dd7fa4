"""A repository's first day: what `init` and `new` write, and what `doctor` looks at. Pure."""
