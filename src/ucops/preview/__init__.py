"""What a branch changes against its base, in words for a pull request. Pure."""
