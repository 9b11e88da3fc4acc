ask --model 'acme/ibis-3b'
