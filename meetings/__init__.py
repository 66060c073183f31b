"""Town halls between heads of state bodies and residents. Nothing is built yet; see README."""
