"""帮办代办 (F12): what is helped from here, with terms and next steps."""
