"""Measure the pipeline against gold: precision, recall and F1 for every stage."""

from kg.evaluation.report import Report
from kg.evaluation.scores import Score, Slip
from kg.evaluation.tasks import TASKS, evaluate

__all__ = ["TASKS", "Report", "Score", "Slip", "evaluate"]
