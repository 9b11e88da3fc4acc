project = "Acme"
