# Read a pile of receipts overnight.
import json
import os
import time
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

receipts = {
    "receipt-1": "https://upload.wikimedia.org/wikipedia/commons/3/3f/Fronalpstock_big.jpg",
    "receipt-2": "https://upload.wikimedia.org/wikipedia/commons/a/a7/Camponotus_flavomarginatus_ant.jpg",
}

with open("receipts.jsonl", "w", encoding="utf-8") as lines:
    for custom_id, url in receipts.items():
        body = {
            "model": "fernwood/fern-vl-12b-it",
            "messages": [
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": "Give the shop, the date and the total."},
                        {"type": "image_url", "image_url": {"url": url}},
                    ],
                }
            ],
        }
        request = {"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions", "body": body}
        lines.write(json.dumps(request) + "\n")

with open("receipts.jsonl", "rb") as lines:
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

client.files.content(batch.output_file_id).write_to_file("receipts-results.jsonl")
print("Saved receipts-results.jsonl")
