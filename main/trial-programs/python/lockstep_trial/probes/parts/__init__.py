"""What a probe's workers do."""
