"""What is done in casework, one noun a module. Every act, and every look, is in the trail; its words never."""
