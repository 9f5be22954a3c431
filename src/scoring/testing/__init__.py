"""Invented data with a known truth, for tests, examples and benchmarks. Nothing here is needed to score."""
