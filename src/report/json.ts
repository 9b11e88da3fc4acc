import type { Change, Plan } from "../model/plan.ts";

const ordered = (change: Change, withContent: boolean) => {
  const { action, path, from, kind, models, cause, reason, before, after } = change;
  // Of a large plan the texts are made only where they are asked for.
  const content = withContent ? change.content : undefined;
  return {
    action,
    path,
    ...(from === undefined ? {} : { from }),
    kind,
    models,
    cause,
    reason,
    before,
    after,
    ...(content === undefined ? {} : { content }),
  };
};

/**
 * The plan as JSON, in the form of schemas/plan.schema.json: the same plan gives the same bytes.
 * `saved` puts in what a saved plan needs besides: the new texts, and the lock as it will be.
 */
export const planToJson = (plan: Plan, saved?: { readonly lock: string }): string => {
  const { formatVersion, inputs, changes, problems, summary } = plan;
  const document = {
    formatVersion,
    inputs: {
      config: inputs.config,
      catalog: inputs.catalog,
      templates: inputs.templates,
      lock: inputs.lock,
    },
    changes: changes.map((change) => ordered(change, saved !== undefined)),
    problems: problems.map(({ code, severity, where, message, fix }) => ({
      code,
      severity,
      where,
      message,
      fix,
    })),
    summary,
    ...(saved === undefined ? {} : { lock: saved.lock }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
};
