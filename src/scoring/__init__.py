"""Score every city of a country by weighted rubrics, and defend every number."""
