"""The recording of live meetings: kept while they go on, joined when they are over, handed to their office."""
