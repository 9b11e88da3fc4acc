#!/bin/bash
# tag::chat[]
send --model 'acme/lynx-3b'
# end::chat[]
