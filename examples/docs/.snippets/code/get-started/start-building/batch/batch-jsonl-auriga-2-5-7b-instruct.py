# Sum up three product reviews in one go.
import json
import os
import time
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

prompts = {
    "review-1": "Sum up in five words: The kettle boils fast, but the lid sticks.",
    "review-2": "Sum up in five words: Lovely colour, far too small for two people.",
    "review-3": "Sum up in five words: Arrived early, works, nothing to add.",
}

with open("reviews.jsonl", "w", encoding="utf-8") as lines:
    for custom_id, prompt in prompts.items():
        body = {
            "model": "auriga-labs/Auriga-2.5-7B-Instruct",
            "messages": [{"role": "user", "content": prompt}],
        }
        request = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        lines.write(json.dumps(request) + "\n")

with open("reviews.jsonl", "rb") as lines:
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

client.files.content(batch.output_file_id).write_to_file("reviews-results.jsonl")
print("Saved reviews-results.jsonl")
