#!/usr/bin/env bash
# Plans, saves the plan and its description, and applies exactly that plan to the checkout.
# In: INPUT_CONFIG, INPUT_ROOT, INPUT_CATALOG, INPUT_VERIFY (true or false). Out: blocked, routine, classes.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=github.sh
. "$(dirname "${BASH_SOURCE[0]}")/github.sh"

folder=$(work_folder)
read_options

# Whatever is there already would end in the pull request.
if [ -n "$(git status --porcelain)" ]; then
  give_up "The checkout has changes of its own. Ignore what is installed into it, or run this before other steps."
fi

wanted=("${options[@]}" --out "$folder/plan.json" --format markdown)
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
