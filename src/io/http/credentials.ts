import { ok, type Outcome, refuse } from "../../model/problem.ts";
import type { SourceContext, UrlSource } from "../source/types.ts";

/** Headers of a request that stay within the source's origin, and the environment variables that they came from. */
export type Credentials = {
  readonly headers: ReadonlyMap<string, string>;
  readonly variables: readonly string[];
};

const valueOf = (variable: string, label: string, env: SourceContext["env"]): Outcome<string> => {
  const value = env[variable];
  if (value === undefined || value === "")
    return refuse(
      "catalog-key-missing",
      label,
      `The environment variable ${variable} is not set.`,
      `Set ${variable} to the key of the API.`,
    );
  // Anything else could end the header and begin another.
  if (!/^[\x21-\x7e]+$/.test(value))
    return refuse(
      "catalog-key-invalid",
      label,
      `The key in ${variable} holds a space, a control character or a character outside ASCII.`,
      `Set ${variable} to the key alone, without a line break.`,
    );
  return ok(value);
};

/** The headers that a source declares, `authorization` among them, with the values that the environment holds. */
export const credentialsOf = (
  source: UrlSource,
  label: string,
  env: SourceContext["env"],
): Outcome<Credentials> => {
  const headers = new Map<string, string>();
  const variables: string[] = [];
  const declared = [...source.headers];
  const bearer = source.authEnv === undefined ? [] : [["authorization", { env: source.authEnv }] as const];
  for (const [name, given] of [...bearer, ...declared]) {
    if ("value" in given) {
      headers.set(name.toLowerCase(), given.value);
      continue;
    }
    const found = valueOf(given.env, label, env);
    if (!found.ok) return found;
    variables.push(given.env);
    const isBearer = name === "authorization" && given.env === source.authEnv;
    headers.set(name.toLowerCase(), isBearer ? `Bearer ${found.value}` : found.value);
  }
  return ok({ headers, variables });
};
