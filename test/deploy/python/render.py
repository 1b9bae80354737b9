"""Lints a chart and renders it, with Helm's own code and without a cluster.

Reads {"chart": folder, "values": {name: values}} and writes {name: {"findings": [...], "files": {template: text}}}
or {name: {"refused": reason}}.
"""

import json
import sys

import helm_python as helm

asked = json.load(sys.stdin)


def render(values):
    try:
        report = helm.lint(asked["chart"], values, strict=True, namespace="hikube-system")
        with helm.Chart.load(asked["chart"]) as chart:
            files = chart.render(values, name="hikube", namespace="hikube-system")
    except helm.HelmError as error:
        return {"refused": str(error)}
    findings = [message["error"] for message in report["messages"] if message["severity"] > 1]
    return {"findings": findings + report["errors"], "files": files}


json.dump({name: render(values) for name, values in asked["values"].items()}, sys.stdout)
