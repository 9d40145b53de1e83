"""The page of the scheme language, generated from the reader's own definitions."""
