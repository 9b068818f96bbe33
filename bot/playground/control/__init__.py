"""The routes under /sim, by which a page or a test does what people do."""
