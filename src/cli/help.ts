/** What --help prints. */
export const helpText = `kluster-gen keeps a platform's documentation in step with its model catalog.

Usage: kluster-gen <command> [options]

  init                  write a starting config for the documentation that is here
  plan                  work out every change and show it; writes nothing
  apply [PLANFILE]      plan and apply, or apply exactly that saved plan
  check                 judge the documentation as it stands
  verify                run every snippet against a mock of the API
  client                generate the typed client alone (also part of plan and apply)
  explain MODEL         how one model is seen: capabilities, slug, templates, places

Where
  --config FILE         the config; otherwise the nearest kluster-onboard.config.*;
                        init: the file to write, .ts or .json
  --root DIR            the documentation, in place of the config's root
  --catalog FILE|URL    the catalog, in place of the config's sources

What
  --only PARTS          of snippets,sections,tables,client,mentions; counters and
                        navigation files are sections
  --model ID            this model only (repeatable)
  --role NAME           move what stands for this role of \`mentions\` to its model now
  --replace [PATH]      make snippets anew that are there, hand-edited ones and those in
                        pages too; PATH (repeatable): of that file, page or folder only
  --prune               delete what the tool made for models that left the catalog
  --claim VALUE         whose is what was there before the tool: as-made, all or none
  --accept-catalog      trust a catalog that lost many models or fields
  --date YYYY-MM-DD     the date that counters show
  --out FILE            plan: save the plan for apply
  --check               plan: exit with 2 when there are changes
  --fix                 check: mend what is mechanical
  --yes, -y             apply, init: don't ask on a terminal
  --verify              run the snippets first; when one fails, nothing is written
  --changed             verify: only what hasn't passed yet as it is now
  --fresh               verify: run again what passed before
  --no-fsync            apply, check: don't wait for the disk

How it looks
  --format text|json    text for people (default), or JSON for programs;
                        plan, apply: markdown, a pull request's body, or html, one file
                        to look at; plan, check, verify: github, annotations
  --diff                show unified diffs
  --quiet, -q           say nothing but problems
  --verbose, -v         list unchanged files too, and give every reason
  --help, -h            this text
  --version, -V         the version

verify executes the snippets of the documentation, as its readers would, those that
people wrote too: on this machine, with your rights, without a key. Do it where you
would run them yourself.

Exit codes: 0 done or nothing to do, 1 error, 2 --check found changes, check found errors
or a snippet failed, 3 something is blocked, 130 interrupted.
`;
