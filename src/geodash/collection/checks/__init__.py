"""Whether rows agree: references, the coding rules, places, fairness."""
