{{- define "hikube.tenants" -}}
tenants:
  {{- range $name, $tenant := .Values.platform.cozystack.tenants }}
  {{ $name | quote }}:
    namespace: {{ $tenant.namespace }}
    {{- if eq $tenant.credential "in-cluster" }}
    kubeconfig: in-cluster
    {{- else }}
    kubeconfig: /etc/hikube/tenant/{{ $name }}/kubeconfig
    context: {{ $tenant.kubeconfig.context | quote }}
    {{- end }}
    tokenFile: /etc/hikube/tenant/{{ $name }}/token
  {{- end }}
{{- end }}
