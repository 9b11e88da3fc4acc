# Hand in two problems and collect the worked answers later.
import json
import os
import time
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

problems = {
    "trains": "Two trains 180 km apart run towards each other at 70 and 50 km/h. When do they meet?",
    "primes": "Show that there is a prime between 20 and 28, and name every one.",
}

with open("problems.jsonl", "w", encoding="utf-8") as lines:
    for custom_id, problem in problems.items():
        body = {
            "model": "quarry-ai/Slate-R1",
            "messages": [{"role": "user", "content": problem}],
        }
        request = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        lines.write(json.dumps(request) + "\n")

with open("problems.jsonl", "rb") as lines:
    upload = client.files.create(file=lines, purpose="batch")

batch = client.batches.create(
    input_file_id=upload.id, endpoint="/v1/chat/completions", completion_window="24h"
)

# Look every ten seconds, for an hour at most.
for _ in range(360):
    batch = client.batches.retrieve(batch.id)
    if batch.status in ("completed", "failed", "expired", "cancelled"):
        break
    time.sleep(10)

if batch.status != "completed":
    raise SystemExit(f"Batch {batch.id} is {batch.status}.")

client.files.content(batch.output_file_id).write_to_file("problems-results.jsonl")
print("Saved problems-results.jsonl")
