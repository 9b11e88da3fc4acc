/** YAML 1.2 by the yaml package; like it, load this module only for YAML (27 ms). */
import { parse } from "yaml";

/** Parses one document; throws on a syntax error, on deep nesting, and on aliases that multiply. */
export const parseYaml = (text: string): unknown =>
  parse(text, { maxAliasCount: 100, logLevel: "error", prettyErrors: true });
