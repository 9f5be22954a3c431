"""The way from an index back to its cells, as text and as a table."""
