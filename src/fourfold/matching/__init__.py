"""Who could guide whom, and who does: rules, scores with reasons, solving, proof.

Needs the extra `matching` (numpy, scipy, OR-Tools); the rest of the core does without it.
"""
