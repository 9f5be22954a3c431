"""ELECTRE: elimination and choice that translate reality, by concordance and discordance."""
