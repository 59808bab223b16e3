"""Language pipelines that ship with `kg`: data only, loaded by `kg.nlp.load_nlp`."""
