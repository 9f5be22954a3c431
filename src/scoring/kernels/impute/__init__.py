"""Filling missing values from other cities, siblings and years."""
