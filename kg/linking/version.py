"""The version of the shipped knowledge base; written by training/kb/compile_kb.py."""

KB_VERSION = "ae1132393c8c"
