"""The embedded media server: aiortc speaks to each peer, packets are handed on as they are."""
