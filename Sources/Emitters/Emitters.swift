// Emitters follow.
