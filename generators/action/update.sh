#!/usr/bin/env bash
# Plans, saves the plan and its description, and applies exactly that plan to the checkout.
# Models whose boxes people unticked in the body of the open pull request are left as they are.
# In: INPUT_CONFIG, INPUT_ROOT, INPUT_CATALOG, INPUT_VERIFY (true or false), INPUT_BRANCH; `gh` and GH_TOKEN for the
# body. Out: blocked, routine, classes.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=github.sh
. "$here/github.sh"

folder=$(work_folder)
read_options

# Whatever is there already would end in the pull request.
if [ -n "$(git status --porcelain)" ]; then
  give_up "The checkout has changes of its own. Ignore what is installed into it, or run this before other steps."
fi

# The body is all that remembers it: when the pull request is merged or closed, the models come again.
: >"$folder/body-before.md"
if command -v gh >/dev/null; then
  gh pr list --head "${INPUT_BRANCH:?the branch for the changes}" --state open --limit 100 --json body,isCrossRepository \
    --jq 'map(select(.isCrossRepository | not))[0].body // ""' >"$folder/body-before.md" ||
    give_up "The open pull request can't be read; the token may not. Nothing was written."
fi
node "$here/boxes.mjs" unticked "$folder/body-before.md" >"$folder/left"

limits=()
# A run for one group has its limits there.
if [ -e "$folder/limits" ]; then
  while IFS= read -r -d '' limit; do limits+=("$limit"); done <"$folder/limits"
fi
while IFS= read -r -d '' id; do limits+=("--leave=$id"); done <"$folder/left"

wanted=("${options[@]}" ${limits[@]+"${limits[@]}"} --out "$folder/plan.json" --format markdown)
if [ "${INPUT_VERIFY:-false}" = true ]; then wanted+=(--verify); fi
planned=0
kluster_gen plan "${wanted[@]}" >"$folder/plan.md" 2>"$folder/log" || planned=$?
print_inert "$folder/log"
case $planned in
0 | 3) ;;
*) give_up "kluster-gen plan ended with $planned; nothing was written. The log says why." ;;
esac
cat -- "$folder/plan.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"

applied=0
kluster_gen apply "$folder/plan.json" "${options[@]}" --yes --quiet >"$folder/log" 2>&1 || applied=$?
print_inert "$folder/log"
case $applied in
0 | 3) ;;
*) give_up "kluster-gen apply ended with $applied. The log says why." ;;
esac

# Exit code 3: something is blocked, and everything else was done.
blocked=false
if [ "$planned" = 3 ] || [ "$applied" = 3 ]; then
  blocked=true
  annotate warning "Something is blocked and was left as it is; the description of the changes says what."
fi
set_output blocked "$blocked"
printf '%s\n' "$blocked" >"$folder/blocked"

# How many changes are of each class, and whether all of them are routine: none are where the config declares no classes.
node -e '
  const { changes } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const classes = changes.filter(({ action }) => action !== "keep").map((change) => change.class ?? "review");
  const count = (name) => classes.filter((each) => each === name).length;
  console.log(classes.length > 0 && count("routine") === classes.length);
  console.log(["routine", "review", "held"].map((name) => name + "=" + count(name)).join(" "));
' "$folder/plan.json" >"$folder/classes"
{ read -r routine && read -r classes; } <"$folder/classes"
printf '%s\n' "$routine" >"$folder/routine"
set_output routine "$routine"
set_output classes "$classes"
