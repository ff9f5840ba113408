"""The heart: forms of guidance, intake, recommendation, agreement and the session protocol."""
