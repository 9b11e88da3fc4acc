import { isList, isObject, type JsonValue } from "../../../generators/api/json.ts";
import { jsonLines, modelOf } from "./body.ts";
import { completion } from "./wires/chat.ts";
import { embedding } from "./wires/media.ts";
import { response } from "./wires/responses.ts";
import { keepFile } from "./files.ts";
import {
  answer,
  type Behaviours,
  type Call,
  changed,
  errorBody,
  failure,
  idOf,
  knowsModel,
  missing,
  requestOf,
  type Stored,
  textOf,
  type World,
} from "./world.ts";

/** Fine-tuning jobs that run while they are polled: validating_files → running → succeeded. */

const advance = (record: Stored): Stored => {
  if (record.status === "validating_files") return { ...record, status: "running" };
  if (record.status !== "running") return record;
  const fine_tuned_model = `${textOf(record, "model")}:${textOf(record, "id")}`;
  return { ...record, status: "succeeded", fine_tuned_model, finished_at: record.created_at ?? 0 };
};

const labelOf = (call: Call): JsonValue => requestOf(call).label ?? "";

const labelsOf = (record: Stored): readonly JsonValue[] => (isList(record.labels) ? record.labels : []);

/** What answers about jobs. */
export const jobBehaviours: Behaviours = {
  "post /fine_tuning/jobs": (call, world) => {
    const { id, time } = world.next("ftjob");
    const request = requestOf(call);
    const copied = [
      "model",
      "training_file",
      "validation_file",
      "labels",
      "hyperparameters",
      "method",
      "integrations",
    ];
    const given = copied.flatMap((key) => (request[key] === undefined ? [] : [[key, request[key]] as const]));
    const record: Stored = {
      ...Object.fromEntries(given),
      id,
      object: "fine_tuning.job",
      created_at: time,
      result_files: [],
      status: "validating_files",
    };
    world.jobs.set(id, record);
    return answer(record, call, world);
  },
  // Each look moves the job one step on.
  "get /fine_tuning/jobs/{}": (call, world) => changed("jobs", call, world, advance),
  "post /fine_tuning/jobs/{}/cancel": (call, world) =>
    changed("jobs", call, world, (record) =>
      record.status === "succeeded" ? record : { ...record, status: "cancelled" },
    ),
  // Answers with the job that is gone.
  "delete /fine_tuning/jobs/{}": (call, world) => {
    const record = world.jobs.get(idOf(call));
    if (record === undefined) return missing(call, world);
    world.jobs.delete(idOf(call));
    return answer(record, call, world);
  },
  "post /fine_tuning/jobs/{}/labels": (call, world) =>
    changed("jobs", call, world, (record) => ({
      ...record,
      labels: [...new Set([...labelsOf(record), labelOf(call)])],
    })),
  "delete /fine_tuning/jobs/{}/labels": (call, world) =>
    changed("jobs", call, world, (record) => ({
      ...record,
      labels: labelsOf(record).filter((label) => label !== labelOf(call)),
    })),
};

/** Batches that run while they are polled: validating → in_progress → completed. */

/** What is wrong with one line of an input file; undefined when it can be answered. */
const lineProblem = (
  line: JsonValue,
  chatCall: Call,
  world: World,
): readonly [number, string] | undefined => {
  if (!isObject(line)) return [400, "The line is not an object."];
  for (const key of ["custom_id", "method", "url"]) {
    if (typeof line[key] !== "string") return [400, `The line needs a text ${key}.`];
  }
  const model = modelOf(line.body);
  if (model === undefined) return [400, "body/model is missing."];
  if (!knowsModel(world, model)) return [404, `The model ${JSON.stringify(model)} does not exist.`];
  const problems = world.checker.bodyProblems(chatCall.operation, "application/json", line.body ?? null);
  return problems.length === 0 ? undefined : [400, problems.join("; ")];
};

