#!/bin/bash
# tag::chat[]
send --model 'acme/auk-1b'
# end::chat[]
