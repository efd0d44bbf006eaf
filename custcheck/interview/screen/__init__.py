"""From a view to the lines of a screen of any size."""
