"""A document compiler for train-the-trainer curricula: YAML in, each cohort's documents out.

load → validate → check → resolve → compose → parse → gate → paginate → number → write → publish;
docs/architecture.md has the pipeline as types.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
