"""Facts: relations, links and named patterns put together, each with the sentence that says so."""

from kg.facts.build import ResolveCompound, build_facts

__all__ = ["ResolveCompound", "build_facts"]
