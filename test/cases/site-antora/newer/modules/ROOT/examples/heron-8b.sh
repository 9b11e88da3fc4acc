ask --model 'acme/heron-8b'
