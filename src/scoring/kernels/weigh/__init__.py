"""Weights from the data themselves."""
