#!/bin/bash
set -euo pipefail

send --model 'acme/Auk-1B'
