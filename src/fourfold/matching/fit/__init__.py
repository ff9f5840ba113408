"""How well a guide fits a need: people, hard rules, points and reasons, block by block."""
