"""A net with one hidden layer, trained by backpropagation in NumPy on two interleaved spirals.

Prints what it measures as lines of JSON; everything else that it prints is taken for talk.
"""

import argparse
import json

import numpy as np

arguments = argparse.ArgumentParser()
arguments.add_argument("--learning-rate", type=float, required=True)
arguments.add_argument("--hidden", type=int, required=True)
arguments.add_argument("--epochs", type=int, required=True)
arguments.add_argument("--seed", type=int, required=True)
given = arguments.parse_args()


def spirals(examples, generator):
    """Points (examples x 2) and labels (examples) of two spirals with noise."""
    labels = np.arange(examples) % 2
    angle = generator.uniform(0.5, 2 * np.pi, examples)
    radius = angle / (2 * np.pi)
    turned = angle + np.pi * labels
    points = np.stack([radius * np.cos(turned), radius * np.sin(turned)], axis=1)
    return points + 0.02 * generator.standard_normal(points.shape), labels


data = np.random.default_rng(0)  # the same data for every seed
train, train_labels = spirals(400, data)
test, test_labels = spirals(400, data)

chance = np.random.default_rng(given.seed)
w1 = chance.standard_normal((2, given.hidden)) * 3
b1 = chance.uniform(-2, 2, given.hidden)
w2 = chance.standard_normal((given.hidden, 1)) / np.sqrt(given.hidden)
b2 = np.zeros(1)


def outputs(points):
    hidden = np.tanh(points @ w1 + b1)
    return hidden, 1 / (1 + np.exp(-(hidden @ w2 + b2)))


print("training on", len(train), "examples")
for epoch in range(1, given.epochs + 1):
    order = chance.permutation(len(train))
    for batch in np.split(order, len(train) // 20):
        hidden, guess = outputs(train[batch])
        error = (guess - train_labels[batch, None]) / len(batch)
        back = error @ w2.T * (1 - hidden**2)
        w2 -= given.learning_rate * hidden.T @ error
        b2 -= given.learning_rate * error.sum(axis=0)
        w1 -= given.learning_rate * train[batch].T @ back
        b1 -= given.learning_rate * back.sum(axis=0)
    _, guess = outputs(test)
    accuracy = float(np.mean((guess[:, 0] > 0.5) == test_labels))
    loss = float(np.mean((guess[:, 0] - test_labels) ** 2))
    print(json.dumps({"step": epoch, "accuracy": accuracy, "loss": loss}))

np.savez("weights.npz", w1=w1, b1=b1, w2=w2, b2=b2)
