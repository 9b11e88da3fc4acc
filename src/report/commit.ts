import { counted } from "../text/counted.ts";
import { isBlockedChange, type Plan } from "../model/plan.ts";
import { printable } from "../text/emit/printable.ts";
import { hasErrors } from "../model/problem.ts";
import { deeds } from "./review.ts";
import { errorsOf } from "./text.ts";

/** A model's ID on a line of its own. */
const listed = 20;

const because = {
  catalog: "the catalog changed",
  template: "a template changed",
  config: "the config changed",
  drift: "something was missing or out of place",
} as const;

/** The plan as the message of a commit: a title with what is done, then causes, counts and models. */
export const planToCommit = ({ changes, problems }: Plan): string => {
  if (hasErrors(problems)) return `Nothing changed in the model documentation (${errorsOf({ problems })})\n`;
  const done = changes.filter(({ action }) => action !== "keep" && action !== "blocked");
  const models = [...new Set(done.flatMap((change) => change.models))].sort();
  const files = deeds.flatMap(([action, deed]) => {
    const count = changes.filter((change) => change.action === action).length;
    return count === 0 ? [] : [`${counted(count, "file")} ${deed}`];
  });
  const causes = [...new Set(done.map(({ cause }) => cause))].sort();
  const held = problems.filter(({ code }) => code === "guard-held");
  const rest = models.length > listed ? [`- and ${models.length - listed} more`] : [];
  const stuck = changes.filter(isBlockedChange).length;
  const paragraphs = [
    done.length === 0
      ? [
          stuck === 0
            ? "Nothing to change in the model documentation"
            : `Nothing changed in the model documentation (${counted(stuck, "file")} blocked)`,
        ]
      : [`Bring the model documentation in step (${counted(models.length, "model")})`],
    files.length === 0 ? [] : [`${files.join(", ")}.`],
    causes.map((cause) => {
      const count = done.filter((change) => change.cause === cause).length;
      return `${counted(count, "file")}: ${because[cause]}.`;
    }),
    models.length === 0
      ? []
      : ["Models:", ...models.slice(0, listed).map((id) => `- ${printable(id)}`), ...rest],
    held.map(({ where, message }) => `Held: ${printable(where)}: ${printable(message)}`),
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
};
