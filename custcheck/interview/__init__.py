"""The interview: a pure machine, and the ways to talk to it."""
