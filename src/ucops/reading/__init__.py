"""From bytes to the model: encoding, YAML with its places, loading a repository."""
