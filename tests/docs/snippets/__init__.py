"""Running what the documents show."""
