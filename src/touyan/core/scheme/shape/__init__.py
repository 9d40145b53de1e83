"""The shapes of scheme language 1: frozen values, one module per part of the path."""
