"""Decides what to say."""
