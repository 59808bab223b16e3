"""The version of the shipped knowledge base; written by training/kb/compile_kb.py."""

KB_VERSION = "e3d636979e99"
