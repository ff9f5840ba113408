"""When two people can meet: weekly hours, busy times and free slots."""
