# One job, taken apart on the batch page, which cites this file by line.
import json
import os
import time
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

requests = [
    {
        "custom_id": f"knot-{number}",
        "method": "POST",
        "url": "/v1/chat/completions",
        "body": {
            "model": model,
            "messages": [{"role": "user", "content": question}],
        },
    }
    for number, (model, question) in enumerate([
        ("klusterai/Tern-405B-Instruct-Turbo", "How is a bowline tied?"),
        ("auriga-labs/Auriga-2.5-7B-Instruct", "What is a reef knot for?"),
    ], start=1)
]

with open("knots.jsonl", "w", encoding="utf-8") as file:
    file.writelines(json.dumps(request) + "\n" for request in requests)

with open("knots.jsonl", "rb") as file:
    upload = client.files.create(file=file, purpose="batch")

batch = client.batches.create(
    input_file_id=upload.id, endpoint="/v1/chat/completions", completion_window="24h"
)

deadline = time.monotonic() + 3600
while batch.status not in ("completed", "failed", "expired", "cancelled") and time.monotonic() < deadline:
    time.sleep(10)
    batch = client.batches.retrieve(batch.id)

if batch.status != "completed":
    raise SystemExit(f"Batch {batch.id} is {batch.status}.")

for line in client.files.content(batch.output_file_id).text.splitlines():
    answer = json.loads(line)
    print(answer["custom_id"], answer["response"]["body"]["choices"][0]["message"]["content"])
