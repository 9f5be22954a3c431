"""The bootstrap over evaluators: what the choice of a city's evaluators does to its score and rank."""
