"""Town halls between heads of state bodies and residents: owed, planned, announced, held, kept."""
