#!/bin/bash
# tag::chat[]
send --model 'acme/heron-8b'
# end::chat[]
