{{- define "hikube.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "hikube.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "hikube.labels" -}}
{{ include "hikube.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "hikube.image" -}}
{{- with .Values.image }}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{- define "hikube.hasTenants" -}}
{{- with .Values.platform }}{{ if and (eq .kind "cozystack") .cozystack.tenants }}true{{ end }}{{ end }}
{{- end }}

{{- /* Namespaces of tenants in which the service account of the pod works, as a list in JSON. */}}
{{- define "hikube.namespaces" -}}
{{- $namespaces := list }}
{{- with .Values.platform }}
{{- if eq .kind "cozystack" }}
{{- range $tenant := .cozystack.tenants | default (dict "demo" .cozystack) }}
{{- if eq $tenant.credential "in-cluster" }}{{ $namespaces = append $namespaces $tenant.namespace }}{{ end }}
{{- end }}
{{- end }}
{{- end }}
{{- uniq $namespaces | sortAlpha | toJson }}
{{- end }}

{{- define "hikube.hasKubeconfig" -}}
{{- with .Values.platform }}{{ if and (eq .kind "cozystack") (not .cozystack.tenants) (eq .cozystack.credential "kubeconfig") }}true{{ end }}{{ end }}
{{- end }}
