"""Weights from what people judged."""
