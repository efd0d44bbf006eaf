"""What the scores mean: verdict, findings, priorities, and the report that tells them."""
