"""How alike two rankings are.

Rankings come as ranks, 1 the best, under any rule for ties; NaN is not ranked. Two rankings are compared over the
cities that both rank, which are ranked anew among themselves: a city that one of them leaves out moves nobody.
"""
