"""Word templates: docxtpl's dialect, checked, compiled once and rendered many times."""
