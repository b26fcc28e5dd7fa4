"""What rules are made of: what they look things up in, how they say it, what silences them."""
