"""The peer: the same model file behind Flask, tokenised and padded in numpy, without a canonical form."""

import json
import logging
import math
import os

import numpy as np
import onnxruntime
from flask import Flask, request

LENGTH = 200
UNKNOWN = 1
FIRST_CHARACTER = 2

directory = os.environ["MODEL_DIR"]
with open(os.path.join(directory, "manifest.json"), encoding="utf-8") as file:
    manifest = json.load(file)

options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
options.add_session_config_entry("session.intra_op.allow_spinning", "0")
session = onnxruntime.InferenceSession(
    os.path.join(directory, "model.onnx"), options, providers=["CPUExecutionProvider"]
)

# One entry for each code point of the basic plane; the few characters beyond count as unknown.
table = np.full(0x10000, UNKNOWN, dtype=np.int32)
for index, character in enumerate(manifest["preprocessing"]["vocabulary"]):
    if ord(character) < len(table):
        table[ord(character)] = index + FIRST_CHARACTER


def encode(urls):
    ids = np.zeros((len(urls), LENGTH), dtype=np.int32)
    for row, url in enumerate(urls):
        points = np.frombuffer(url[:LENGTH].lower().encode("utf-32-le"), dtype=np.uint32)[:LENGTH]
        if len(points) > 0:
            ids[row, -len(points):] = table[np.minimum(points, len(table) - 1)]
    return ids


def judge(urls):
    logits = session.run([manifest["output"]["name"]], {manifest["input"]["name"]: encode(urls)})[0]
    probabilities = [1 / (1 + math.exp(-logit / manifest["temperature"])) for logit in logits.tolist()]
    return [
        {"label": "phishing" if probability >= manifest["threshold"] else "legitimate", "probability": probability}
        for probability in probabilities
    ]


app = Flask(__name__)


@app.get("/ready")
def ready():
    return ""


@app.post("/api/v1/predict")
def predict():
    body = request.get_json()
    model = {
        "threshold": manifest["threshold"],
        "model": manifest["name"],
        "version": manifest["version"],
    }
    if "urls" in body:
        return {"predictions": judge(body["urls"]), **model}
    return {**judge([body["url"]])[0], **model}


if __name__ == "__main__":
    import waitress

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    waitress.serve(app, host="127.0.0.1", port=int(os.environ["PORT"]), threads=4)
