#!/bin/bash
set -euo pipefail

send --model 'acme/Newt-1B'
