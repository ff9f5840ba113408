"""What was said: reading talks, coding their moves, and fidelity to the declared form (G-25)."""
