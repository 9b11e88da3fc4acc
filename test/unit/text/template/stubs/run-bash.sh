#!/bin/bash
# run-bash.sh STUBS FOLDER: for each FOLDER/N/snippet.sh checks the syntax, then runs it in FOLDER/N/work with
# STUBS as the only commands. Leaves out, err, status and the stub's records in FOLDER/N.
set -u
stubs=$1
for script in "$2"/*/snippet.sh; do
  folder=${script%/snippet.sh}
  mkdir "$folder/work" "$folder/log"
  bash -n "$script" || exit 1
  (
    cd "$folder/work" || exit 1
    export PATH="$stubs" LOG="$folder/log"
    /bin/bash "$script" > "$folder/out" 2> "$folder/err"
    echo "$?" > "$folder/status"
  )
done
