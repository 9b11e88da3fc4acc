#!/usr/bin/env bash
# Opens and refreshes a pull request for the models of each group, on BRANCH-GROUP, and one on BRANCH for everything
# else, by the steps that do so for all of them. Those of groups in which nothing changes any more are closed.
# In: INPUT_GROUP_BY, and what update.sh and publish.sh read. Out: as theirs; states and addresses one to a line.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=github.sh
. "$here/github.sh"

field=${INPUT_GROUP_BY:?the field whose values are the groups}
branch=${INPUT_BRANCH:?the branch for the changes}
title=${INPUT_TITLE:?the title of the pull request}
folder="$(work_folder)/groups"
rm -rf -- "$folder"
mkdir -p "$folder"
read_options

planned=0
kluster_gen plan --format json --group-by "$field" "${options[@]}" >"$folder/plan.json" 2>"$folder/log" || planned=$?
case $planned in
0 | 3) ;;
*)
  print_inert "$folder/log"
  give_up "kluster-gen plan ended with $planned; nothing was written. The log says why."
  ;;
esac
node "$here/groups.mjs" "$folder/plan.json" "$folder" >"$folder/names"

head=$(git rev-parse HEAD)
failed=false
changed=false
blocked=false
routine=true
of_routine=0
of_review=0
of_held=0
states=()
addresses=()

# What a step said.
said() {
  sed -n "/^$1<<value-/{n;p;q;}" "$folder/output"
}

# Runs the steps for one group, from what was checked out: its folder, its branch, and the steps.
run_group() {
  local name=$1 own=$2 step count
  shift 2
  git reset --quiet --hard "$head"
  : >"$folder/output"
  for step in "$@"; do
    if ! RUNNER_TEMP="$folder/$name" GITHUB_OUTPUT="$folder/output" INPUT_BRANCH="$own" \
      INPUT_TITLE="$title${own#"$branch"}" bash "$here/$step.sh"; then
      failed=true
      return 0
    fi
  done
  if [ "$(said changed)" = true ]; then
    changed=true
    if [ "$(said routine)" != true ]; then routine=false; fi
  fi
  if [ "$(said blocked)" = true ]; then blocked=true; fi
  for count in $(said classes); do
    case $count in
    routine=*) of_routine=$((of_routine + ${count#*=})) ;;
    review=*) of_review=$((of_review + ${count#*=})) ;;
    held=*) of_held=$((of_held + ${count#*=})) ;;
    esac
  done
  states+=("$own: $(said state)")
  if [ -n "$(said pull-request)" ]; then addresses+=("$(said pull-request)"); fi
}

while read -r name; do
  run_group "$name" "$branch-$name" update publish </dev/null
done <"$folder/names"
run_group .rest "$branch" update publish

# Without changes what is open is obsolete.
git ls-remote origin "refs/heads/$branch-*" | cut -f2 >"$folder/branches"
while read -r ref; do
  own=${ref#refs/heads/}
  if grep --quiet --line-regexp --fixed-strings -- "${own#"$branch-"}" "$folder/names"; then continue; fi
  run_group .old "$own" publish </dev/null
done <"$folder/branches"
git reset --quiet --hard "$head"

lines() {
  local IFS=$'\n'
  printf '%s' "$*"
}
set_output changed "$changed"
set_output blocked "$blocked"
set_output routine "$([ "$changed" = true ] && printf '%s' "$routine" || printf false)"
set_output classes "routine=$of_routine review=$of_review held=$of_held"
set_output state "$(lines "${states[@]}")"
set_output pull-request "$(lines ${addresses[@]+"${addresses[@]}"})"
if [ "$failed" = true ]; then give_up "Something went wrong with one of the groups; the log says what."; fi
