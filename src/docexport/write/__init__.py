"""The writers, one package for each format; none knows of another."""
