// Runs one TypeScript or JavaScript snippet, transpiled already; only where its requests go is taken in hand.
// The openai package asks through the global fetch, as snippets without it do.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const { KG_FROM: from, KG_TO: to, KG_JITI: jitiPath, KG_MODULES: folder } = process.env;
const mock = new URL(to).origin;
const real = globalThis.fetch;

const redirect = (url) =>
  url === from || (url.startsWith(from) && "/?#".includes(url[from.length]))
    ? to + url.slice(from.length)
    : url;

globalThis.fetch = (input, options) => {
  const url = redirect(input instanceof Request ? input.url : String(input));
  if (new URL(url).origin !== mock) throw new TypeError(`${new URL(url).host} isn't the API's address`);
  return real(input instanceof Request ? new Request(url, input) : url, options);
};

const { createJiti } = await import(pathToFileURL(jitiPath).href);
const require = createRequire(`${folder}/`);
const packages = JSON.parse(process.env.KG_PACKAGES);
const alias = Object.fromEntries(packages.map((name) => [name, require.resolve(name)]));
const [, , filename] = process.argv;
const transform = (options) =>
  options.filename === filename
    ? { code: options.source }
    : createRequire(jitiPath)("../dist/babel.cjs")(options);
const jiti = createJiti(import.meta.url, { alias, transform, fsCache: false, moduleCache: false });
// Not `import`: where JavaScript fails natively, that runs it a second time.
await jiti.evalModule(readFileSync(filename, "utf8"), { filename, async: true, forceTranspile: true });
