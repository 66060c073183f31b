"""The live hall's socket: grammar, conversation, tickets, rooms, and what the hall's page does with them."""
