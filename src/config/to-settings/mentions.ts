import picomatch from "picomatch";
import type { Config, MentionsConfig, RoleConfig } from "../config.gen.ts";
import { parseExpression } from "../expression.ts";
import type { FollowSettings, MentionSettings, RoleSettings } from "../mention-settings.ts";
import { compilePredicate, type Test } from "../predicate.ts";
import { test } from "./place.ts";
import { escapePattern } from "../../text/escape-pattern.ts";

/** What tells of the past, and what nobody writes by hand. */
const neverPages = [
  "**/{CHANGELOG,CHANGES,HISTORY,RELEASES,RELEASE-NOTES,changelog,changes,history,releases,release-notes,release_notes}{,.*}",
  "**/{changelog,changelogs,releases,release-notes,release_notes}/**",
  "**/{package-lock,npm-shrinkwrap}.json",
  "**/{pnpm-lock,yarn}.{yaml,lock}",
  "**/{node_modules,.git,.kluster-gen,dist,build,_site,__pycache__,.venv,.next,.docusaurus}/**",
];

const matcher = (globs: readonly string[]): ((path: string) => boolean) =>
  globs.length === 0 ? () => false : picomatch([...globs], { dot: true });

/** A glob, and the heading that it is limited to. */
const parted = (glob: string): readonly [glob: string, heading: string | undefined] => {
  const [, path = glob, heading] = /^([^#]+)#\s*(.+)$/s.exec(glob) ?? [];
  return [path, heading];
};

/** What IDs are made of, and what no pattern but one with `*` has. */
const plain = /^[\w./:@~+ -]*$/;
const star = /^[\w./:@~+*-]*$/;

/** A list's texts are IDs, or patterns with `*`; any other text is a regular expression, with or without slashes around it. */
export const followPattern = (text: string): string | undefined => {
  if (plain.test(text)) return undefined;
  if (star.test(text)) return `^${text.split("*").map(escapePattern).join(".*")}$`;
  return /^\/(.+)\/$/s.exec(text)?.[1] ?? text;
};

const follows = (config: RoleConfig["follows"] = []): FollowSettings => {
  const ids = new Set<string>();
  const patterns: RegExp[] = [];
  const tests: Test[] = [];
  for (const each of Array.isArray(config) ? config : [config])
    if (typeof each === "object") tests.push(compilePredicate(each));
    else {
      const pattern = followPattern(each);
      if (pattern === undefined) ids.add(each);
      else patterns.push(new RegExp(pattern, "u"));
    }
  return { ids, patterns, tests };
};

const role = ([name, config]: readonly [string, RoleConfig]): RoleSettings => ({
  name,
  chosen:
    config.newest === undefined
      ? { type: "model", id: config.model ?? "" }
      : { type: "newest", test: test(config.newest.where), by: config.newest.by },
  follows: follows(config.follows),
  where: `mentions.roles.${name}`,
});

/** New IDs by the old ones, those of `moved` too. */
export const successorsOf = (
  { successors = {} }: MentionsConfig,
  moved: Config["moved"] = [],
): ReadonlyMap<string, string> =>
  new Map([...moved.map(({ from, to }) => [from, to] as const), ...Object.entries(successors)]);

const toMentions = (config: MentionsConfig, moved: Config["moved"]): MentionSettings => {
  const { pages, ignore = [], keep = [], left } = config;
  const isNamed = matcher(pages);
  const isIgnored = matcher([...neverPages, ...ignore]);
  const kept = keep.map(parted);
  const headings = kept.flatMap(([glob, heading]) =>
    heading === undefined ? [] : [[matcher([glob]), heading] as const],
  );
  return {
    isPage: (path) => isNamed(path) && !isIgnored(path),
    isKept: matcher(kept.flatMap(([glob, heading]) => (heading === undefined ? [glob] : []))),
    keptHeadings: (path) => headings.flatMap(([matches, heading]) => (matches(path) ? [heading] : [])),
    spans: config.spans ?? false,
    forms: (config.forms ?? []).map(parseExpression),
    roles: Object.entries(config.roles ?? {}).map(role),
    replacesRetired: config.retired === "replace",
    successors: successorsOf(config, moved),
    left: {
      ids: left?.ids ?? [],
      test: left?.where === undefined ? undefined : compilePredicate(left.where),
      successor: left?.successor,
    },
    parameters: new Map(
      Object.entries(config.parameters ?? {}).map(([name, holds]) => [name, compilePredicate(holds)]),
    ),
    writesPlaceholders: config.placeholders === "write",
  };
};

/** Where the documentation names models; undefined where nobody asked. */
export const mentions = ({ mentions: config, moved }: Config): MentionSettings | undefined =>
  config === undefined ? undefined : toMentions(config, moved);
