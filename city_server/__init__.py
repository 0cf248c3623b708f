"""Who answers: the city's counterpart of the counters."""
