"""Shared by all tests; that it is here puts this folder on the import path."""
