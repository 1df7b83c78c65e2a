"""An archive as a whole: the ports to it, what it answers, and what is learnt of it."""
