/** The installed command, killed between the first byte of its journal and its end, with its output read or sent away. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bin, catalog, packageFolder, project, site } from "../support/packed.ts";
import { bytesOf } from "../support/tree.ts";

/** Counts what is asked of the disk since the journal was begun, and dies before the call that KILL_AT names. */
const preload = `
const fs = require("node:fs");
let count = -1;
for (const [name, real] of Object.entries(fs)) {
  if (!name.endsWith("Sync")) continue;
  fs[name] = Object.assign((...given) => {
    if (count === -1 && name === "openSync" && String(given[0]).includes("journal") && given[1] !== "r") count = 0;
    if (count >= 0 && count++ === Number(process.env.KILL_AT)) process.kill(process.pid, "SIGKILL");
    return real(...given);
  }, real);
}
process.on("exit", () => fs.writeFileSync(process.env.COUNT_IN, String(count)));
`;

const models = Array.from({ length: 12 }, (_, at) => ({ id: `acme/Ibis-${at}B`, name: `Ibis ${at}B` }));
const files = { ...site, "preload.cjs": preload };

/** How the output is taken: read by somebody, or by nobody. */
const ways = ["pipe", "ignore"] as const;

const apply = (folder: string, killAt: number, way: (typeof ways)[number]) =>
  spawnSync(bin, ["apply", "--yes"], {
    cwd: folder,
    stdio: ["ignore", way, way],
    env: {
      PATH: process.env.PATH,
      NODE_OPTIONS: `--require ${join(folder, "preload.cjs")}`,
      KILL_AT: String(killAt),
      COUNT_IN: join(folder, "..", "calls"),
      XDG_CACHE_HOME: join(folder, "..", "cache"),
    },
  });

const load = (path: string): Promise<typeof import("../../src/index.ts")> => import(path);
const installed = await load(join(packageFolder, "dist/index.js"));

/** The next start: by the command, or by a program, which needs no process of its own. */
const finish = async (folder: string, way: (typeof ways)[number]): Promise<boolean> => {
  if (way === "pipe") return apply(folder, -1, way).status === 0;
  const { status } = await installed.apply({ cwd: folder, env: {} });
  return status === "applied" || status === "in-step";
};

const next = { data: [...catalog.data, ...models] };
const texts = (folder: string) =>
  Object.entries(bytesOf(join(folder, "docs"))).map(([path, bytes]) => [path, String(bytes)]);

test("after 150 SIGKILLs no file is torn, and the next start finishes the job", {
  timeout: 600_000,
}, async () => {
  const whole = project({ ...files, "catalog.json": next });
  const before = new Map(texts(whole).map(([path, text]) => [path, text]));
  expect(apply(whole, -1, "pipe").status).toBe(0);
  const after = new Map(texts(whole).map(([path, text]) => [path, text]));
  const calls = Number(readFileSync(join(whole, "..", "calls"), "utf8"));
  expect(calls).toBeGreaterThan(75);
  const points = Array.from({ length: 75 }, (_, nth) => Math.floor((nth * calls) / 75));
  let killed = 0;
  for (const at of points)
    for (const way of ways) {
      const folder = project({ ...files, "catalog.json": next });
      if (apply(folder, at, way).signal === "SIGKILL") killed += 1;
      const torn = texts(folder).filter(
        ([path = "", text]) =>
          !/\\.kg-|kluster-gen/.test(path) && text !== before.get(path) && text !== after.get(path),
      );
      expect(torn, `call ${at}, ${way}`).toEqual([]);
      const isDone = await finish(folder, way);
      expect([isDone, texts(folder)], `call ${at}, ${way}`).toEqual([true, [...after]]);
    }
  process.stdout.write(
    `SIGKILL of the command: ${killed} of ${2 * points.length} points in ${calls} calls\\n`,
  );
  expect(killed).toBe(150);
});
