"""Who may see what: the policy that every page, list and export asks first."""
