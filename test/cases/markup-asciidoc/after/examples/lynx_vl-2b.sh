#!/bin/bash
set -euo pipefail

send --model 'acme/Lynx_VL-2B*'
