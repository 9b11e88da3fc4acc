/**
 * The smallest program around the client generator, for measuring it as a whole process:
 * `node entry.mjs DOCUMENT OUT [OVERLAY…]`. Says whether it generated or found everything current.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ClientInputs, clientPaths, isCurrent } from "../../generators/client/digest.ts";

const [document = "", out = "", ...overlays] = process.argv.slice(2);
const read = (path: string): string => readFileSync(path, "utf8");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const readAll = (paths: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    paths.flatMap((path) => {
      try {
        return [[path, read(join(out, path))] as const];
      } catch {
        return [];
      }
    }),
  );

const generate = async (
  source: string,
  corrections: readonly string[],
  inputs: ClientInputs,
): Promise<void> => {
  const [{ loadApi }, { generateClient }] = await Promise.all([
    import("../../generators/api/load.ts"),
    import("../../generators/client/generate.ts"),
  ]);
  const api = await loadApi({
    source: { label: "openapi.json", text: source },
    overlays: corrections.map((text, index) => ({ label: `overlay ${index + 1}`, text })),
    readLocal: () => ({ ok: false, problems: [] }),
  });
  const made = api.ok ? await generateClient({ api: api.value, inputs }) : api;
  if (!made.ok) {
    process.stderr.write(`${JSON.stringify(made.problems, null, 2)}\n`);
    process.exitCode = 1;
    return;
  }
  for (const { path, text } of made.value) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  process.stdout.write("generated\n");
};

const source = read(document);
const corrections = overlays.map(read);
const inputs: ClientInputs = {
  source: sha256(source),
  overlays: corrections.map(sha256),
  options: { validators: true },
  generator: "bench",
};
if (isCurrent(inputs, readAll(clientPaths(inputs.options)))) process.stdout.write("unchanged\n");
else await generate(source, corrections, inputs);
