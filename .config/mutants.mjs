// Changes small things in the sources, each alone, and tells which of them no test notices: `npm run test:mutants`.
// SAMPLE=60 tries about as many of each room, chosen by SEED, always the same; without it all. FILES=src/policy/judge.ts
// and TESTS=test/unit/policy limit both; a mutant is given up after BUDGET seconds of tests.
// All mutants are in the sources at once, behind switches that Stryker's instrumenter puts there, so that each costs
// only its tests: `mutants-runner.ts` runs each test again for each mutant that it comes by.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Instrumenter } from "@stryker-mutator/instrumenter";
import { startVitest } from "vitest/node";

const root = resolve(import.meta.dirname, "..");
const cache = resolve(root, process.env.CACHE ?? "node_modules/.cache/mutants");
const { SAMPLE = "all", SEED = "1", BUDGET = "10", LEAST = "90", FILES, TESTS } = process.env;

const sourcesOf = (room) =>
  room.endsWith(".ts")
    ? [room]
    : readdirSync(join(root, room), { recursive: true })
        .map((file) => `${room}/${file}`)
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
        .sort();

const merge = ["src/text/merge.ts", "src/text/three-way.ts"];

const rooms = new Map(
  FILES !== undefined
    ? [["files", FILES.split(",").flatMap(sourcesOf)]]
    : [
        ["text", sourcesOf("src/text").filter((file) => !merge.includes(file))],
        ["merge", merge],
        ["page", sourcesOf("src/page")],
        ["lock", sourcesOf("src/lock")],
        ["journal", sourcesOf("src/io/apply")],
        ["policy", sourcesOf("src/policy")],
        ["saved plans", sourcesOf("src/pipeline/saved")],
      ],
);

/** Where a mutant falls when lots are drawn. */
const lotOf = ({ fileName, location, replacement }) =>
  createHash("sha256")
    .update(JSON.stringify([SEED, fileName, location, replacement]))
    .digest("hex");

const quiet = () => undefined;
const logger = { debug: quiet, info: quiet, isDebugEnabled: () => false, warn: console.warn };
const names = [...rooms.values()].flat();
const instrumented = await new Instrumenter(logger).instrument(
  names.map((name) => ({ name, mutate: true, content: readFileSync(join(root, name), "utf8") })),
  // The words of messages decide nothing.
  { plugins: null, excludedMutations: ["StringLiteral"], ignorers: [] },
);
const texts = new Map(instrumented.files.map(({ name, content }) => [join(root, name), content]));

/** Mutants by room, those that are tried first. */
const all = new Map(
  [...rooms].map(([room, files]) => [
    room,
    instrumented.mutants
      .filter(({ fileName, status }) => files.includes(fileName) && status === undefined)
      .map((mutant) => ({ ...mutant, lot: lotOf(mutant) }))
      .sort((a, b) => (a.lot < b.lot ? -1 : 1)),
  ]),
);
const wanted = SAMPLE === "all" ? Infinity : Number(SAMPLE);
const drawn = new Map([...all].map(([room, mutants]) => [room, mutants.slice(0, wanted)]));

mkdirSync(cache, { recursive: true });
rmSync(join(cache, "found.json"), { force: true });
writeFileSync(
  join(cache, "tried.json"),
  JSON.stringify({
    budget: Number(BUDGET) * 1000,
    mutants: [...drawn.values()].flat().map(({ id }) => id),
  }),
);
process.env.MUTANTS_CACHE = cache;

const vitest = await startVitest(
  "test",
  TESTS?.split(",") ?? [],
  { config: join(root, ".config/mutants.vitest.config.ts"), watch: false, reporters: ["default"] },
  {
    plugins: [
      {
        name: "mutants",
        enforce: "pre",
        transform: (_, id) => texts.get(id) && { code: texts.get(id), map: null },
      },
    ],
  },
);
await vitest.close();

const found = JSON.parse(readFileSync(join(cache, "found.json"), "utf8"));
const fates = new Map(found.mutants);
const onLoad = new Set(found.onLoad);

/** What became of a mutant; nothing is known of those that only change what is worked out as a module is loaded. */
const fateOf = ({ id }) => {
  const { by, tests } = fates.get(id);
  if (by !== undefined) return "killed";
  return tests === 0 && onLoad.has(id) ? "left out" : "survived";
};

/** A share with its error margin, of 95 in 100 such samples (Wilson's, which holds near 100 % too). */
const shareOf = (part, whole) => {
  const [share, z] = [part / whole, 1.96];
  const middle = (share + (z * z) / (2 * whole)) / (1 + (z * z) / whole);
  const half =
    (z * Math.sqrt((share * (1 - share)) / whole + (z * z) / (4 * whole * whole))) / (1 + (z * z) / whole);
  const percent = (value) => (100 * value).toFixed(1);
  return `${percent(share)} % (${percent(middle - half)} to ${percent(middle + half)})`;
};

const print = (line) => process.stdout.write(`${line}\n`);
let isEnough = true;
const survivors = [];
print(`\n| room | mutants | tried | killed | survived | score, by seed ${SEED} |\n|---|---|---|---|---|---|`);
for (const [room, mutants] of drawn) {
  const known = mutants.filter((mutant) => fateOf(mutant) !== "left out");
  const alive = known.filter((mutant) => fateOf(mutant) === "survived");
  survivors.push(...alive);
  const killed = known.length - alive.length;
  if (killed < (known.length * Number(LEAST)) / 100) isEnough = false;
  const score = shareOf(killed, known.length);
  print(`| ${[room, all.get(room).length, known.length, killed, alive.length, score].join(" | ")} |`);
}

const lineOf = ({ id, fileName, location: { start, end }, replacement }) => {
  const lines = readFileSync(join(root, fileName), "utf8").split("\n");
  const stretch = lines
    .slice(start.line, end.line + 1)
    .map((line, n, { length }) =>
      line.slice(n === 0 ? start.column : 0, n === length - 1 ? end.column : undefined).trim(),
    );
  const { tests, spent } = fates.get(id);
  const short = (text) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);
  const tried = tests === 0 ? "no test" : `${tests} tests, ${Math.round(spent / 1000)} s`;
  return `${fileName}:${start.line + 1}:${start.column + 1} ${short(stretch.join(" "))} → ${short(replacement.replace(/\s+/g, " "))} (${tried})`;
};

print("");
for (const line of survivors.map(lineOf).sort()) print(line);
if (found.skipped.length > 0)
  print(`\nTests that can't run twice: ${found.skipped.length}\n${found.skipped.join("\n")}`);
writeFileSync(join(cache, "survivors.txt"), survivors.map(lineOf).sort().join("\n"));
process.exitCode = isEnough ? 0 : 1;
