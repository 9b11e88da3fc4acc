# Ask about one picture.
import os
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("kluster.ai API key: ")
client = OpenAI(base_url="https://api.kluster.ai/v1", api_key=api_key)

completion = client.chat.completions.create(
    model="fernwood/fern-vl-12b-it",
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is for sale here, and what does it cost?"},
                {"type": "image_url", "image_url": {"url": "https://upload.wikimedia.org/wikipedia/commons/3/3f/Fronalpstock_big.jpg"}},
            ],
        }
    ],
)

print(completion.choices[0].message.content)
