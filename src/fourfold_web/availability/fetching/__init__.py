"""Reading somebody else's calendar without trusting it: where it lies, what it sends, what it says.

`look` runs the whole of it in a process of its own with hard limits; nothing here knows Django.
"""
