"""What hangs together in an edition, what carries its index, and what makes its order turn."""
