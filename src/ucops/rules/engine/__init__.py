"""How rules are run: what they look things up in, how bad a finding is, what silences it."""
