#!/bin/bash
set -euo pipefail

send --model 'acme/Ibis-3B'
