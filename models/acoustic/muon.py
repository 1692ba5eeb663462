# SPDX-License-Identifier: GPL-3.0-or-later
"""Steps of equal length along all directions of a matrix (Muon; K. Jordan and others, 2024)."""
import torch

TERMS = (3.4445, -4.7750, 2.0315)   # of the quintic that pulls singular values towards 1
ROUNDS = 5
LIKE_ADAM = 0.2                     # steps as long as Adam's usually are


def orthogonal(matrices):
    """Of each matrix (more columns than rows) the nearest one whose singular values are about 1."""
    a, b, c = TERMS
    x = matrices / (matrices.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(ROUNDS):
        square = x @ x.mT
        x = a * x + (b * square + c * square @ square) @ x
    return x


class Muon(torch.optim.Optimizer):
    """For matrices of one shape."""

    def __init__(self, matrices, lr, momentum=0.95, weight_decay=0.01):
        super().__init__(matrices, {"lr": lr, "momentum": momentum, "decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            slopes = []
            for matrix in group["params"]:
                mean = self.state[matrix].setdefault("mean", torch.zeros_like(matrix))
                mean.lerp_(matrix.grad, 1 - group["momentum"])
                slopes.append(torch.lerp(matrix.grad, mean, group["momentum"]))
            steps = orthogonal(torch.stack(slopes))
            length = LIKE_ADAM * max(steps.shape[1:]) ** 0.5
            for matrix, step in zip(group["params"], steps):
                matrix.mul_(1 - group["lr"] * group["decay"])
                matrix.add_(step, alpha=-group["lr"] * length)
