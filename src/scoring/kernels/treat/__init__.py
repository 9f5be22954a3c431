"""Altering present values: outliers, transformations, denominators, screening."""
