{{- define "hikube.environment" -}}
- name: HIKUBE_STORE
  value: {{ .Values.store.kind }}
{{- if eq .Values.store.kind "sqlite" }}
# Below the root of the volume, which is another user's and where file systems keep things of their own.
- name: HIKUBE_DATA_DIR
  value: /var/lib/hikube/data
{{- end }}
- name: HIKUBE_METRICS_PORT
  value: {{ .Values.metrics.port | quote }}
{{- if not (include "hikube.hasTenants" .) }}
- name: HIKUBE_BOOTSTRAP_TOKEN
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret }}
      key: HIKUBE_BOOTSTRAP_TOKEN
{{- end }}
- name: HIKUBE_SECRET_KEYS
  valueFrom:
    secretKeyRef:
      name: {{ .Values.secret }}
      key: HIKUBE_SECRET_KEYS
      {{- if eq .Values.store.kind "sqlite" }}
      optional: true
      {{- end }}
{{- if eq .Values.store.kind "postgres" }}
{{- with .Values.store.postgres }}
- name: {{ if .authoritySecret }}POSTGRES_URI{{ else }}DATABASE_URL{{ end }}
  valueFrom:
    secretKeyRef:
      name: {{ .secret }}
      key: {{ .key }}
{{- if .authoritySecret }}
- name: DATABASE_URL
  value: $(POSTGRES_URI)?sslmode=verify-full&sslrootcert=/etc/hikube/postgres/ca.crt
{{- end }}
{{- end }}
{{- end }}
- name: HIKUBE_PLATFORM
  value: {{ .Values.platform.kind }}
{{- if include "hikube.hasTenants" . }}
- name: HIKUBE_TENANTS_FILE
  value: /etc/hikube/tenants/tenants.yaml
{{- else if eq .Values.platform.kind "cozystack" }}
{{- with .Values.platform.cozystack }}
- name: HIKUBE_NAMESPACE
  value: {{ .namespace }}
{{- if eq .credential "in-cluster" }}
- name: HIKUBE_KUBECONFIG
  value: in-cluster
{{- else }}
- name: HIKUBE_KUBECONFIG
  value: /etc/hikube/platform/kubeconfig
- name: HIKUBE_CONTEXT
  value: {{ .kubeconfig.context | quote }}
{{- end }}
{{- end }}
{{- else }}
{{- with .Values.platform.simulated }}
- name: HIKUBE_SIMULATION_SPEED
  value: {{ .speed | quote }}
{{- if .kubernetesUrl }}
- name: HIKUBE_KUBERNETES_URL
  value: {{ .kubernetesUrl | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- if and .Values.ingress.enabled (not (hasKey .Values.settings "HIKUBE_TRUSTED_PROXIES")) }}
- name: HIKUBE_TRUSTED_PROXIES
  value: '1'
{{- end }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}
