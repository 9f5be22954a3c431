"""Tables of the reference, made from the code they describe."""
