"""One ranking made from several.

Rankings come as ranks, 1 the best, under any rule for ties, one ranking a row; NaN is not ranked by that ranking. The
merged ranks tell equal cities by the same rank, the best of theirs (1, 2, 2, 4), and a city that no ranking ranks by
NaN.
"""
