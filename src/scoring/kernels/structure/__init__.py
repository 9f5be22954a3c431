"""What hangs together in a table of indicators, what carries the index, and what makes its order turn."""
