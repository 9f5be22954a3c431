"""Ranks of all cities under very many weightings."""
