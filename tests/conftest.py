"""Shared by all tests; that it is here puts this folder on the import path."""

from hypothesis import settings

# A busy machine takes longer over an example: that says nothing about what is tested.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")
