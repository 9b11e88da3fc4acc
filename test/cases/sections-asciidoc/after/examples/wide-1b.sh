#!/bin/bash
# tag::chat[]
send --model 'acme/wide-1b'
# end::chat[]
