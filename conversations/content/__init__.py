"""The words people read: one TOML file per topic and language, no logic."""
