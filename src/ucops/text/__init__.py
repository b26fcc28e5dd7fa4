"""The text of a file: its characters, what YAML makes of them, and where everything stands."""
