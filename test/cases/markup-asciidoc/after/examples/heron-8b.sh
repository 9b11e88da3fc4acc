#!/bin/bash
set -euo pipefail

send --model 'acme/Heron-8B'