/** The operation that a batch's endpoint names, to check and answer its lines with. */
const endpointCall = (record: Stored, call: Call, world: World): Call => {
  const operation = world.api.operations.find((o) => o.method === "post" && o.path === record.endpoint);
  return operation === undefined ? call : { ...call, operation };
};

/** What answers a line, by the end of the batch's endpoint. */
const answerOf = (record: Stored): typeof completion => {
  const endpoint = textOf(record, "endpoint");
  if (endpoint.endsWith("/embeddings")) return embedding;
  return endpoint.endsWith("/responses") ? response : completion;
};

const finish = (record: Stored, call: Call, world: World): Stored => {
  const lines = jsonLines(world.contents.get(textOf(record, "input_file_id")) ?? Buffer.alloc(0));
  const chatCall = endpointCall(record, call, world);
  const outputs: string[] = [];
  const errors: string[] = [];
  lines.forEach((line, index) => {
    const problem = lineProblem(line, chatCall, world);
    const [status_code, body] =
      problem === undefined
        ? [200, answerOf(record)(isObject(line) ? (line.body ?? null) : null, chatCall, world)]
        : [problem[0], errorBody(problem[1], "invalid_request")];
    const result = {
      id: `${textOf(record, "id")}-request-${index + 1}`,
      custom_id: isObject(line) ? (line.custom_id ?? null) : null,
      response: { status_code, request_id: `request-${index + 1}`, body },
      error: null,
    };
    (problem === undefined ? outputs : errors).push(JSON.stringify(result));
  });
  const write = (list: readonly string[], name: string): JsonValue =>
    list.length === 0
      ? null
      : (keepFile(world, name, "batch_output", Buffer.from(`${list.join("\n")}\n`)).id ?? null);
  const outputId = write(outputs, `${textOf(record, "id")}-output.jsonl`);
  const errorId = write(errors, `${textOf(record, "id")}-errors.jsonl`);
  return {
    ...record,
    status: "completed",
    completed_at: record.created_at ?? null,
    ...(outputId === null ? {} : { output_file_id: outputId }),
    ...(errorId === null ? {} : { error_file_id: errorId }),
    request_counts: { total: lines.length, completed: outputs.length, failed: errors.length },
  };
};

/** What answers about batches. */
export const batchBehaviours: Behaviours = {
  "post /batches": (call, world) => {
    const request = requestOf(call);
    const fileId = textOf(request, "input_file_id");
    const content = world.contents.get(fileId);
    if (content === undefined && world.strict) {
      return failure(400, `body/input_file_id: there is no file ${JSON.stringify(fileId)}.`, "not_found");
    }
    const { id, time } = world.next("batch");
    const total = content === undefined ? 0 : jsonLines(content).length;
    const record = {
      id,
      object: "batch",
      endpoint: request.endpoint ?? "/v1/chat/completions",
      input_file_id: fileId,
      completion_window: request.completion_window ?? "24h",
      status: "validating",
      created_at: time,
      expires_at: time + 86_400,
      request_counts: { total, completed: 0, failed: 0 },
      ...(request.metadata === undefined ? {} : { metadata: request.metadata }),
    };
    world.batches.set(id, record);
    return answer(record, call, world);
  },
  // Each look moves the batch one step on.
  "get /batches/{}": (call, world) =>
    changed("batches", call, world, (record) => {
      if (record.status === "validating") return { ...record, status: "in_progress" };
      return record.status === "in_progress" ? finish(record, call, world) : record;
    }),
  "post /batches/{}/cancel": (call, world) =>
    changed("batches", call, world, (record) =>
      record.status === "completed" || record.status === "cancelled"
        ? record
        : { ...record, status: "cancelled", cancelled_at: record.created_at ?? null },
    ),
  "delete /batches/{}/delete": (call, world) => {
    if (!world.batches.delete(idOf(call)) && world.strict) return missing(call, world);
    return answer({ success: true }, call, world);
  },
};
