"""Turns German policy texts into a knowledge graph."""
