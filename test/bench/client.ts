/**
 * `npm run bench:client`: the client generator beside its peers, on the real document, in one run on one
 * machine. The peers are installed into a scratch folder, never into the project.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadApi } from "../../generators/api/load.ts";
import { startMock } from "../../src/verify/mock/server.ts";
import { behaviour, injection, strictErrors } from "./client-judge.ts";
import { filesIn, install, median, type Run, runNode } from "./client-measure.ts";
import { type Contestant, contestants } from "./client-peers.ts";
import { faultReader } from "../support/mock-faults.ts";

const root = process.cwd();
const scratch = join(tmpdir(), "client-bench");
const document = process.argv[2] ?? join(root, "../shared/data/openapi/kluster-openapi.json");
const overlay = join(root, "schemas/kluster.overlay.json");
const rounds = Number(process.env.ROUNDS ?? 5);

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** Packs the project as it is published, which builds it. */
const pack = (): string => {
  mkdirSync(scratch, { recursive: true });
  // What was installed from an older tarball of the same name must not be measured.
  rmSync(join(scratch, "kluster-gen"), { recursive: true, force: true });
  const packed = spawnSync("npm", ["pack", "--silent", "--pack-destination", scratch], { encoding: "utf8" });
  if (packed.status !== 0) throw new Error(packed.stderr);
  return join(scratch, packed.stdout.trim().split("\n").at(-1) ?? "");
};

type Measured = {
  readonly contestant: Contestant;
  readonly folder: string;
  readonly installMb: number;
  readonly cold: Run[];
  readonly unchanged: Run[];
};

const prepare = (contestant: Contestant, index: number): Measured => {
  const folder = join(scratch, index === 0 ? "kluster-gen" : `peer-${index}`);
  const installMb = install(folder, contestant.packages);
  for (const [name, text] of Object.entries(contestant.files ?? {})) writeFileSync(join(folder, name), text);
  return { contestant, folder, installMb, cold: [], unchanged: [] };
};

const generateOnce = ({ contestant, folder, cold, unchanged }: Measured, first: boolean): void => {
  rmSync(join(folder, "out"), { recursive: true, force: true });
  const run = runNode(folder, contestant.command(document), document);
  if (run.code !== 0) throw new Error(`${contestant.name}: ${run.said}`);
  if (first) return;
  cold.push(run);
  unchanged.push(runNode(folder, contestant.command(document), document));
};

const sizes = (folder: string): { readonly files: number; readonly lines: number; readonly kb: number } => {
  const texts = filesIn(join(folder, "out")).map((path) => readFileSync(path, "utf8"));
  return {
    files: texts.length,
    lines: texts.reduce((sum, text) => sum + text.split("\n").length, 0),
    kb: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1024,
  };
};

const table = (rows: readonly (readonly string[])[]): void => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  for (const row of rows) write(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | "));
};

const compilers = { "5.9.3": "ts59", "6.0.3": "ts60" } as const;

const main = async (): Promise<void> => {
  if (!existsSync(document))
    throw new Error(`There is no ${document}; name an OpenAPI document as the first argument.`);
  const tarball = pack();
  const all = contestants(tarball, true);
  // Hostile documents come without the overlay, which corrects another one.
  const plain = contestants(tarball, false);
  const measured = all.map(prepare);
  for (const [version, folder] of Object.entries(compilers))
    install(join(scratch, folder), [`typescript@${version}`]);
  for (let round = 0; round <= rounds; round++) for (const each of measured) generateOnce(each, round === 0);

  const api = await loadApi({
    source: { label: "openapi.json", text: readFileSync(document, "utf8") },
    overlays: [{ label: "overlay", text: readFileSync(overlay, "utf8") }],
    readLocal: () => ({ ok: false, problems: [] }),
  });
  if (!api.ok) throw new Error(JSON.stringify(api.problems));
  const columns: Record<string, string>[] = [];
  for (const [index, { contestant, folder, installMb, cold, unchanged }] of measured.entries()) {
    const { files, lines, kb } = sizes(folder);
    const errors = Object.entries(compilers).map(([version, where]) => {
      const found = strictErrors(
        folder,
        join(scratch, where, "node_modules/typescript/bin/tsc"),
        contestant === all[0] ? "nodenext" : "bundler",
      );
      return [
        `TypeScript ${version}: errors strict / stricter`,
        `${found.strict} / ${found.stricter}`,
      ] as const;
    });
    const mock = await startMock({ api: api.value, faults: faultReader() });
    for (let count = 0; count < 5; count++) {
      await fetch(`${mock.url}/v1/batches`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: "Bearer k" },
        body: JSON.stringify({
          input_file_id: "x",
          endpoint: "/v1/chat/completions",
          completion_window: "24h",
        }),
      });
    }
    const rows = await behaviour(folder, contestant, mock.url);
    await mock.close();
    const validators = filesIn(join(folder, "out")).some((path) => path.endsWith("validators.js"));
    columns.push({
      "": contestant.name,
      "cold, s": (median(cold.map(({ ms }) => ms)) / 1000).toFixed(2),
      "unchanged, s": (median(unchanged.map(({ ms }) => ms)) / 1000).toFixed(2),
      "processor time, s": (median(cold.map(({ cpu }) => cpu)) / 1000).toFixed(2),
      "memory, MB": median(cold.map(({ mb }) => mb)).toFixed(0),
      "install, MB": installMb.toFixed(0),
      "output: files, lines, KB": `${files}, ${lines}, ${kb.toFixed(0)}`,
      ...Object.fromEntries(errors),
      "validates when it runs": validators ? "yes" : "no",
      ...Object.fromEntries(Object.entries(rows).map(([name, value]) => [name, String(value)])),
      "hostile documents that became code": injection(folder, plain[index] ?? contestant),
    });
  }
  table(Object.keys(columns[0] ?? {}).map((name) => [name, ...columns.map((column) => column[name] ?? "")]));

  const ms = (index: number, which: "cold" | "unchanged"): number =>
    median(measured[index]?.[which].map((run) => run.ms) ?? []);
  const heyApi = all.findIndex(({ name }) => name === "hey-api");
  const memory = median(measured[0]?.cold.map(({ mb }) => mb) ?? []);
  const goals: readonly (readonly [string, number, number])[] = [
    ["cold, as a share of hey-api's time", ms(0, "cold") / ms(heyApi, "cold"), 0.8],
    ["unchanged, as a share of hey-api's time", ms(0, "unchanged") / ms(heyApi, "cold"), 0.15],
    ["memory, MB", memory, 150],
  ];
  write("");
  for (const [what, is, most] of goals)
    write(`${is <= most ? "met   " : "MISSED"} ${what}: ${is.toFixed(2)} (at most ${most})`);
  write(`Node ${process.version}, median of ${rounds} interleaved runs`);
  if (goals.some(([, is, most]) => is > most)) process.exitCode = 1;
};

await main();
