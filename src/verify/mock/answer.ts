/** Which behaviour answers which operation. Operations that have none of their own get a made-up answer. */
import { batchBehaviours, jobBehaviours } from "./batches.ts";
import { chat } from "./wires/chat.ts";
import { fileBehaviours } from "./files.ts";
import {
  type Behaviour,
  type Behaviours,
  type Call,
  invent,
  listModels,
  oneModel,
  type Reply,
  type Stored,
  successOf,
  type World,
} from "./world.ts";
import { inventItems, page } from "./paging.ts";
import { embeddings, images, speech, transcription } from "./wires/media.ts";
import { messages } from "./wires/messages.ts";
import { responses } from "./wires/responses.ts";

const listOf =
  (kind: "batches" | "jobs" | "files"): Behaviour =>
  (call, world) => {
    const filters = ["purpose", "status"].filter((key) => typeof call.query[key] === "string");
    const matches = (item: Stored): boolean => filters.every((key) => item[key] === call.query[key]);
    return page([...world[kind].values()].filter(matches), call, world);
  };

const behaviours: Behaviours = {
  ...fileBehaviours,
  ...batchBehaviours,
  ...jobBehaviours,
  "post /chat/completions": chat,
  "post /responses": responses,
  "post /messages": messages,
  "post /embeddings": embeddings,
  "post /audio/speech": speech,
  "post /audio/transcriptions": transcription,
  "post /audio/translations": transcription,
  "post /images/generations": images,
  "post /images/edits": images,
  "post /images/variations": images,
  "get /files": listOf("files"),
  "get /batches": listOf("batches"),
  "get /async-batches": listOf("batches"),
  "get /fine_tuning/jobs": listOf("jobs"),
  "get /models": listModels,
  "get /models/{}": oneModel,
  "delete /models/{}": oneModel,
};

const keyOf = ({ operation }: Call): string =>
  `${operation.method} ${operation.path.replace(/^\/v\d+(?=\/)/, "").replace(/\{[^}]*\}/g, "{}")}`;

const behave = (call: Call, world: World): Reply => {
  const behaviour = behaviours[keyOf(call)];
  if (behaviour !== undefined) return behaviour(call, world);
  const items = inventItems(call, world);
  return items === undefined ? invent(call, world) : page(items, call, world);
};

/** Answers a request that was checked, with the status that the document gives a success. */
export const answer = (call: Call, world: World): Reply => {
  const reply = behave(call, world);
  const declared = Number(successOf(call.operation)?.status);
  return reply.status === 200 && declared > 200 ? { ...reply, status: declared } : reply;
};
