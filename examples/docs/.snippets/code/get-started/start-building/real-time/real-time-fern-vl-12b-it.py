# Ask about one picture.
import os
from getpass import getpass

from openai import OpenAI

api_key = os.environ.get("API_KEY") or getpass("Larkfield AI API key: ")
client = OpenAI(base_url="https://api.larkfield.example/v1", api_key=api_key)

completion = client.chat.completions.create(
    model="fernwood/fern-vl-12b-it",
    messages=[
        {
            "role": "user",
            "content": [
                {"type": "text", "text": "What is for sale here, and what does it cost?"},
                {"type": "image_url", "image_url": {"url": "https://docs.larkfield.example/images/market-stall.jpg"}},
            ],
        }
    ],
)

print(completion.choices[0].message.content)
