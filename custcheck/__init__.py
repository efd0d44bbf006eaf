"""Audit how customer-centric an organisation really is."""

__version__ = "0.1.0"
