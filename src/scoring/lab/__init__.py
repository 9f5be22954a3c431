"""The laboratory: what other choices would have made of an edition, and how much they matter."""
