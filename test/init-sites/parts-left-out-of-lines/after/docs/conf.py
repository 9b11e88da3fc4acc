project = "Aviary"
