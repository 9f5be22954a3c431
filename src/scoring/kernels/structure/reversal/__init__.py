"""Whether a rule keeps the order of two cities when others come, go or are copied.

The rule is a function from values, shape (n_cities, n_items), to scores, shape (n_cities,), higher the better; it may be
a whole index as well as one method.
"""
