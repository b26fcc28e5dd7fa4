"""What a branch changes, as data."""
