/** Ways to break the package's templates, each with what `verify` must say of it. */
import type { Snippet } from "../unit/text/template/render.ts";

/** A change to a template or to one of its partials, as search and replacement. */
export type Mutation = {
  readonly name: string;
  readonly snippet: Snippet;
  readonly find: string | RegExp;
  readonly replace: string;
  /** What one of the reasons says. */
  readonly why: RegExp;
};

const of = (kind: string, set: string, language: string): Snippet => ({ kind, set, language });

const [chat, vision, batch] = [
  of("real-time", "text", "bash"),
  of("real-time", "vision", "bash"),
  of("batch", "text", "bash"),
];

export const bashMutations: readonly Mutation[] = [
  {
    name: "wrong ID",
    snippet: chat,
    find: "json(it.id)",
    replace: "json(it.id.toLowerCase())",
    why: /names the model "acme\/auk-1b" instead of "acme\/Auk-1B"/,
  },
  {
    name: "another model's ID",
    snippet: chat,
    find: "json(it.id)",
    replace: 'json("acme/Heron-8B")',
    why: /names the model "acme\/Heron-8B"/,
  },
  {
    name: "wrong path",
    snippet: chat,
    find: "/chat/completions",
    replace: "/chat/completion",
    why: /no operation POST \/v1\/chat\/completion\.$/m,
  },
  {
    name: "wrong address",
    snippet: chat,
    find: "it.vars.baseUrl",
    replace: '"https://api.example.org/v1"',
    why: /asked for api\.example\.org:443/,
  },
  { name: "bad JSON", snippet: chat, find: "json(it.id) %>,", replace: "json(it.id) %>", why: /not JSON/ },
  {
    name: "missing auth header",
    snippet: chat,
    find: /^.*Authorization.*\n/m,
    replace: "",
    why: /no bearer token/,
  },
  {
    name: "the key's variable is sent as text",
    snippet: chat,
    find: '"Authorization: Bearer $API_KEY"',
    replace: "'Authorization: Bearer $API_KEY'",
    why: /isn't the key/,
  },
  {
    name: "a key of somebody's own",
    snippet: chat,
    find: "Bearer $API_KEY",
    replace: "Bearer sk-0123456789",
    why: /isn't the key/,
  },
  {
    name: "missing content type",
    snippet: chat,
    find: /^.*Content-Type.*\n/m,
    replace: "",
    why: /content type "application\/x-www-form-urlencoded" is not one of/,
  },
  {
    name: "wrong role",
    snippet: chat,
    find: '"role": "user"',
    replace: '"role": "customer"',
    why: /body\/messages\/1/,
  },
  {
    name: "messages left out",
    snippet: chat,
    find: '"messages"',
    replace: '"message"',
    why: /must have required property 'messages'/,
  },
  { name: "syntax error", snippet: chat, find: "}'", replace: "}", why: /The syntax is wrong: line \d+/ },
  { name: "key never read", snippet: chat, find: "$API_KEY", replace: "$API_KEI", why: /exit code 1/ },
  {
    name: "image left out",
    snippet: vision,
    find: /,\n.*"image_url".*\n/,
    replace: "\n",
    why: /sends no image/,
  },
  {
    name: "image without its URL",
    snippet: vision,
    find: '{"url": <%= json(it.vars.imageUrls[0]) %>}',
    replace: "{}",
    why: /must have required property 'url'/,
  },
  {
    name: "batch without upload purpose",
    snippet: batch,
    find: " --form 'purpose=batch'",
    replace: "",
    why: /body must have required property 'purpose'/,
  },
  {
    name: "batch with another purpose",
    snippet: batch,
    find: "purpose=batch'",
    replace: "purpose=batches'",
    why: /body\/purpose/,
  },
  {
    name: "wrong endpoint",
    snippet: batch,
    find: '"endpoint": "/v1/chat/completions"',
    replace: '"endpoint": "/v1/completions"',
    why: /body\/endpoint/,
  },
  {
    name: "wrong URL on the lines",
    snippet: batch,
    find: 'url: "/v1/chat/completions"',
    replace: 'url: "/v1/chat"',
    why: /Line 1 .* no operation "POST" "\/v1\/chat"/,
  },
  {
    name: "one name for all lines",
    snippet: batch,
    find: '"question-" + (index + 1)',
    replace: '"question"',
    why: /Line 2 .* isn't unique/,
  },
  {
    name: "wrong role on the lines",
    snippet: batch,
    find: 'role: "system"',
    replace: 'role: "boss"',
    why: /Line 1 .* body\/messages\/0/,
  },
  {
    name: "no polling",
    snippet: batch,
    find: /# Ask for the status[\s\S]*?\ndone\n/,
    replace: "status=completed\n",
    why: /doesn't ask for get \/v1\/batches\/\{batch_id\}/,
  },
  { name: "one look only", snippet: batch, find: "try <= 360", replace: "try <= 1", why: /exit code 1/ },
  {
    name: "wrong output file field",
    snippet: batch,
    find: "field output_file_id",
    replace: "field input_file_id",
    why: /the file that the batch was started from/,
  },
  {
    name: "no download",
    snippet: batch,
    find: /call "\$api\/files\/\$output_file_id\/content"/,
    replace: ":",
    why: /doesn't ask for get \/v1\/files\/\{file_id\}\/content/,
  },
];

