project='x'
