"""The version of the shipped knowledge base; written by training/kb/compile_kb.py."""

KB_VERSION = "3443193934cc"
