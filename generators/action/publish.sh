#!/usr/bin/env bash
# Puts what changed in the checkout on a branch, as one commit on top of what is checked out, and opens or
# refreshes one pull request for it. Commits of people on that branch are never overwritten.
# One that is obsolete is closed; one in which all is routine is merged after its checks, where that is asked for.
# In: INPUT_BRANCH, INPUT_BASE, INPUT_TITLE, INPUT_AUTO_MERGE; `gh` and GH_TOKEN for the pull request.
# Out: changed, state (none, closed, opened, refreshed, unchanged, held or pushed), pull-request (its address).
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source-path=SCRIPTDIR source=github.sh
. "$here/github.sh"

folder=$(work_folder)
branch=${INPUT_BRANCH:?the branch for the changes}
base=${INPUT_BASE:?the branch that the changes are for}
title=${INPUT_TITLE:?the title of the pull request}
merging=${INPUT_AUTO_MERGE:-none}
ref="refs/heads/$branch"

git check-ref-format "$ref" || give_up "The branch has no name that git allows."
if [ "$branch" = "$base" ]; then give_up "The changes need a branch of their own, not the one that they are for."; fi

case $merging in none | routine) ;; *) give_up "auto-merge is none or routine." ;; esac

report() {
  set_output changed "$1"
  set_output state "$2"
  set_output pull-request "${3:-}"
  printf 'Pull request: %s\n' "$2"
}

# A commit is the tool's when its message names its very tree: an amended one doesn't.
mark="Kluster-Gen-Tree"
is_ours() {
  [ "$(git log -1 --format="%(trailers:key=$mark,valueonly)" "$1" | tr -d '\n')" = "$(git rev-parse "$1^{tree}")" ]
}

# A merge that is what git makes of its two parents holds nothing that anybody wrote.
is_plain_merge() {
  local parents merged
  read -r -a parents <<<"$(git log -1 --format=%P "$1")"
  [ "${#parents[@]}" = 2 ] || return 1
  merged=$(git merge-tree --write-tree "${parents[0]}" "${parents[1]}" 2>/dev/null) || return 1
  [ "$merged" = "$(git rev-parse "$1^{tree}")" ]
}

number=
address=
# The one pull request from this branch of this repository: a fork may have a branch of the same name.
find_pull_request() {
  local found
  command -v gh >/dev/null || return 0
  found=$(gh pr list --head "$branch" --state "$1" --limit 100 --json number,url,isCrossRepository \
    --jq 'map(select(.isCrossRepository | not))[0] | select(. != null) | "\(.number) \(.url)"')
  number=${found%% *}
  address=${found#* }
}

# Lets a pull request be merged after its checks, as the commit that was planned and no other, or not any more.
settle_merge() {
  [ "$merging" = routine ] || return 0
  # Merged, it would forget what people unticked.
  if [ "$1" != none ] && [ "$(cat "$folder/routine")" = true ] && [ ! -s "$folder/left" ]; then
    gh pr merge "$number" --auto --squash --match-head-commit "$1" ||
      annotate warning "The pull request can't be merged by itself: the repository must allow auto-merge, and the token too."
  else
    # It fails where nothing was to be merged.
    gh pr merge "$number" --disable-auto >/dev/null 2>&1 || true
  fi
}

git add --all
tree=$(git write-tree)
head=$(git rev-parse HEAD)
current=false
if [ "$tree" = "$(git rev-parse 'HEAD^{tree}')" ]; then current=true; fi

tip=$(git ls-remote origin "$ref" | cut -f1)
if [ -n "$tip" ]; then
  shallow=()
  # Without the history it can't be said whose commits are on the branch.
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then shallow=(--unshallow); fi
  git fetch --quiet "${shallow[@]}" origin "+$ref:refs/remotes/origin/$branch"
  commits=$(git rev-list "$tip" --not "$head")
  for commit in $commits; do
    if is_ours "$commit" || is_plain_merge "$commit"; then continue; fi
    if [ "$current" = true ]; then
      report false none
      exit 0
    fi
    annotate warning "People have committed to $branch ($commit). It is left as it is: merge it, or move their commits elsewhere and delete it; the next run then starts afresh."
    find_pull_request open
    if [ -n "$number" ]; then settle_merge none; fi
    report true held
    exit 0
  done
fi

# Where all is unticked, an empty commit keeps the pull request open, and so remembers it.
if [ "$current" = true ] && [ ! -s "$folder/left" ]; then
  # What was to be changed is there, or isn't wanted any more.
  if [ -n "$tip" ]; then find_pull_request open; fi
  if [ -z "$number" ]; then
    report false none
    exit 0
  fi
  gh pr close "$number" --comment "The documentation is in step without this."
  git push --quiet --force-with-lease="$ref:$tip" origin ":$ref" || annotate notice "$branch can't be deleted."
  report false closed "$address"
  exit 0
fi

if [ -n "$tip" ] && [ "$tree" = "$(git rev-parse "$tip^{tree}")" ] && [ "$head" = "$(git rev-parse "$tip^")" ]; then
  # One that was closed stays closed until there is something new to say.
  find_pull_request all
  if [ -n "$number" ] || ! command -v gh >/dev/null; then
    find_pull_request open
    if [ -n "$number" ]; then settle_merge "$tip"; fi
    find_pull_request all
    report true unchanged "$address"
    exit 0
  fi
else
  export GIT_AUTHOR_NAME="${GIT_AUTHOR_NAME:-github-actions[bot]}"
  export GIT_AUTHOR_EMAIL="${GIT_AUTHOR_EMAIL:-41898282+github-actions[bot]@users.noreply.github.com}"
  export GIT_COMMITTER_NAME="${GIT_COMMITTER_NAME:-$GIT_AUTHOR_NAME}"
  export GIT_COMMITTER_EMAIL="${GIT_COMMITTER_EMAIL:-$GIT_AUTHOR_EMAIL}"
  commit=$(printf '%s\n\n%s: %s\n' "$title" "$mark" "$tree" | git commit-tree "$tree" -p "$head")
  # The lease: when somebody pushes between the look above and now, nothing is overwritten.
  git push --quiet --force-with-lease="$ref:$tip" origin "$commit:$ref" ||
    give_up "$branch can't be pushed: it changed meanwhile, or the token may not. Nothing was overwritten; run this again."
fi

if ! command -v gh >/dev/null; then
  annotate notice "There is no gh here: open the pull request for $branch yourself."
  report true pushed
  exit 0
fi

body="$folder/body.md"
{
  if [ "$(cat "$folder/blocked")" = true ]; then
    printf '> Some changes are blocked and not in here: a hand edit is in their way, or the catalog is doubtful. They are listed below.\n\n'
  fi
  node "$here/boxes.mjs" body "$folder/plan.md" "$folder/body-before.md"
} >"$body"

find_pull_request open
if [ -n "$number" ]; then
  # The title stays: people may have given it one of their own.
  gh api --silent --method PATCH "repos/{owner}/{repo}/pulls/$number" --field "body=@$body"
  settle_merge "${commit:-$tip}"
  report true refreshed "$address"
else
  address=$(gh pr create --head "$branch" --base "$base" --title "$title" --body-file "$body" | tail -n 1)
  number=${address##*/}
  settle_merge "${commit:-$tip}"
  report true opened "$address"
fi
