"""Problems told: to people, with the line in question; to programs, in the formats that they read."""
