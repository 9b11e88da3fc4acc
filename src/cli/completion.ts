import { commands, optionSpecs, optionsFor } from "./option-table.ts";
import { type Shell, shells } from "./shells.ts";

const flagsOf = (names: readonly string[]): string => names.map((name) => `--${name}`).join(" ");

/** Values that can be listed: `a|b|c`. */
const choicesOf = (name: string): readonly string[] => {
  const value = optionSpecs.get(name)?.value ?? "";
  return /^[a-z-]+(?:\|[a-z-]+)+$/.test(value) ? value.split("|") : [];
};

const takesFile = (name: string): boolean => /\b(?:FILE|DIR|PATH)\b/.test(optionSpecs.get(name)?.value ?? "");

const chosen = [...optionSpecs.keys()].filter((name) => choicesOf(name).length > 0);
const filed = [...optionSpecs.keys()].filter(takesFile);

const bash = (): string => `_kluster_gen() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  case "$before" in
${chosen.map((name) => `    --${name}) COMPREPLY=($(compgen -W "${choicesOf(name).join(" ")}" -- "$word")); return ;;`).join("\n")}
    ${filed.map((name) => `--${name}`).join("|")}) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${commands.join(" ")} help completion" -- "$word")); return
  fi
  case "$command" in
${commands.map((name) => `    ${name}) COMPREPLY=($(compgen -W "${flagsOf(optionsFor(name))}" -- "$word")) ;;`).join("\n")}
    help) COMPREPLY=($(compgen -W "${commands.join(" ")}" -- "$word")) ;;
    completion) COMPREPLY=($(compgen -W "${shells.join(" ")}" -- "$word")) ;;
  esac
}
complete -o default -F _kluster_gen kluster-gen
`;

/** Bash's, which zsh can run: sourced, or as a function of its own that is loaded by the first completion. */
const zsh = (): string => `#compdef kluster-gen
autoload -U +X bashcompinit && bashcompinit
${bash()}if [ "\${funcstack[1]-}" = _kluster-gen ]; then _bash_complete -o default -F _kluster_gen; fi
`;

const fish = (): string =>
  [
    "complete -c kluster-gen -f",
    ...[...commands, "help", "completion"].map(
      (name) => `complete -c kluster-gen -n __fish_use_subcommand -a ${name}`,
    ),
    ...[...commands.map((name) => ["help", name]), ...shells.map((name) => ["completion", name])].map(
      ([command, word]) => `complete -c kluster-gen -n '__fish_seen_subcommand_from ${command}' -a ${word}`,
    ),
    ...commands.flatMap((command) =>
      optionsFor(command).map((name) => {
        const { short, text = "" } = optionSpecs.get(name) ?? {};
        const choices = choicesOf(name);
        return [
          `complete -c kluster-gen -n '__fish_seen_subcommand_from ${command}' -l ${name}`,
          ...(short === undefined ? [] : [`-s ${short}`]),
          ...(choices.length > 0 ? [`-x -a '${choices.join(" ")}'`] : []),
          ...(takesFile(name) ? ["-r -F"] : []),
          `-d '${text.replaceAll("'", "\\'")}'`,
        ].join(" ");
      }),
    ),
    "",
  ].join("\n");

/** A shell's completion of commands, options and the values that can be listed, as a script to source. */
export const completionFor = (shell: Shell): string => ({ bash, zsh, fish })[shell]();
