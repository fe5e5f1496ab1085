"""One of Optuna's samplers on functions of SearchFunctions.cs, for SearchComparison.cs to rank.

usage: optuna_searches.py METHOD      (Debian: apt-get install python3-optuna python3-cmaes)

Reads a study a line from standard input ({"seed", "trials", "space"}); writes each point as a line and reads its value, which is minimised.
"""
import json
import sys
import warnings

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

SAMPLERS = {
    "optunaRandom": lambda seed: optuna.samplers.RandomSampler(seed=seed),
    "optunaTpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "optunaTpeMultivariate": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, group=True),
    "optunaCmaEs": lambda seed: optuna.samplers.CmaEsSampler(seed=seed),
    "optunaCmaEsIpop": lambda seed: optuna.samplers.CmaEsSampler(seed=seed, restart_strategy="ipop"),
    "optunaCmaEsMargin": lambda seed: optuna.samplers.CmaEsSampler(seed=seed, with_margin=True),
}


def suggest(trial, space):
    point = {}
    for d in space:
        if "when" in d and point.get(d["when"][0]) != d["when"][1]:
            continue
        if d["kind"] == "real":
            point[d["name"]] = trial.suggest_float(d["name"], d["low"], d["high"], log=d["log"])
        elif d["kind"] == "whole":
            point[d["name"]] = trial.suggest_int(d["name"], d["low"], d["high"], log=d["log"])
        else:
            point[d["name"]] = trial.suggest_categorical(d["name"], d["choices"])
    return point


def value(trial, space):
    print(json.dumps(suggest(trial, space)), flush=True)
    return json.loads(sys.stdin.readline())


for line in sys.stdin:
    task = json.loads(line)
    study = optuna.create_study(sampler=SAMPLERS[sys.argv[1]](task["seed"]))
    study.optimize(lambda trial: value(trial, task["space"]), n_trials=task["trials"])