const [chatPy, visionPy, batchPy] = [
  of("real-time", "text", "python"),
  of("real-time", "vision", "python"),
  of("batch", "text", "python"),
];

export const pythonMutations: readonly Mutation[] = [
  {
    name: "wrong ID",
    snippet: chatPy,
    find: "model=<%= it.id %>",
    replace: 'model=<%= it.id + "-v2" %>',
    why: /names the model "acme\/Auk-1B-v2"/,
  },
  {
    name: "wrong path",
    snippet: chatPy,
    find: "it.vars.baseUrl %>",
    replace: 'it.vars.baseUrl + "/chat" %>',
    why: /no operation POST \/v1\/chat\/chat\/completions/,
  },
  {
    name: "no address",
    snippet: chatPy,
    find: /^ *base_url.*\n/m,
    replace: "",
    why: /asked for api\.openai\.com:443/,
  },
  {
    name: "wrong role",
    snippet: chatPy,
    find: '"role": "user"',
    replace: '"role": "customer"',
    why: /body\/messages\/1/,
  },
  {
    name: "wrong field of the answer",
    snippet: chatPy,
    find: "message.content",
    replace: "message.text",
    why: /exit code 1/,
  },
  { name: "missing import", snippet: chatPy, find: "import os\n", replace: "", why: /exit code 1/ },
  {
    name: "syntax error",
    snippet: chatPy,
    find: "    ],\n)",
    replace: "    ],\n",
    why: /The syntax is wrong: line \d+/,
  },
  {
    name: "image left out",
    snippet: visionPy,
    find: /^.*"image_url": .*\n/m,
    replace: "",
    why: /sends no image/,
  },
  {
    name: "batch with another purpose",
    snippet: batchPy,
    find: 'purpose="batch"',
    replace: 'purpose="batches"',
    why: /body\/purpose/,
  },
  {
    name: "wrong endpoint",
    snippet: batchPy,
    find: 'endpoint="/v1/chat/completions"',
    replace: 'endpoint="/v1/completions"',
    why: /body\/endpoint/,
  },
  {
    name: "no polling",
    snippet: batchPy,
    find: /# Ask for the status[\s\S]*?"10"\)\)\)\n/,
    replace: "",
    why: /doesn't ask for get \/v1\/batches\/\{batch_id\}/,
  },
  {
    name: "wrong output file field",
    snippet: batchPy,
    find: "content(batch.output_file_id)",
    replace: "content(batch.input_file_id)",
    why: /the file that the batch was started from/,
  },
];
