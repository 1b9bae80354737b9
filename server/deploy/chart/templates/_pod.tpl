{{- define "hikube.pod" -}}
metadata:
  labels:
    {{- include "hikube.labels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- if or .Values.podAnnotations (include "hikube.hasTenants" .) }}
  annotations:
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
    {{- if include "hikube.hasTenants" . }}
    # Tenants are read at the start: who changes them starts pods anew.
    hikube.io/tenants: {{ include "hikube.tenants" . | sha256sum | trunc 16 | quote }}
    {{- end }}
  {{- end }}
spec:
  serviceAccountName: {{ include "hikube.name" . }}
  automountServiceAccountToken: {{ ne (include "hikube.namespaces" .) "[]" }}
  # A Service of the namespace would be a variable, and one of a certain name a setting of ours.
  enableServiceLinks: false
  # The service takes 8 seconds at most, after those that it goes on answering.
  terminationGracePeriodSeconds: 30
  securityContext:
    runAsNonRoot: true
    runAsUser: 1000
    runAsGroup: 1000
    fsGroup: 1000
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- if gt (int .Values.replicas) 1 }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "hikube.selector" . | nindent 10 }}
  {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: hikube
      image: {{ include "hikube.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      {{- if .Values.maintenance }}
      command: [sleep, infinity]
      {{- end }}
      env:
        {{- include "hikube.environment" . | nindent 8 }}
      ports:
        - name: http
          containerPort: 8642
        {{- if eq .Values.platform.kind "simulated" }}
        - name: kubernetes
          containerPort: 8643
        {{- end }}
        - name: metrics
          containerPort: {{ .Values.metrics.port }}
      {{- if not .Values.maintenance }}
      startupProbe:
        httpGet:
          path: /healthz
          port: http
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet:
          path: /healthz
          port: http
        timeoutSeconds: 5
      readinessProbe:
        httpGet:
          path: /readyz
          port: http
        periodSeconds: 5
        timeoutSeconds: 5
      lifecycle:
        # Until nobody is sent here any more.
        preStop:
          sleep:
            seconds: 5
      {{- end }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- if eq .Values.store.kind "sqlite" }}
        - name: data
          mountPath: /var/lib/hikube
        {{- else if .Values.store.postgres.authoritySecret }}
        - name: postgres-authority
          mountPath: /etc/hikube/postgres
          readOnly: true
        {{- end }}
        {{- if include "hikube.hasKubeconfig" . }}
        - name: platform
          mountPath: /etc/hikube/platform
          readOnly: true
        {{- end }}
        {{- if include "hikube.hasTenants" . }}
        - name: tenants
          mountPath: /etc/hikube/tenants
          readOnly: true
        {{- range $name, $tenant := .Values.platform.cozystack.tenants }}
        - name: tenant-{{ $name }}
          mountPath: /etc/hikube/tenant/{{ $name }}
          readOnly: true
        {{- end }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 256Mi
    {{- if and (eq .Values.store.kind "postgres") .Values.store.postgres.authoritySecret }}
    - name: postgres-authority
      secret:
        secretName: {{ .Values.store.postgres.authoritySecret }}
        items:
          - key: ca.crt
            path: ca.crt
    {{- end }}
    {{- if include "hikube.hasKubeconfig" . }}
    {{- with .Values.platform.cozystack.kubeconfig }}
    - name: platform
      secret:
        secretName: {{ .secret }}
        items:
          - key: {{ .key }}
            path: kubeconfig
    {{- end }}
    {{- end }}
    {{- if include "hikube.hasTenants" . }}
    - name: tenants
      configMap:
        name: {{ include "hikube.name" . }}-tenants
    {{- range $name, $tenant := .Values.platform.cozystack.tenants }}
    # What is secret of the tenant.
    - name: tenant-{{ $name }}
      projected:
        sources:
          - secret:
              name: {{ $tenant.token.secret }}
              items:
                - key: {{ $tenant.token.key | default "token" }}
                  path: token
          {{- if eq $tenant.credential "kubeconfig" }}
          - secret:
              name: {{ $tenant.kubeconfig.secret }}
              items:
                - key: {{ $tenant.kubeconfig.key | default "kubeconfig" }}
                  path: kubeconfig
          {{- end }}
    {{- end }}
    {{- end }}
{{- end }}
