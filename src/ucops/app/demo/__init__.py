"""The whole way on the example: the commands, and what people do in between."""
