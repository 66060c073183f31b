"""Who must meet whom, how often: obligations from dated rules, for every place of the classifier."""
