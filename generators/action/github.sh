# shellcheck shell=bash
# What the steps say to GitHub. All that comes from the catalog, the documentation or git is hostile here.

# Runs the tool: the one that the repository installed, so that its lock file says which version that is.
kluster_gen() {
  if [ -n "${KLUSTER_GEN:-}" ]; then "$KLUSTER_GEN" "$@"; else npx --no-install kluster-gen "$@"; fi
}

# Sets an output of the step. The delimiter can't be known beforehand, so no value can end it and add outputs.
set_output() {
  local delimiter
  delimiter="value-$(random_word)"
  printf '%s<<%s\n%s\n%s\n' "$1" "$delimiter" "$2" "$delimiter" >>"${GITHUB_OUTPUT:-/dev/null}"
}

# Prints the file's text to the log, where no line of it is taken for a workflow command.
print_inert() {
  local token
  token="inert-$(random_word)"
  printf '::stop-commands::%s\n' "$token"
  cat -- "$1"
  printf '\n::%s::\n' "$token"
}

# Says something that these scripts made themselves; line ends and % are escaped as the runner wants it.
annotate() {
  local text=$2
  text=${text//'%'/'%25'}
  text=${text//$'\r'/'%0D'}
  text=${text//$'\n'/'%0A'}
  printf '::%s::%s\n' "$1" "$text"
}

# Ends the step with an error.
give_up() {
  annotate error "$1"
  exit 1
}

# Sixteen random bytes in hexadecimal digits.
random_word() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

# The folder in which the steps of one job leave each other what they found out.
work_folder() {
  local folder="${RUNNER_TEMP:?RUNNER_TEMP names the folder for temporary files}/kluster-gen"
  mkdir -p "$folder"
  printf '%s\n' "$folder"
}

# The options that say what is planned, as the array `options`.
read_options() {
  options=()
  if [ -n "${INPUT_CONFIG:-}" ]; then options+=(--config "$INPUT_CONFIG"); fi
  if [ -n "${INPUT_ROOT:-}" ]; then options+=(--root "$INPUT_ROOT"); fi
  if [ -n "${INPUT_CATALOG:-}" ]; then options+=(--catalog "$INPUT_CATALOG"); fi
}
