ask --model acme/auk-1b
