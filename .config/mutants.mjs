// Small faults in the modules that nothing may be lost by, each tried against the tests nearest to its module:
// `npm run test:mutants -- [COUNT] [PATH…]`. What survives is printed; nothing on disk is changed.
// Which faults are tried is decided by their digests: the same each time, and others in the order of COUNT.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import ts from "typescript";
import { createVitest } from "vitest/node";

const [count = "300", ...chosen] = process.argv.slice(2);
const modules = chosen.length > 0 ? chosen : ["src/text", "src/page", "src/lock", "src/policy"];
const root = resolve(".");
const opposites = new Map([
  ["===", "!=="],
  ["!==", "==="],
  ["<", "<="],
  ["<=", "<"],
  [">", ">="],
  [">=", ">"],
  ["&&", "||"],
  ["||", "&&"],
  ["+", "-"],
  ["-", "+"],
]);

/** The faults of one module: where, and what stands there instead. */
const faultsOf = (path, text) => {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const put = (node, to) => found.push({ path, start: node.getStart(), end: node.getEnd(), to });
  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
    const opposite = ts.isBinaryExpression(node) ? opposites.get(node.operatorToken.getText()) : undefined;
    // A text that is joined by "-" is no fault that anybody makes.
    const isText = /["'`]/.test(node.getText());
    if (opposite !== undefined && !(isText && /[+-]/.test(opposite))) put(node.operatorToken, opposite);
    if (ts.isPrefixUnaryExpression(node) && node.getText().startsWith("!")) put(node, node.operand.getText());
    if (ts.isNumericLiteral(node)) put(node, String(Number(node.text) + 1));
    if (node.kind === ts.SyntaxKind.TrueKeyword) put(node, "false");
    if (node.kind === ts.SyntaxKind.FalseKeyword) put(node, "true");
    if (ts.isConditionalExpression(node)) put(node.condition, `!(${node.condition.getText()})`);
    if (ts.isIfStatement(node)) put(node.expression, "false");
    const called = ts.isCallExpression(node) ? node.expression : undefined;
    if (called !== undefined && ts.isPropertyAccessExpression(called)) {
      const { name, expression } = called;
      if (["sort", "reverse", "trim", "filter"].includes(name.text)) put(node, expression.getText());
      if (name.text === "some") put(name, "every");
      if (name.text === "every") put(name, "some");
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

const filesIn = (folder) => readdirSync(folder, { recursive: true }).map((name) => `${folder}/${name}`);
const sourcesIn = (path) =>
  path.endsWith(".ts") ? [path] : filesIn(path).filter((each) => each.endsWith(".ts"));
const texts = new Map(
  modules
    .flatMap(sourcesIn)
    .filter((path) => !/\.gen\./.test(path))
    .map((path) => [path, readFileSync(path, "utf8")]),
);
const rank = ({ path, start, to }) => createHash("sha256").update(`${path} ${start} ${to}`).digest("hex");
const faults = [...texts]
  .flatMap(([path, text]) => faultsOf(path, text))
  .map((fault) => ({ ...fault, rank: rank(fault) }))
  .sort((a, b) => (a.rank < b.rank ? -1 : 1))
  .slice(0, Number(count));

const tests = filesIn("test/unit")
  .filter((path) => path.endsWith(".test.ts") && !/property|\/real|sites|sequences|containers/.test(path))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));
/** The tests of a module: those that import it, those of its name, and then those of its room. */
const nearest = (path) => {
  const tail = `/${path}"`;
  const name = basename(path, ".ts");
  const folder = path.replace(/^src\//, "test/unit/").replace(/\/[^/]*$/, "/");
  const own = tests.filter((each) => each.text.includes(tail) || basename(each.path).startsWith(`${name}.`));
  const room = tests.filter((each) => each.path.startsWith(folder) && !own.includes(each));
  const outer = tests.filter((each) =>
    /unit\/(?:policy|lock|page|pipeline\/(?:ownership|saved))\//.test(each.path),
  );
  return [own, room, outer]
    .map((list) => list.map((each) => resolve(each.path)))
    .filter((list) => list.length > 0);
};

let current = { id: "", text: undefined };
/** What is read of a module from now on. */
const show = (module) => {
  current = module;
  vitest.invalidateFile(module.id);
};

const start = async () => {
  const vitest = await createVitest(
    "test",
    {
      config: false,
      root,
      include: ["test/unit/**/*.test.ts"],
      setupFiles: "test/support/seed.ts",
      testTimeout: 60_000,
      bail: 1,
      isolate: true,
      pool: "forks",
      maxWorkers: 1,
      watch: false,
      silent: true,
      reporters: [{}],
    },
    {
      plugins: [
        {
          name: "fault",
          enforce: "pre",
          load: (id) => (id.split("?")[0] === current.id ? current.text : undefined),
        },
      ],
    },
  );
  await vitest.standalone();
  return vitest;
};
let vitest = await start();

/** Longer than this takes only what never ends. */
const mostMs = 240_000;

/** Whether tests pass with the fault of the moment; what never ends doesn't. */
const pass = async (files) => {
  const run = async () => {
    const specifications = await vitest.globTestSpecifications(files);
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    return unhandledErrors.length === 0 && testModules.every((module) => module.ok());
  };
  let timer;
  const late = new Promise((done) => {
    timer = setTimeout(() => done(undefined), mostMs);
  });
  const passed = await Promise.race([run(), late]);
  clearTimeout(timer);
  if (passed !== undefined) return passed;
  void vitest.close();
  vitest = await start();
  return false;
};

/** Whether tests pass without any fault: otherwise they would notice everything. */
const known = new Map();
const isSound = async (files) => {
  const key = files.join();
  if (!known.has(key)) known.set(key, await pass(files));
  return known.get(key);
};

const log = (line) => process.stdout.write(`${line}\n`);
let killed = 0;
let tried = 0;
for (const { path, start, end, to } of faults) {
  const text = texts.get(path) ?? "";
  const id = resolve(path);
  const mutant = text.slice(0, start) + to + text.slice(end);
  let survives = true;
  for (const files of nearest(path)) {
    if (!survives) break;
    show({ id, text: mutant });
    survives = await pass(files);
    show({ id, text: undefined });
    // Tests that fail without a fault, too, notice nothing.
    if (!survives && !(await isSound(files))) survives = true;
  }
  tried += 1;
  if (!survives) killed += 1;
  const line = text.slice(0, start).split("\n").length;
  if (survives)
    log(`survives: ${path}:${line} \`${text.slice(start, end).split("\n")[0]}\` as \`${to.split("\n")[0]}\``);
  if (tried % 10 === 0) log(`${killed} of ${tried}`);
}
log(`${killed} of ${tried} faults are noticed (${((100 * killed) / tried).toFixed(1)} %).`);
await vitest.close();
