"""The version of the shipped knowledge base; written by training/kb/compile_kb.py."""

KB_VERSION = "bb54a0ee7a82"
