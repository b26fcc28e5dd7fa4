"""What the files say: the model, YAML with source positions, loading, presets, schema."""
