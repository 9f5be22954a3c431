"""Weights drawn at random, or laid out evenly."""
