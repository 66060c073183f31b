"""Pages of a hall for devices that many people share: the wall screen, and the listening point's device."""
