"""What hangs together in a table of indicators."""
