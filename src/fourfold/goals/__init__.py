"""What a learner wants to reach, and how: checks, scales and plans."""
