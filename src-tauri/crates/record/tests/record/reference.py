"""Writes reference.txt: what the reference arithmetic says about 1,000 generated bodies of evidence.

    python3 reference.py .../content/verdict_reference.py > reference.txt

The bodies come from the generator below, which reference.rs has too, so that only results are kept.
"""

import datetime
import sys

SEED, BODIES = 20261123, 1000


class Numbers:
    """A linear congruential generator; its upper bits are used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


def bodies():
    numbers = Numbers(SEED)
    for body in range(BODIES):
        half_life = [12, 12, 6, 24, None][numbers.below(5)]
        lean = numbers.below(4)
        rows, cases = [], {}
        for row in range(1 + numbers.below(12)):
            name = f"cs-{body}-{row}"
            result = ["supports", "mixed", "refutes", "none"][
                [[0, 0, 1, 2, 0, 3], [2, 2, 1, 0, 2, 3], [0, 1, 2, 0, 1, 2], [0, 0, 0, 0, 0, 0]][lean][numbers.below(6)]
            ]
            trials = [None, None, None, numbers.below(40) + 1][numbers.below(4)]
            successes = None if trials is None else numbers.below(trials + 1)
            supervised = numbers.below(3) > 0
            severe = numbers.below(10) == 0
            cases[name] = dict(
                organisation=f"org {numbers.below(6)}",
                date=f"{2023 + numbers.below(4)}-{1 + numbers.below(11):02}",
                certainty=["very_low", "low", "moderate", "high"][numbers.below(4)],
                disputed=numbers.below(8) == 0,
                denominator_known=numbers.below(4) > 0,
            )
            rows.append(
                dict(ref=name, result=result, supervised=supervised, successes=successes, trials=trials, severe=severe)
            )
        yield half_life, rows, cases


def main():
    text = open(sys.argv[1]).read()
    # The arithmetic stands before the list of findings; the cases are ours.
    text = text[text.index("NOW=") : text.index("F=[")]
    space = {"datetime": datetime, "sqrt": __import__("math").sqrt}
    exec(text, space)
    print(f"# verdict_reference.py on {BODIES} bodies of evidence, seed {SEED}; written by reference.py")
    for half_life, rows, cases in bodies():
        space["C"] = cases
        verdict = space["verdict"](dict(evidence=rows, half_life_months=half_life))
        group = lambda s: "-" if s is None else " ".join(
            f"{s[k]:.{d}f}" for k, d in [("p", 3), ("n_eff", 1), ("lo", 3), ("hi", 3)]
        ) + f" {s['organisations']} {s['entries']} {s['not_full_success']}"
        parts = [
            verdict["verdict"],
            verdict["certainty"],
            group(verdict["supervised"]),
            group(verdict["unsupervised"]),
            group(verdict["all"]),
            "-" if verdict["fail_safe_n"] is None else str(verdict["fail_safe_n"]),
            " ".join(verdict["flags"]),
            f"{verdict['newest_evidence_months']:.1f}",
        ]
        print("|".join(parts))


main()
