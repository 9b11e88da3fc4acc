ask --model 'acme/lynx-70b'
