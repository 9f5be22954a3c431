"""PROMETHEE: preference ranking by flows, from pairwise preferences of six shapes."""
