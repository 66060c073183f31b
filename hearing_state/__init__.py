"""The kernel of Hearing State, and questions and answers on top of it."""
