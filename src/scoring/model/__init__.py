"""What things are: frozen records, keyword-only, true once made. Nothing here computes a score."""
