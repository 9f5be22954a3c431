"""Many variants of an edition at once: what they share is computed once, what differs is computed side by side."""
