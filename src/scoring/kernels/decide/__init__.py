"""Ranking methods that compare all cities at once; a higher score is better."""
