"""What people do on their phones, and what they see there."""
