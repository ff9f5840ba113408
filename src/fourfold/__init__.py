"""Fourfold: values and rules of explicit guidance. Imports no Django and opens no network."""
