// The boxes of models in a pull request's body: the tool marks each with the model's ID, people untick some.
import { readFileSync } from "node:fs";

const box = /^- \[([ xX])\] .* ?<!-- model ([\w%]+) -->\r?$/;

/** @param {string} mark */
const idOf = (mark) => {
  try {
    return decodeURIComponent(mark);
  } catch {
    return undefined;
  }
};

/**
 * The IDs whose boxes are empty.
 * @param {string} body
 */
const unticked = (body) =>
  body.split("\n").flatMap((line) => {
    const [, tick, mark = ""] = box.exec(line) ?? [];
    const id = tick === " " ? idOf(mark) : undefined;
    return id === undefined ? [] : [{ id, mark }];
  });

/**
 * An ID as text that is nothing else to GitHub.
 * @param {string} id
 */
const shown = (id) =>
  `<code>${id.replace(/[^\w ./:-]/gu, (letter) => `&#${letter.codePointAt(0)};`).replace(/\s/g, " ")}</code>`;

/**
 * A plan's description as the body of a pull request whose models can be unticked, with those that are.
 * @param {string} description
 * @param {readonly { readonly id: string, readonly mark: string }[]} left
 */
const bodyOf = (description, left) => {
  const ticked = description.replace(/^- \[ \] (.*<!-- model [\w%]+ -->)$/gm, "- [x] $1");
  const hint =
    "> Untick a model to leave it for now: the next run takes it out of here, for as long as this is open. Tick it to have it back.\n\n";
  const lines = left.map(({ id, mark }) => `- [ ] ${shown(id)} <!-- model ${mark} -->\n`).join("");
  const list = left.length === 0 ? "" : `### Left for now\n\n${lines}\n`;
  return `${ticked === description && left.length === 0 ? "" : hint}${list}${ticked}`;
};

const [what, ...files] = process.argv.slice(2);
const [first = "", second = ""] = files.map((file) => readFileSync(file, "utf8"));
// IDs may hold any character but this.
if (what === "unticked")
  process.stdout.write(
    unticked(first)
      .map(({ id }) => `${id}\0`)
      .join(""),
  );
else process.stdout.write(bodyOf(first, unticked(second)));
