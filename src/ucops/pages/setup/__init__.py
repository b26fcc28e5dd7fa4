"""What `init`, `new` and `doctor` say."""
