#!/usr/bin/env bash
# Says in annotations what applying would change; fails when it would change something.
# In: INPUT_CONFIG, INPUT_ROOT, INPUT_CATALOG. Out: changed, blocked.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=github.sh
. "$(dirname "${BASH_SOURCE[0]}")/github.sh"

folder=$(work_folder)
read_options

checked=0
kluster_gen plan --check --format github "${options[@]}" >"$folder/annotations" 2>"$folder/log" || checked=$?
print_inert "$folder/log"
# These are workflow commands: the tool escapes what it puts into them.
cat -- "$folder/annotations"

changed=false
blocked=false
case $checked in
0) ;;
2) changed=true ;;
3)
  # What is blocked goes before what is due in the exit code; the plan itself tells whether there is both.
  blocked=true
  kluster_gen plan --format json "${options[@]}" >"$folder/plan.json" 2>/dev/null || true
  changed=$(node -e '
    const { summary } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    console.log(summary.create + summary.update + summary.delete + summary.rename > 0);
  ' "$folder/plan.json")
  ;;
*) give_up "kluster-gen plan ended with $checked. The log says why." ;;
esac
set_output changed "$changed"
set_output blocked "$blocked"
# What is blocked waits for a person and is no fault of the pull request that is looked at.
if [ "$changed" = true ]; then give_up "The documentation isn't what the config and the catalog say: run kluster-gen apply."; fi
