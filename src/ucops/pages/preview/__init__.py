"""What a branch changes, in words."""
