"""What a use case is: types of the format, presets, resolved items, facts asked of them."""
