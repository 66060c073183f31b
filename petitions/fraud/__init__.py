"""The fraud desk: suspicious shapes among signatures, and signatures found invalid by conditions, in public and reversibly."""
