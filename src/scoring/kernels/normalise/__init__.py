"""Making indicators of different units comparable: pairs of a fit, which finds reference points, and an apply."""
