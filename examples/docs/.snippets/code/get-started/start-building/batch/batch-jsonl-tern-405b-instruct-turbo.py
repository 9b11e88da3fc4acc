# Translate one notice into several languages.
import json
import os
import time
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

prompts = {
    "de": "Translate into German: The ferry does not sail on Sundays.",
    "pt": "Translate into Portuguese: The ferry does not sail on Sundays.",
    "sw": "Translate into Swahili: The ferry does not sail on Sundays.",
}

with open("notices.jsonl", "w", encoding="utf-8") as lines:
    for custom_id, prompt in prompts.items():
        body = {
            "model": "klusterai/Tern-405B-Instruct-Turbo",
            "messages": [{"role": "user", "content": prompt}],
        }
        request = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        lines.write(json.dumps(request) + "\n")

with open("notices.jsonl", "rb") as lines:
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

client.files.content(batch.output_file_id).write_to_file("notices-results.jsonl")
print("Saved notices-results.jsonl")
