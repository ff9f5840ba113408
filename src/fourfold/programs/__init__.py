"""How a program is set up and run: templates, need, roster, figures."""
